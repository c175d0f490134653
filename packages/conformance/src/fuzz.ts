import { document } from "@tool-router/openapi/document";
import * as fc from "fast-check";
import type { Fault, FaultRule } from "@tool-router/local";
import { unimplementedOperations } from "./unimplemented-operations.ts";
import { startProvider, type Provider } from "./provider.ts";
import { arbitraryOf, resolve, type Vocabulary } from "./schema-arbitrary.ts";
import { toolkits as allToolkits } from "./toolkits.ts";
import type { MakeRouter } from "./make-router.ts";
import { openWorld, type World } from "./world.ts";

// eslint-disable-next-line typescript/no-explicit-any -- bodies of every operation.
type Body = any;

export interface FuzzReport {
  /** How often each operation gave each status. */
  readonly statuses: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** Unexpected 500 and 501 responses, and violations of the API document. */
  readonly problems: readonly string[];
  readonly requests: number;
}

interface Operation {
  readonly id: string;
  readonly method: string;
  readonly template: string;
  readonly request: fc.Arbitrary<Planned>;
}

/** One generated request. Its session and account are chosen when it is sent. */
interface Planned {
  readonly operation: Omit<Operation, "request">;
  /** Fault to inject. */
  readonly fault: Fault["kind"] | undefined;
  readonly idempotencyKey: string | undefined;
  readonly caller: "project" | "user" | "none" | "two" | "wrong" | "other" | "scoped" | "half scope" | "no project";
  readonly ids: "clean" | "wild" | "unknown" | "malformed";
  readonly pick: number;
  readonly mount: string;
  readonly query: string;
  /** Undefined means no body. A string is sent unchanged. */
  readonly body: unknown;
}

const toolkits = fc.constantFrom("github", "slack", "weather");
const tools = fc.oneof(
  {
    weight: 7,
    arbitrary: fc.constantFrom("GITHUB_LIST_ISSUES", "GITHUB_CREATE_ISSUE", "WEATHER_GET_FORECAST", "WEATHER_BREAK"),
  },
  fc.constantFrom("SLACK_SEND_MESSAGE", "WEATHER_OFFLINE", "WEATHER_LIST_DAYS", "NOPE", "LOCAL_X"),
);
const paths = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom("a", "b", "a/b", "c/d") },
  fc.constantFrom("../x", "/etc", "a//b", "\u0000", "mex"),
);
const tags = fc.subarray(["readOnlyHint", "createHint", "destructiveHint"]);
const customTool = fc.record({
  slug: fc.stringMatching(/^[a-z]{1,12}$/),
  name: fc.constant("Mine"),
  description: fc.constant("A custom tool"),
  input_schema: fc.constant({ type: "object", properties: {} }),
});

const hook = { id: "h", type: "before_execute", applies_to: "all", handler: { type: "webhook" } };

/** Mostly the first, occasionally the second. */
function mostly(usual: fc.Arbitrary<unknown>, rare: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 7, arbitrary: usual }, { weight: 1, arbitrary: rare });
}

