import { isJSONObject, ownValue, type JSONObject } from "./json.ts";
import { operationNames, type OperationName } from "./operation-names.ts";
import { metaTools, specOperations, type OperationId } from "./spec.ts";
import type { AppTool, Catalog } from "./toolkits/catalog.ts";
import { closestName } from "./validation/closest-name.ts";
import {
  checkShape,
  milliseconds,
  oneOf,
  required,
  text,
  wholeNumber,
  type Rule,
  type Shape,
} from "./validation/shape.ts";

/** A simulated failure. */
export type Fault =
  /** The response is delayed. */
  | { kind: "latency"; milliseconds: number }
  /** The router's own rate limiter refuses: 429 with `X-RateLimit-Remaining: 0`. Nothing runs. */
  | { kind: "rate_limited"; retryAfter?: number | undefined }
  /** The provider's rate limit: 429 for the call. The caller's own budget stays unchanged. */
  | { kind: "provider_rate_limited"; retryAfter?: number | undefined }
  /** The provider is unreachable: 502. */
  | { kind: "provider_unreachable" }
  /** 500 before the request takes effect. */
  | { kind: "error_before" }
  /** 500 after the request has taken effect. */
  | { kind: "error_after" }
  /** The connection drops after the request has taken effect. */
  | { kind: "dropped_after" }
  /** A created link is already expired. */
  | { kind: "link_expired" }
  /** The account of the run is permanently revoked. */
  | { kind: "account_revoked" };

/**
 * The requests that fail, and how. Without `operation`, `tool` and `toolkit`, a rule matches every run of a tool;
 * `link_expired` matches every link.
 */
export interface FaultRule {
  /** The client's method, such as `execute` or `sessions.create`; or an `operationId` of the API document. */
  operation?: OperationName | OperationId | undefined;
  /** Slug of an app tool or a meta tool. Also matches a batch that contains it. */
  tool?: string | undefined;
  toolkit?: string | undefined;
  /** One fault for every matching request, or a script: one entry for each such request in order, `null` for no fault. */
  fault: Fault | readonly (Fault | null)[];
  /** Number of matching requests that fail. Default: all, or the length of the script. */
  times?: number | undefined;
}

export interface Faults {
  /** Adds a rule and returns a function that removes it. Throws a TypeError for a rule that can never fire. */
  add: (rule: FaultRule) => () => void;
  /** Removes all rules and clears the list of unused ones. */
  clear: () => void;
  /** Rules that never fired, including removed ones. Check it in tests: without its fault, a test proves nothing. */
  unused: () => FaultRule[];
}

/** A fault of one request. */
export interface ActiveFault {
  readonly fault: Fault;
  /** Whether it applies to this item of a batch. */
  appliesTo(tool: AppTool): boolean;
  /** Whether it applies to this toolkit of a request. */
  readonly appliesToToolkit: (slug: string) => boolean;
  /** Records that the fault took effect. A provider's fault does not if the tool never runs. */
  readonly markFired: () => void;
}

/** The parts of a request that may name tools and toolkits. */
interface NamingRequest {
  readonly path: JSONObject;
  readonly body: unknown;
}

/** Faults, with the methods that the router uses. */
export interface FaultStore extends Faults {
  /** As {@link Faults.add}. `where` is the rule's place in error messages. */
  add: (rule: FaultRule, where?: string) => () => void;
  take(operation: OperationId, request: NamingRequest): readonly ActiveFault[];
}

const retryAfter: Rule = {
  expected: "seconds, at least 0",
  fits: (value) => Number.isFinite(value) && (value as number) >= 0,
};

/** The fields of each kind, besides `kind`. */
const faultKinds: { readonly [Kind in Fault["kind"]]: Omit<Shape<Extract<Fault, { kind: Kind }>>, "kind"> } = {
  latency: { milliseconds: required(milliseconds(0)) },
  rate_limited: { retryAfter },
  provider_rate_limited: { retryAfter },
  provider_unreachable: {},
  error_before: {},
  error_after: {},
  dropped_after: {},
  link_expired: {},
  account_revoked: {},
};

const faultKind = required(oneOf(...Object.keys(faultKinds)));

function checkFault(fault: Fault, where: string): void {
  const fields = ownValue<object>(faultKinds, fault.kind);
  if (fields === undefined) throw new TypeError(`${where}.kind must be ${faultKind.expected}`);
  checkShape(fault, where, { ...fields, kind: faultKind });
}

export const faultShape: Shape<FaultRule> = {
  operation: {
    expected: 'an operation, such as "execute" or "sessions.create"',
    fits: (value) => typeof value === "string",
    checkInside: (value: string, where) => {
      if (operationId(value) !== undefined) return;
      const near = closestName(value, operationNames.keys());
      const hint = near === undefined ? "" : ` Did you mean ${JSON.stringify(near)}?`;
      throw new TypeError(
        `${where}: unknown operation ${JSON.stringify(value)}.${hint} Operations: ${[...operationNames.keys()].join(", ")}`,
      );
    },
  },
  tool: text,
  toolkit: text,
  fault: required({
    expected: 'a fault, such as { kind: "error_before" }, or a list of faults and null',
    fits: (value) => [value].flat().every((one) => isJSONObject(one) || (one === null && Array.isArray(value))),
    checkInside: (value: Fault | readonly (Fault | null)[], where) => {
      for (const [index, one] of [value].flat().entries()) {
        if (one !== null) checkFault(one, Array.isArray(value) ? `${where}[${index}]` : where);
      }
    },
  }),
  times: wholeNumber(1),
};

