import { document } from "@tool-router/openapi/document";
import { must, shown, type Attack, type AttackClass } from "./attack.ts";
import { bentRouter, otherOptions } from "./target.ts";
import { openVictim, otherKey, projectKey, secretsIn, userKey, type Any, type Answer, type Victim } from "./victim.ts";

const methods = ["get", "post", "patch", "delete"] as const;

/** Every operation of the API with the area that a scoped key needs for it. */
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  methods.flatMap((method) => {
    const operation = item[method];
    return operation === undefined
      ? []
      : [{ method: method.toUpperCase(), path, area: operation["x-key-area"], id: operation.operationId }];
  }),
);
const areas = [...new Set(operations.map(({ area }) => area))];
const scopedKeyWithout = (area: string): string => `ak_all_but_${area.replace(":", "_")}_0123456789`;
const scopedKeys = areas.map((area) => ({
  key: scopedKeyWithout(area),
  areas: areas.filter((other) => other !== area),
}));

/** A path of the document with ids that exist. */
const filled = (path: string, ids: Record<string, string>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? "x");

/** Headers of a caller who does not have the key, but something like it. */
const wrongCredentials: Record<string, Record<string, string>> = {
  "no key": {},
  "an empty key": { "x-api-key": "" },
  "the key in capitals": { "x-api-key": projectKey.toUpperCase() },
  "a prefix of the key": { "x-api-key": projectKey.slice(0, -1) },
  "the key and one character more": { "x-api-key": `${projectKey}0` },
  "the key twice, as two headers arrive": { "x-api-key": `${projectKey}, ${projectKey}` },
  "a wrong key and the right one": { "x-api-key": `ak_wrong, ${projectKey}` },
  "the key as a bearer token": { authorization: `Bearer ${projectKey}` },
  "Bearer in the key's header": { "x-api-key": `Bearer ${projectKey}` },
  "the key in a cookie": { cookie: `x-api-key=${projectKey}; apiKey=${projectKey}` },
  "the key in the user key's header": { "x-user-api-key": projectKey },
  "the user key in the key's header": { "x-api-key": userKey },
  "both credentials": { "x-api-key": projectKey, "x-user-api-key": userKey },
  "a name of an object's own property": { "x-api-key": "constructor" },
  "the name of a prototype": { "x-api-key": "__proto__" },
  "undefined as text": { "x-api-key": "undefined" },
  "a URL-encoded key": { "x-api-key": encodeURIComponent(projectKey).replace("_", "%5F") },
  "the id of the project": { "x-api-key": "proj_local" },
  "a user key with the ids of the project": {
    "x-user-api-key": projectKey,
    "x-org-id": "org_local",
    "x-project-id": "proj_local",
  },
};

/** Names that could stand for an account of `alice`. */
const namesOfAlice: Record<string, unknown> = {
  "the id": "ca_alice",
  "the id in capitals": "CA_ALICE",
  "her alias": "work",
  "the id with a space": "ca_alice ",
  "the id with a NUL": "ca_alice\u0000",
  "a path to the id": "../alice/ca_alice",
  "an encoded id": "ca%5Falice",
  "a list with the id": ["ca_alice"],
  "an object with the id": { id: "ca_alice" },
  "both ids": "ca_mallory,ca_alice",
  "a wildcard": "*",
  "the user": "alice",
  "a full-width id": "ｃａ_alice",
  "a prototype": "__proto__",
};

interface Stage extends Victim {
  readonly session1: string;
  readonly accounts: () => Promise<string>;
}

const openAll = (target: Parameters<AttackClass["open"]>[0]): Promise<Victim> => openVictim(target, { scopedKeys });