const words: Vocabulary = {
  instant: fc.constantFrom(undefined, false, {}, { tools: {} }, { return_instant_charge: true }),
  proxy_execute: rarely<unknown>(null, { enable: true }, { enable: false }),
  // Rejected in v3.
  hooks: rarely<unknown>(null, [], [hook]),
  multi_account: mostly(
    fc.constantFrom({ enable: true }, { enable: false }),
    fc.constant({ enable: false, max_accounts_per_toolkit: 3 }),
  ),
  "<toolkit>": toolkits,
  ToolkitsConfig: mostly(
    fc.oneof(
      fc.record({ enable: fc.subarray(["github", "GITHUB", "weather"]) }),
      fc.record({ disable: fc.subarray(["slack", "weather"]) }),
    ),
    fc.constantFrom({ require_approval: ["github"] }, { disable: [], require_approval: ["weather"] }),
  ),
  ToolFilter: mostly(
    fc.record({ tags }),
    fc.constantFrom(
      { enable: ["GITHUB_LIST_ISSUES"] },
      { disable: ["NOPE"] },
      { require_approval: ["GITHUB_LIST_ISSUES"] },
      { tags: { require_approval: ["createHint"] } },
    ),
  ),
  TagFilter: fc.oneof(tags, fc.record({ enable: tags })),
  ConnectedAccountPins: mostly(
    fc.constant({}),
    fc.constantFrom({ github: "ca_1" }, { github: ["ca_1"] }, { github: "ca_2" }),
  ),
  PreloadInput: mostly(
    fc.constant({ tools: [] }),
    fc.constantFrom({ tools: ["WEATHER_GET_FORECAST"] }, { tools: "all" }),
  ),
  CustomTool: customTool,
  user_id: fc.constantFrom("user_1", "user_2", "Ünï"),
  auth_configs: mostly(fc.constantFrom({}, { github: "ac_github" }), fc.constant({ github: "ac_no" })),
  toolkit: toolkits,
  toolkit_slug: mostly(fc.constantFrom("github", "weather"), fc.constant("slack")),
  tool_slug: tools,
  tool_slugs: fc.array(tools, { minLength: 1, maxLength: 3 }),
  arguments: fc.oneof(
    fc.constantFrom({}, { repo: "r", title: "t" }, { repo: 1 }),
    fc.dictionary(fc.constantFrom("a", "__proto__", "constructor", "toString"), fc.jsonValue({ maxDepth: 2 })),
  ),
  account: mostly(fc.constantFrom("ca_1", "work"), fc.constant("nope")),
  endpoint: mostly(
    fc.constantFrom("/user", "/user?q=1", "/bytes", "/missing", "/away"),
    fc.constantFrom("https://evil.test/", "//evil.test", "/long", "/gone"),
  ),
  // Only addresses that need no DNS, because tests run without a network.
  binary_body: mostly(
    fc.constantFrom({ base64: "aGk=" }, { base64: "aGk=", content_type: "text/plain" }),
    fc.constantFrom(
      { base64: "aGk=", content_type: "a/b\r\nx: y" },
      { url: "http://127.0.0.1/" },
      { url: "http://localhost/_local/files/ft_no" },
    ),
  ),
  parameters: mostly(
    fc.constantFrom([], [{ name: "q", value: "a b", type: "query" }], [{ name: "x-mine", value: "1", type: "header" }]),
    fc.constant([{ name: "authorization", value: "x", type: "header" }]),
  ),
  mount_relative_path: paths,
  mount_relative_prefix: paths,
  expected_config_version: mostly(fc.constant(1), fc.constantFrom(2, 3)),
  experimental: mostly(
    fc.constantFrom({}, { submit_feedback: { enable: true } }),
    fc.constantFrom(
      { permissions: null, submit_feedback: null },
      { permissions: { default: "ask_once_per_session" } },
      { no_elicitation_support_fallback: "allow" },
      { session_config_id: "sc_1" },
      { session_config_id: "sc_unknown" },
    ),
  ),
  auth_config_id: mostly(fc.constantFrom("ac_slack", "ac_github"), fc.constant("ac_no")),
  connected_account_id: mostly(fc.constant("ca_1"), fc.constantFrom("ca_no", "ca_slack")),
  connection_data: mostly(fc.constantFrom({}, { subdomain: "acme" }), fc.constant({ a: {} })),
  connection: mostly(
    fc.constant({ state: { authScheme: "API_KEY", val: { api_key: "k", user_agent: null } } }),
    fc.constant({ state: { authScheme: "BASIC", val: {} } }),
  ),
  AuthConfigCreate: mostly(
    fc.record({
      toolkit: fc.constantFrom({ slug: "github" }, { slug: "slack" }),
      auth_config: fc.constantFrom(
        undefined,
        { type: "use_composio_managed_auth" },
        { type: "use_composio_managed_auth", name: "Mine", credentials: { scopes: "a b" } },
      ),
    }),
    fc.record({
      toolkit: fc.constantFrom({ slug: "github" }, { slug: "weather" }, { slug: "nope" }),
      auth_config: fc.constantFrom(
        { type: "use_custom_auth", authScheme: "API_KEY", credentials: { base: "x" } },
        { type: "use_custom_auth", authScheme: "SAML" },
      ),
    }),
  ),
  AuthConfigPatch: mostly(
    fc.constantFrom({ type: "default", name: "Other" }, { type: "default", scopes: ["a"] }),
    fc.constantFrom({ type: "custom", credentials: { a: "b" } }, { type: "custom", credentials: { a: {} } }),
  ),
  ToolExecuteRequest: mostly(
    fc.record({
      user_id: fc.constantFrom("user_1", "user_2"),
      arguments: fc.constantFrom({}, { repo: "r", title: "t" }),
    }),
    fc.constantFrom<unknown>(
      { user_id: "user_9" },
      { connected_account_id: "ca_1", arguments: {} },
      { text: "x" },
      { custom_auth_params: {} },
    ),
  ),
  ToolProxyRequest: mostly(
    fc.record({
      connected_account_id: fc.constant("ca_1"),
      endpoint: fc.constantFrom("/user", "/bytes", "/missing", "/long", "/gone"),
      method: fc.constantFrom("GET", "POST"),
      body: fc.constantFrom(undefined, null, { a: 1 }),
    }),
    fc.record({
      connected_account_id: fc.constantFrom(undefined, "ca_no", "ca_1"),
      endpoint: fc.constantFrom("/user", "https://evil.test/"),
      method: fc.constant("GET"),
    }),
  ),
  cursor: fc.constantFrom(btoa('{"page":1,"limit":2}'), "nope", btoa('{"page":-1}')),
  order_by: fc.constantFrom("created_at", "updated_at"),
};