function operationId(name: string): OperationId | undefined {
  return operationNames.get(name) ?? specOperations.find(({ id }) => id === name)?.id;
}

const runs = new Set<OperationId>([
  "postToolRouterSessionBySessionIdExecute",
  "postToolRouterSessionBySessionIdExecuteMeta",
  "postToolsExecuteByToolSlug",
]);
const links = new Set<OperationId>(["postToolRouterSessionBySessionIdLink", "postConnectedAccountsLink"]);
/** Creates links within an operation that runs tools. */
const linkTool = "COMPOSIO_MANAGE_CONNECTIONS";
/** Operations whose requests name a tool. */
const namesTool = new Set<OperationId>([...runs, "getToolsByToolSlug", "postFilesUploadRequest"]);
/** Operations whose requests name a toolkit, or a tool of one. */
const namesToolkit = new Set<OperationId>([
  ...namesTool,
  "postToolRouterSessionBySessionIdLink",
  "postToolRouterSessionBySessionIdProxyExecute",
  "getToolkitsBySlug",
]);

/** Kinds that apply to some operations only. */
const operationsOfKind: ReadonlyMap<Fault["kind"], ReadonlySet<OperationId>> = new Map([
  ["provider_rate_limited", runs],
  ["provider_unreachable", runs],
  ["account_revoked", runs],
  ["link_expired", links],
]);
/** Kinds that apply only to runs of app tools. */
const providerKinds = new Set<Fault["kind"]>(["provider_rate_limited", "provider_unreachable", "account_revoked"]);

interface RuleEntry {
  readonly rule: FaultRule;
  readonly operation: OperationId | undefined;
  readonly script: readonly (Fault | null)[] | undefined;
  used: number;
}

function faultsOf({ fault }: FaultRule): Fault[] {
  return [fault].flat().filter((one): one is Fault => one !== null);
}

/** Throws for a rule that matches no request, or whose faults apply to none of its requests. */
function checkCanFire(
  { tools, toolkits }: Catalog,
  implemented: ReadonlySet<OperationId>,
  rule: FaultRule,
  where: string,
): void {
  const never = (reason: string): never => {
    throw new TypeError(`${where} can never fire: ${reason}`);
  };
  const kinds = new Set(faultsOf(rule).map(({ kind }) => kind));
  if (kinds.size === 0) never("it has no fault");
  const { operation: name, tool: slug, toolkit } = rule;
  const operation = name === undefined ? undefined : operationId(name);
  const tool = slug === undefined ? undefined : tools.get(slug);
  if (operation !== undefined) {
    if (!implemented.has(operation)) never(`this router does not implement ${name}`);
    if (slug !== undefined && !namesTool.has(operation)) never(`requests of ${name} name no tool`);
    if (toolkit !== undefined && !namesToolkit.has(operation)) never(`requests of ${name} name no toolkit`);
  }
  if (tool !== undefined && toolkit !== undefined && tool.toolkit.slug !== toolkit) {
    never(`${slug} is a tool of ${tool.toolkit.slug}, not of ${toolkit}`);
  }
  if (slug !== undefined && tool === undefined && toolkit !== undefined)
    never(`${slug} is a meta tool, not of ${toolkit}`);
  for (const kind of kinds) {
    const allowed = operationsOfKind.get(kind);
    if (operation !== undefined && allowed?.has(operation) === false) never(`${kind} does not apply to ${name}`);
    if (providerKinds.has(kind) && slug !== undefined && tool === undefined) {
      never(`${kind} applies to app tools, and ${slug} is a meta tool`);
    }
    if (kind === "link_expired" && slug !== undefined && slug !== linkTool) {
      never(`link_expired applies to links: leave the tool out, or name ${linkTool}`);
    }
    if (kind === "link_expired" && ![...toolkits.values()].some(({ auth }) => auth !== undefined)) {
      never("no toolkit has accounts");
    }
    const needsAccount = tool === undefined ? toolkits.get(toolkit ?? "")?.auth !== undefined : !tool.noAuth;
    if (kind === "account_revoked" && [...tools.values()].every(({ noAuth }) => noAuth)) {
      never("no tool uses an account");
    }
    const isNamed = tool !== undefined || toolkit !== undefined;
    if ((kind === "account_revoked" || kind === "link_expired") && isNamed && !needsAccount) {
      never(`${kind} needs an account, and ${slug ?? toolkit} uses none`);
    }
  }
}