export const isolation: AttackClass = {
  title: "authentication and isolation",
  open: async (target) => {
    const victim = await openAll(target);
    const alice = await victim.session("alice");
    const mallory = await victim.session("mallory", { multi_account: { enable: true } });
    const file = await victim.ask("POST", `${alice}/mounts/files/upload_url`, {
      body: { mount_relative_path: "diary.txt", mimetype: "text/plain" },
    });
    await victim.ask("PUT", file.body.upload_url, { body: "dear-diary", headers: { "content-type": "text/plain" } });
    const config = await victim.ask("POST", "/auth_configs", {
      body: {
        toolkit: { slug: "vault" },
        auth_config: { type: "use_custom_auth", authScheme: "API_KEY", name: "own" },
      },
    });
    await victim.ask("POST", `${alice}/execute`, {
      body: { tool_slug: "VAULT_READ", arguments: { note: "first-run" } },
    });
    const stage: Stage = {
      ...victim,
      session1: alice,
      accounts: async () => (await victim.ask("GET", "/connected_accounts?limit=100")).text,
    };
    const ids = {
      session_id: alice.split("/").at(-1)!,
      mount_id: "files",
      nanoid: "ca_alice",
      tool_slug: "VAULT_READ",
      slug: "vault",
      status: "DISABLED",
      config: String(config.body?.auth_config?.id ?? "ac_vault"),
    };
    return {
      attacks: [
        ...credentialAttacks(stage),
        ...projectAttacks(stage, ids),
        ...scopeAttacks(stage, ids),
        ...idAttacks(stage),
        ...userAttacks(stage, mallory),
        ...logAttacks(stage),
        ...sharedAttacks(stage),
      ],
      close: victim.close,
    };
  },
  mutants: [
    [
      "keys are compared without case",
      bentRouter((request, pass) => {
        const key = request.headers.get("x-api-key")?.toLowerCase();
        if (key === projectKey) request.headers.set("x-api-key", projectKey);
        return pass(request);
      }),
    ],
    [
      "the other project's key acts on the first",
      bentRouter((request, pass) => {
        if (request.headers.get("x-api-key") === otherKey) request.headers.set("x-api-key", projectKey);
        return pass(request);
      }),
    ],
    [
      "scoped keys may do everything",
      otherOptions(() => ({ scopedKeys: areas.map((area) => ({ key: scopedKeyWithout(area), areas })) })),
    ],
    [
      "any user may use shared accounts of others",
      otherOptions(({ accounts = [] }) => ({
        accounts: accounts.map((account) => ({
          ...account,
          accountType: "SHARED" as const,
          aclConfigForShared: { allowAllUsers: true },
        })),
      })),
    ],
  ],
};

function noRun({ runs }: Victim, before: number, answer: Answer): void {
  must(runs.length === before, `a tool ran: ${shown(runs.at(-1))} after ${answer.status}`);
}

function credentialAttacks(victim: Stage): Attack[] {
  const body = { tool_slug: "VAULT_READ", arguments: {} };
  const requests = [
    ["reads a session", "GET", () => victim.session1, undefined],
    ["runs a tool", "POST", () => `${victim.session1}/execute`, body],
    ["reads the run log", "GET", () => "/_local/logs", undefined],
  ] as const;
  return [
    ...requests.flatMap(([what, method, path, sent]) =>
      Object.entries(wrongCredentials).map(([name, headers]) => ({
        name: `${what} with ${name}`,
        run: async () => {
          const before = victim.runs.length;
          const answer = await victim.ask(method, path(), { key: "", headers, body: sent });
          must(answer.status === 401, `answered ${answer.status}: ${shown(answer.text)}`);
          noRun(victim, before, answer);
          must(secretsIn(answer.text, [projectKey, userKey, "first-run"]).length === 0, "the answer repeats a key");
        },
      })),
    ),
    ...["api_key", "x-api-key", "apiKey", "key", "access_token"].map((parameter) => ({
      name: `sends the key as the query's ${parameter}`,
      run: async () => {
        const answer = await victim.ask("GET", `${victim.session1}?${parameter}=${projectKey}`, { key: "" });
        must(answer.status === 401, `answered ${answer.status}`);
        must(!victim.records.join("\n").includes(projectKey), "the log has the key");
      },
    })),
  ];
}

/** What would do harm, for each operation that takes a body. */
const bodies: Record<string, object> = {
  postToolRouterSessionBySessionIdExecute: { tool_slug: "VAULT_READ", arguments: {} },
  postToolRouterSessionBySessionIdExecuteMeta: {
    slug: "COMPOSIO_MULTI_EXECUTE_TOOL",
    arguments: { tools: [{ tool_slug: "VAULT_READ", arguments: {} }] },
  },
  postToolRouterSessionBySessionIdProxyExecute: { toolkit_slug: "vault", endpoint: "/", method: "GET" },
  postToolRouterSessionBySessionIdLink: { toolkit: "vault" },
  postToolRouterSessionBySessionIdSearch: { queries: [{ use_case: "read a thing" }] },
  postToolRouterSessionBySessionIdMountsByMountIdDownloadUrl: { mount_relative_path: "diary.txt" },
  postToolRouterSessionBySessionIdMountsByMountIdUploadUrl: {
    mount_relative_path: "diary.txt",
    mimetype: "text/plain",
  },
  postToolRouterSessionBySessionIdMountsByMountIdDelete: { mount_relative_path: "diary.txt" },
  patchToolRouterSessionBySessionId: { toolkits: { disable: ["vault"] } },
  postToolRouterSessionBySessionIdAttach: {},
  patchConnectedAccountsByNanoid: { alias: "stolen" },
  patchConnectedAccountsByNanoidStatus: { enabled: false },
  postConnectedAccountsByNanoidRefresh: {},
  postConnectedAccountsByNanoidRevoke: {},
  patchAuthConfigsByNanoid: { type: "custom", credentials: {} },
  postToolsExecuteByToolSlug: { connected_account_id: "ca_alice", user_id: "alice", arguments: {} },
  postToolsExecuteProxy: { connected_account_id: "ca_alice", endpoint: "/", method: "GET" },
  postConnectedAccountsLink: { user_id: "alice", auth_config_id: "ac_none" },
};