const invalidBody = fc.oneof(
  fc.constantFrom<unknown>(
    "{",
    "",
    "null",
    "[]",
    '"text"',
    "[".repeat(5000),
    '{"__proto__":{"a":1}}',
    '{"a":'.repeat(300) + "1" + "}".repeat(300),
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

function bodyOf(id: string, schema: Record<string, unknown>): fc.Arbitrary<unknown> {
  const valid =
    id === "postToolRouterSessionBySessionIdExecuteMeta"
      ? metaCall()
      : id === "postFilesUploadRequest"
        ? upload
        : arbitraryOf(schema, words);
  return fc.oneof(
    { weight: 50, arbitrary: valid },
    { weight: 5, arbitrary: invalidBody },
    { weight: 2, arbitrary: fc.constant(tooLong) },
    // Valid except for one field: missing, of another type, or unknown.
    {
      weight: 8,
      arbitrary: fc
        .tuple(valid, fc.nat(), fc.constantFrom<unknown>(undefined, null, 1, "x", [], {}))
        .map(([value, pick, replacement]) => replaceField(value, pick, replacement)),
    },
  );
}

const MAX_BODY_LENGTH = 100_000;
const tooLong = JSON.stringify("x".repeat(MAX_BODY_LENGTH));

const upload = fc.record({
  toolkit_slug: fc.constant("weather"),
  tool_slug: fc.constantFrom("WEATHER_READ_FILE", "WEATHER_READ_FILE", "NOPE"),
  filename: fc.string(),
  mimetype: fc.constant("text/plain"),
  md5: fc.constant("d41d8cd98f00b204e9800998ecf8427e"),
});

function metaCall(): fc.Arbitrary<unknown> {
  const { properties } = document.components.schemas.MetaTools as unknown as {
    properties: Record<string, { properties: { arguments: Record<string, unknown> } }>;
  };
  return fc.oneof(
    ...Object.entries(properties).map(([slug, { properties: fields }]) =>
      fc.record({ slug: fc.constant(slug), arguments: arbitraryOf(fields.arguments, words) }),
    ),
  );
}

function replaceField(value: unknown, pick: number, replacement: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return replacement ?? {};
  const keys = Object.keys(value);
  const key = pick % 4 === 0 || keys.length === 0 ? "unknown_key" : (keys[pick % keys.length] ?? "");
  return { ...value, [key]: replacement };
}

const callers = fc.oneof(
  { weight: 60, arbitrary: fc.constantFrom<Planned["caller"][]>("project", "project", "user") },
  {
    weight: 9,
    arbitrary: fc.constantFrom<Planned["caller"][]>(
      "none",
      "two",
      "wrong",
      "other",
      "scoped",
      "half scope",
      "no project",
    ),
  },
);

function operationsOf(): Operation[] {
  return Object.entries(document.paths).flatMap(([template, item]) =>
    (["get", "post", "patch", "delete"] as const).flatMap((method): Operation[] => {
      const operation = item[method];
      if (operation === undefined || unimplementedOperations.has(operation.operationId)) return [];
      const own = { id: operation.operationId, method: method.toUpperCase(), template };
      const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((parameter) =>
        "$ref" in parameter ? resolve(parameter.$ref) : (parameter as unknown as Record<string, unknown>),
      );
      const query = parameters.filter((parameter) => parameter["in"] === "query");
      const content = operation.requestBody?.content["application/json"]?.schema;
      const changes = method === "patch" || method === "delete";
      const keys = "409" in operation.responses && method !== "get" ? ["k1", "k2", "k3", "k4"] : [];
      return [
        {
          ...own,
          request: fc.record<Planned>({
            operation: fc.constant(own),
            fault: rarely(
              "rate_limited",
              "error_before",
              "error_after",
              "provider_rate_limited",
              "provider_unreachable",
              "link_expired",
              "account_revoked",
            ),
            idempotencyKey: rarely(...keys),
            caller: callers,
            ids: fc.oneof(
              { weight: 12, arbitrary: fc.constant<Planned["ids"]>(changes ? "wild" : "clean") },
              { weight: 2, arbitrary: fc.constant<Planned["ids"]>("wild") },
              { weight: 1, arbitrary: fc.constantFrom<Planned["ids"][]>("unknown", "malformed") },
            ),
            pick: fc.nat(),
            mount: fc.oneof({ weight: 20, arbitrary: fc.constant("files") }, fc.constantFrom("nope", "%2e%2e")),
            query: queryOf(query),
            body: content === undefined ? fc.constant(undefined) : bodyOf(own.id, content),
          }),
        },
      ];
    }),
  );
}

function queryOf(parameters: readonly Record<string, unknown>[]): fc.Arbitrary<string> {
  if (parameters.length === 0) return fc.constantFrom("", "", "", "?nope=1");
  const values = parameters.map((parameter) => {
    const name = String(parameter["name"]);
    const valid = words[name] ?? arbitraryOf((parameter["schema"] ?? {}) as Record<string, unknown>, words);
    const value = fc.oneof({ weight: 9, arbitrary: valid }, fc.constantFrom<unknown>("nope", -1, 1e9, "", "%00"));
    return fc.option(
      value.map((made) => `${encodeURIComponent(name)}=${encodeURIComponent(String(made))}`),
      { nil: "", freq: 2 },
    );
  });
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant("") },
    {
      weight: 2,
      arbitrary: fc
        .tuple(...values)
        .map((parts) => `?${parts.filter((part, index) => part !== "" && index % 2 === parts.length % 2).join("&")}`),
    },
  );
}