export function createFaults(catalog: Catalog, implemented: ReadonlySet<OperationId>): FaultStore {
  const rules = new Set<RuleEntry>();
  const unused = new Set<RuleEntry>();

  const matches = ({ rule, operation }: RuleEntry, fault: Fault | null, asked: OperationId, named: Named): boolean => {
    const { tool, toolkit } = rule;
    if (operation !== undefined && operation !== asked) return false;
    // A kind that applies to some operations only waits for one of them.
    const allowed = fault === null ? undefined : operationsOfKind.get(fault.kind);
    if (isLinkOfTool(fault, asked, named)) {
      return toolkit === undefined || named.linkToolkits.includes(toolkit);
    }
    if (allowed?.has(asked) === false) return false;
    if (operation === undefined && allowed === undefined) {
      if (!runs.has(asked) && !(toolkit !== undefined && named.toolkits.length > 0)) return false;
    }
    if (tool !== undefined && !named.tools.includes(tool)) return false;
    if (fault !== null && providerKinds.has(fault.kind) && !named.tools.some((slug) => catalog.tools.has(slug))) {
      return false;
    }
    return toolkit === undefined || named.toolkits.includes(toolkit);
  };

  return {
    add: (rule, where = "rule") => {
      checkShape(rule, where, faultShape);
      // A misspelled rule would let a test pass without its fault.
      checkKnown(rule.tool, [catalog.tools, metaTools], `${where}.tool: unknown tool`);
      checkKnown(rule.toolkit, [catalog.toolkits], `${where}.toolkit: unknown toolkit`);
      checkCanFire(catalog, implemented, rule, where);
      const script = Array.isArray(rule.fault) ? (rule.fault as readonly (Fault | null)[]) : undefined;
      const operation = rule.operation === undefined ? undefined : operationId(rule.operation);
      const entry: RuleEntry = { rule, operation, script, used: 0 };
      rules.add(entry);
      unused.add(entry);
      return () => {
        rules.delete(entry);
      };
    },
    clear: () => {
      rules.clear();
      unused.clear();
    },
    unused: () => [...unused].map(({ rule }) => rule),
    take: (operation, request) => {
      if (rules.size === 0) return [];
      const named = namedIn(catalog, request);
      const active: ActiveFault[] = [];
      for (const entry of rules) {
        const { rule, script } = entry;
        const fault = script === undefined ? (rule.fault as Fault) : (script[entry.used] ?? null);
        if (!matches(entry, fault, operation, named)) continue;
        entry.used++;
        if (entry.used >= (rule.times ?? script?.length ?? Infinity)) rules.delete(entry);
        if (fault === null) continue;
        if (!providerKinds.has(fault.kind) && !isLinkOfTool(fault, operation, named)) unused.delete(entry);
        active.push({
          fault,
          markFired: () => void unused.delete(entry),
          appliesTo: ({ slug, toolkit }) =>
            (rule.tool === undefined || rule.tool === slug) &&
            (rule.toolkit === undefined || rule.toolkit === toolkit.slug),
          appliesToToolkit: (slug) => rule.toolkit === undefined || rule.toolkit === slug,
        });
      }
      return active;
    },
  };
}

function checkKnown(slug: string | undefined, known: readonly ReadonlyMap<string, unknown>[], problem: string): void {
  if (slug === undefined || known.some((one) => one.has(slug))) return;
  const near = closestName(
    slug,
    known.flatMap((one) => [...one.keys()]),
  );
  throw new TypeError(`${problem} ${slug}${near === undefined ? "" : `. Did you mean ${near}?`}`);
}

interface Named {
  tools: string[];
  toolkits: string[];
  /** The toolkits that the meta tool should connect. */
  linkToolkits: string[];
}

/** Whether the fault applies to links, and the request may create one through the meta tool. */
function isLinkOfTool(fault: Fault | null, asked: OperationId, { tools }: Named): boolean {
  return fault?.kind === "link_expired" && runs.has(asked) && tools.includes(linkTool);
}

/** The tools and toolkits named by a request. */
function namedIn({ tools: known }: Catalog, { path, body: written }: NamingRequest): Named {
  const body = isJSONObject(written) ? written : {};
  const args = isJSONObject(body["arguments"]) ? body["arguments"] : {};
  const items = Array.isArray(args["tools"]) ? (args["tools"] as unknown[]) : [];
  const tools = [
    path["tool_slug"],
    body["tool_slug"],
    body["slug"],
    ...items.map((item) => isJSONObject(item) && item["tool_slug"]),
  ];
  const slugs = tools.filter((slug) => typeof slug === "string");
  const toolkits = [
    path["slug"],
    body["toolkit"],
    body["toolkit_slug"],
    slugs.includes("COMPOSIO_PROXY_EXECUTE") ? args["toolkit_slug"] : undefined,
    ...slugs.map((slug) => known.get(slug)?.toolkit.slug),
  ];
  const connected = slugs.includes(linkTool) && Array.isArray(args["toolkits"]) ? (args["toolkits"] as unknown[]) : [];
  return {
    tools: slugs,
    toolkits: lowerCase(toolkits),
    linkToolkits: lowerCase(connected.map((item) => (isJSONObject(item) ? item["name"] : item))),
  };
}

function lowerCase(slugs: readonly unknown[]): string[] {
  return slugs.flatMap((slug) => (typeof slug === "string" ? slug.toLowerCase() : []));
}