/** Operations that name something of a project. */
const naming = operations.filter(({ path, id }) => /session_id|nanoid/.test(path) || /^postTools?Execute/.test(id));

function projectAttacks(victim: Stage, ids: Record<string, string>): Attack[] {
  const callers: Record<string, { key: string; headers?: Record<string, string> }> = {
    "the other project's key": { key: otherKey },
    "a user key for the other project": {
      key: "",
      headers: { "x-user-api-key": userKey, "x-org-id": "org_local", "x-project-id": "proj_other" },
    },
  };
  return Object.entries(callers).flatMap(([who, caller]) =>
    naming.map(({ method, path, id }) => ({
      name: `${id} with ${who}`,
      run: async () => {
        const before = victim.runs.length;
        const accounts = await victim.accounts();
        const session = (await victim.ask("GET", victim.session1)).text;
        const place = { ...ids, ...(path.startsWith("/auth_configs") && { nanoid: ids["config"]! }) };
        const answer = await victim.ask(method, `/api/v3.1${filled(path, place)}`, {
          ...caller,
          ...(method === "GET" || method === "DELETE" ? {} : { body: bodies[id] ?? {} }),
        });
        must(answer.status >= 400 && answer.status < 500, `answered ${answer.status}: ${shown(answer.text)}`);
        noRun(victim, before, answer);
        must((await victim.accounts()) === accounts, "an account of the first project changed");
        must((await victim.ask("GET", victim.session1)).text === session, "the session changed");
        const file = await victim.ask("POST", `${victim.session1}/mounts/files/download_url`, {
          body: { mount_relative_path: "diary.txt" },
        });
        must((await victim.ask("GET", file.body.download_url)).text === "dear-diary", "the file changed");
      },
    })),
  );
}

function scopeAttacks(victim: Stage, ids: Record<string, string>): Attack[] {
  return operations.map(({ method, path, id, area }) => ({
    name: `${id} with a key for everything but ${area}`,
    run: async () => {
      const before = victim.runs.length;
      const answer = await victim.ask(method, `/api/v3.1${filled(path, ids)}`, {
        key: scopedKeyWithout(area),
        ...(method === "GET" || method === "DELETE" ? {} : { body: bodies[id] ?? {} }),
      });
      must(answer.status === 403, `answered ${answer.status}: ${shown(answer.text)}`);
      noRun(victim, before, answer);
    },
  }));
}

/** Other spellings of the id of another project's session. */
function idAttacks(victim: Stage): Attack[] {
  const spellings: Record<string, (id: string) => string> = {
    "in capitals": (id) => id.toUpperCase(),
    "percent-encoded": (id) => id.replace("_", "%5F"),
    "encoded twice": (id) => id.replace("_", "%255F"),
    "behind a traversal": (id) => `x/../${id}`,
    "behind an encoded traversal": (id) => `x%2F..%2F${id}`,
    "behind a backslash": (id) => `..%5C${id}`,
    "with a NUL": (id) => `${id}%00`,
    "with a line break": (id) => `${id}%0D%0Ax-api-key:%20${projectKey}`,
    "with a matrix parameter": (id) => `${id};project=proj_local`,
    "with a dot": (id) => `${id}.`,
    "with a space": (id) => `${id}%20`,
    "as a prefix": (id) => id.slice(0, -1),
    "as a key of the store": (id) => `project%2Fproj_local%2Fsession%2F${id}`,
    "as a wildcard": () => "*",
    "as a prototype": () => "__proto__",
    "as long as a request line may be": (id) => id.repeat(1000),
  };
  return Object.entries(spellings).map(([name, spell]) => ({
    name: `a session of another project, its id ${name}`,
    run: async () => {
      const before = victim.runs.length;
      const id = spell(victim.session1.split("/").at(-1)!);
      const answer = await victim.ask("POST", `/tool_router/session/${id}/execute`, {
        key: otherKey,
        body: { tool_slug: "VAULT_READ", arguments: {} },
      });
      must(answer.status >= 400 && answer.status < 500, `answered ${answer.status}`);
      noRun(victim, before, answer);
      must(answer.text.length < 8192, `the answer has ${answer.text.length} characters`);
    },
  }));
}