/** Mostly undefined, occasionally one of the values. */
function rarely<Value>(...values: readonly Value[]): fc.Arbitrary<Value | undefined> {
  if (values.length === 0) return fc.constant(undefined);
  return fc.oneof(
    { weight: 14, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom(...values) },
  );
}

/** Sends requests generated from the API document. Most are valid or nearly valid. */
export async function fuzz(requests: number, seed: number, makeRouter?: MakeRouter): Promise<FuzzReport> {
  const provider = await startProvider({ long: 60_000 });
  try {
    return await fuzzWith(provider, requests, seed, makeRouter);
  } finally {
    await provider.close();
  }
}

async function fuzzWith(
  provider: Provider,
  requests: number,
  seed: number,
  makeRouter: MakeRouter | undefined,
): Promise<FuzzReport> {
  const world = await openFuzzWorld(provider, makeRouter);
  const pools = await createPools(world);
  const statuses = new Map<string, Map<number, number>>();
  const problems: string[] = [];
  const plans = fc.sample(fc.oneof(...operationsOf().map(({ request }) => request)), { numRuns: requests, seed });
  for (const plan of plans) {
    const { operation } = plan;
    const target = targetOf(plan, pools);
    const fault = plan.fault !== undefined && appliesTo(plan.fault, operation.id) ? plan.fault : undefined;
    const removeFault = fault === undefined ? undefined : world.router.faults.add(ruleOf(fault, operation.id));
    try {
      const { status, body } = await world.request(operation.method, target.path + plan.query, plan.body, {
        ...headersOf(plan, world),
        ...(plan.idempotencyKey === undefined ? {} : { "idempotency-key": plan.idempotencyKey }),
      });
      const counts = statuses.get(operation.id) ?? new Map<number, number>();
      statuses.set(operation.id, counts.set(status, (counts.get(status) ?? 0) + 1));
      const isInjected = fault?.startsWith("error_") === true;
      if ((status === 500 && !isInjected) || status === 501)
        problems.push(`${operation.method} ${target.path}: ${JSON.stringify([plan, body])}`);
      await updatePools(pools, plan, target, status, body);
    } catch (error) {
      problems.push(`${operation.method} ${target.path}: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      removeFault?.();
      // A permanently revoked account would make most of the following runs fail.
      if (fault === "account_revoked") await world.router.setAccountStatus("ca_1", "ACTIVE");
      if (target.connectedAccount !== undefined)
        await world.router.setAccountStatus(target.connectedAccount, "ACTIVE").catch(() => undefined);
    }
  }
  return { statuses, problems, requests: plans.length };
}

function openFuzzWorld(provider: Provider, makeRouter: MakeRouter | undefined): Promise<World> {
  return openWorld(makeRouter, {
    accounts: [
      { userId: "user_1", toolkit: "github", id: "ca_1", alias: "work", credentials: { api_key: "s3cret-key" } },
      { userId: "user_2", toolkit: "github", id: "ca_2" },
      { userId: "user_3", toolkit: "github", id: "ca_3" },
      { userId: "user_3", toolkit: "slack", id: "ca_slack" },
    ],
    toolkits: allToolkits.map((toolkit) => ({
      ...toolkit,
      proxy: { baseUrl: provider.origin, allowPrivate: true },
    })),
    idempotency: true,
    hooks: { beforeExecute: ({ arguments: args }) => ({ decision: "a" in args ? "block" : "allow" }) },
    sessionConfigs: { sc_1: { toolkits: { disable: ["slack"] } } },
    maxRequestBytes: MAX_BODY_LENGTH,
    userApiKey: "uak_1",
    scopedKeys: [{ key: "ak_scoped", areas: [] }],
    maxResultBytes: 50_000,
    connectionWait: 0,
  });
}

/** Ids of existing resources, from which requests choose. */
interface Pools {
  readonly world: World;
  /** Sessions that only reads and runs use, with files. */
  readonly clean: readonly string[];
  /** Sessions that earlier requests created. Any request may change them. */
  readonly wild: string[];
  readonly accounts: string[];
  readonly authConfigs: string[];
  /** An auth config that is never deleted. */
  readonly spareAuthConfig: string;
}

async function createPools(world: World): Promise<Pools> {
  const clean = await Promise.all(
    Array.from({ length: 5 }, async () =>
      sessionId(
        await world.session({
          manage_connections: { enable_wait_for_connections: true },
          experimental: { submit_feedback: { enable: true } },
        }),
      ),
    ),
  );
  for (const session of clean) await writeFiles(world, session);
  const { auth_config: spare } = (await world.request("POST", "/auth_configs", { toolkit: { slug: "slack" } })).body;
  return { world, clean, wild: [], accounts: [], authConfigs: [], spareAuthConfig: spare.id };
}

/** The resources that one request addresses. */
interface Target {
  readonly path: string;
  readonly session: string;
  readonly account: string;
  readonly authConfig: string;
  /** A connected account that the operation needs. It is reactivated afterwards. */
  readonly connectedAccount: string | undefined;
}

function targetOf(plan: Planned, pools: Pools): Target {
  const { id, template } = plan.operation;
  const isUnknown = plan.ids === "unknown";
  const session = sessionOf(plan, pools);
  // These operations mostly need an account that is connected.
  const needed = {
    "/connected_accounts/{nanoid}/status": "ca_3",
    "/connected_accounts/{nanoid}/revoke": "ca_slack",
  };
  const connectedAccount = plan.pick % 4 === 0 ? undefined : needed[template as keyof typeof needed];
  const account = isUnknown ? "ca_no" : (connectedAccount ?? pickFrom(pools.accounts, plan.pick) ?? "ca_2");
  const authConfig = isUnknown ? "ac_no" : (pickFrom(pools.authConfigs, plan.pick) ?? pools.spareAuthConfig);
  const wouldDeleteSpare = authConfig === pools.spareAuthConfig && id === "deleteAuthConfigsByNanoid";
  const path = template
    .replace("{session_id}", session)
    .replace("{mount_id}", plan.mount)
    .replace("{nanoid}", template.startsWith("/auth_configs") ? (wouldDeleteSpare ? "ac_gone" : authConfig) : account)
    .replace("{status}", plan.ids === "malformed" ? "NOPE" : plan.pick % 2 === 0 ? "ENABLED" : "DISABLED")
    .replace("{slug}", isUnknown ? "nope" : "github")
    .replace("{tool_slug}", isUnknown ? "NOPE" : toolFor(template, plan.pick));
  return { path, session, account, authConfig, connectedAccount };
}

function sessionOf({ ids, pick }: Planned, { clean, wild }: Pools): string {
  if (ids === "unknown") return "trs_no";
  if (ids === "malformed") return "%2e%2e%2fx";
  return pickFrom(ids === "clean" ? clean : wild, pick) ?? "trs_none";
}

function pickFrom(pool: readonly string[], pick: number): string | undefined {
  return pool[pick % (pool.length || 1)];
}

/** Keeps the pools in step with what a request created or deleted. */
async function updatePools(
  { world, wild, accounts, authConfigs }: Pools,
  { operation: { id }, caller }: Planned,
  { session, account, authConfig }: Target,
  status: number,
  body: Body,
): Promise<void> {
  const isCreated = status === 201 && caller !== "other";
  if (body.upload_url !== undefined) await world.router.fetch(body.upload_url, { method: "PUT", body: "x" });
  if (id.endsWith("MountIdDelete") && (status === 200 || status === 500)) await writeFiles(world, session);
  switch (id) {
    case "postToolRouterSession":
      if (isCreated) wild.push(body.session_id);
      break;
    case "postToolRouterSessionBySessionIdLink":
    case "postConnectedAccountsLink":
      if (isCreated) accounts.push(body.connected_account_id);
      break;
    case "postAuthConfigs":
      if (isCreated) authConfigs.push(body.auth_config.id);
      break;
    case "deleteConnectedAccountsByNanoid":
      if (status === 200) removeFrom(accounts, account);
      break;
    case "deleteAuthConfigsByNanoid":
      if (status === 200) removeFrom(authConfigs, authConfig);
      break;
    case "deleteToolRouterSessionBySessionId":
      if (status === 200) removeFrom(wild, session);
      break;
    default:
  }
}

function removeFrom(pool: string[], id: string): void {
  const index = pool.indexOf(id);
  if (index !== -1) pool.splice(index, 1);
}

/** Chooses a tool for the path. Direct runs also try tools that fail. */
function toolFor(template: string, pick: number): string {
  if (!template.startsWith("/tools/execute")) return "GITHUB_LIST_ISSUES";
  const tried = ["GITHUB_LIST_ISSUES", "GITHUB_CREATE_ISSUE", "WEATHER_GET_FORECAST", "WEATHER_BREAK"];
  const failing = ["WEATHER_OFFLINE", "WEATHER_LIST_DAYS", "COMPOSIO_SEARCH_TOOLS", "COMPOSIO_MULTI_EXECUTE_TOOL"];
  return [...tried, ...tried, ...failing][pick % 12] ?? "";
}

/** Whether a fault applies to an operation. The router rejects a rule for any other. */
function appliesTo(kind: Fault["kind"], operation: string): boolean {
  if (kind === "link_expired")
    return ["postToolRouterSessionBySessionIdLink", "postConnectedAccountsLink"].includes(operation);
  const isProviders = kind.startsWith("provider_") || kind === "account_revoked";
  return (
    !isProviders || /^(postToolRouterSessionBySessionIdExecute(Meta)?|postToolsExecuteByToolSlug)$/.test(operation)
  );
}

function ruleOf(kind: Fault["kind"], operation: string): FaultRule {
  const fault = (kind === "latency" ? { kind, milliseconds: 1 } : { kind }) as Fault;
  return { operation: operation as NonNullable<FaultRule["operation"]>, fault, times: 1 };
}

function headersOf({ caller }: Planned, { router }: World): Record<string, string> {
  const user = { "x-user-api-key": "uak_1" };
  const headers: Record<Planned["caller"], Record<string, string>> = {
    project: {},
    user,
    none: { "x-user-api-key": "" },
    two: { ...user, "x-api-key": router.apiKey },
    wrong: { "x-api-key": "ak_no" },
    other: { "x-api-key": "ak_other" },
    scoped: { "x-api-key": "ak_scoped" },
    "half scope": { ...user, "x-org-id": "org_local" },
    "no project": { ...user, "x-org-id": "org_local", "x-project-id": "proj_no" },
  };
  return headers[caller];
}

/** Restores the files that requests read. */
async function writeFiles({ request, router }: World, session: string): Promise<void> {
  for (const path of ["a", "b", "a/b", "c/d"]) {
    const at = `/tool_router/session/${session}/mounts/files/upload_url`;
    const { body } = await request("POST", at, { mount_relative_path: path });
    await router.fetch(body.upload_url, { method: "PUT", body: "x" });
  }
}

function sessionId(path: string): string {
  return path.split("/").at(-1) ?? "";
}