/** A session of `mallory` tries to run with an account of `alice`. */
function userAttacks(victim: Stage, mallory: string): Attack[] {
  const tool_slug = "VAULT_READ";
  const ways: Record<string, (name: unknown) => Promise<Answer>> = {
    execute: (account) => victim.ask("POST", `${mallory}/execute`, { body: { tool_slug, arguments: {}, account } }),
    "a batch": (account) =>
      victim.ask("POST", `${mallory}/execute_meta`, {
        body: {
          slug: "COMPOSIO_MULTI_EXECUTE_TOOL",
          arguments: { tools: [{ tool_slug, arguments: {}, account, connected_account_id: account }] },
        },
      }),
    "a pin": async (account) => {
      const made = await victim.ask("POST", "/api/v3.1/tool_router/session", {
        body: { user_id: "mallory", connected_accounts: { vault: account } },
      });
      const path = `/tool_router/session/${made.body?.session_id ?? "none"}`;
      return victim.ask("POST", `${path}/execute`, { body: { tool_slug, arguments: {} } });
    },
    "a removal": (account) =>
      victim.ask("POST", `${mallory}/execute_meta`, {
        body: {
          slug: "COMPOSIO_MANAGE_CONNECTIONS",
          arguments: { toolkits: [{ name: "vault", action: "remove", account, account_id: account }] },
        },
      }),
  };
  return Object.entries(ways).flatMap(([way, send]) =>
    Object.entries(namesOfAlice).map(([name, value]) => ({
      name: `another user's account by ${name}, in ${way}`,
      run: async () => {
        const before = victim.runs.length;
        const answer = await send(value);
        const ran = victim.runs.slice(before);
        must(
          ran.every(({ account, user }) => user === "mallory" && account === "ca_mallory"),
          `ran as ${shown(ran)}`,
        );
        const accounts: { id: string; status: string }[] = (
          await victim.ask("GET", "/connected_accounts?limit=100&user_ids=alice")
        ).body.items;
        const active = accounts.filter(({ status }) => status === "ACTIVE").map(({ id }) => id);
        must(active.length === 2, `accounts of alice that are left: ${shown(active)}; answered ${answer.status}`);
      },
    })),
  );
}

function logAttacks(victim: Stage): Attack[] {
  const queries = [
    "?project=proj_local",
    "?project=proj_local&project=proj_other",
    "?project[]=proj_local",
    "?user_id=alice",
    "?userId=alice",
    "?tool=VAULT_READ&project=*",
    "?__proto__[project]=proj_local",
    "?limit=1000000",
    "?limit=-1",
    "?limit=1e9",
  ];
  return queries.map((query) => ({
    name: `reads the run log of another project with ${query}`,
    run: async () => {
      const answer = await victim.ask("GET", `/_local/logs${query}`, { key: otherKey });
      const items: Any[] = answer.body?.items ?? [];
      must(
        items.every(({ project }) => project === "proj_other"),
        `has ${shown(items)}`,
      );
      must(!answer.text.includes("first-run"), "has the other project's arguments");
    },
  }));
}

/** Lists, pages and catalogs that both projects have. */
function sharedAttacks(victim: Stage): Attack[] {
  const reads = [
    "/connected_accounts",
    "/connected_accounts?user_ids=alice",
    "/connected_accounts?connected_account_ids=ca_alice",
    "/connected_accounts?auth_config_ids=ac_vault",
    "/connected_accounts?limit=1000&cursor=ZmFrZQ",
    "/connected_accounts?cursor=eyJpZCI6ImNhX2FsaWNlIn0",
    "/auth_configs",
    "/auth_configs?limit=1000",
    "/auth/session/info",
    "/tools?toolkit_slug=vault",
    "/toolkits/vault",
    "/toolkits?cursor=..%2F..%2Fproj_local",
  ];
  return reads.map((path) => ({
    name: `looks for the other project in ${path}`,
    run: async () => {
      const answer = await victim.ask("GET", path, { key: otherKey });
      const found = secretsIn(answer.text, ["ca_alice", "ca_work", "ca_mallory", "proj_local", '"own"', projectKey]);
      must(found.length === 0, `found ${found.join(", ")}`);
    },
  }));
}
