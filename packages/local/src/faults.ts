import { isJSONObject, ownValue, type JSONObject } from "./json.ts";
import { operationNames, type OperationName } from "./operation-names.ts";
import { metaTools, specOperations, type OperationId } from "./spec.ts";
import type { AppTool, Catalogue } from "./toolkits/catalogue.ts";
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

/** Something that goes wrong on demand. */
export type Fault =
  /** The answer comes late. */
  | { kind: "latency"; milliseconds: number }
  /** The router's own limiter refuses: 429, `X-RateLimit-Remaining: 0`, and nothing has run. */
  | { kind: "rate_limited"; retryAfter?: number | undefined }
  /** The provider asks to slow down: 429 for the call, with the caller's budget untouched. */
  | { kind: "provider_rate_limited"; retryAfter?: number | undefined }
  /** The provider cannot be reached: 502. */
  | { kind: "provider_unreachable" }
  /** 500, and nothing has run. */
  | { kind: "error_before" }
  /** 500, although the work is done. */
  | { kind: "error_after" }
  /** The connection ends without an answer, although the work is done. */
  | { kind: "dropped_after" }
  /** A link that is made has expired at once. */
  | { kind: "link_expired" }
  /** The account that the run would use has been revoked, for good. */
  | { kind: "account_revoked" };

/**
 * Which requests go wrong, and how. Without `operation`, `tool` and `toolkit`: every run of a tool, or every link for
 * `link_expired`.
 */
export interface FaultRule {
  /** The client's method, such as `execute` or `sessions.create`; or an `operationId` of the API document. */
  operation?: OperationName | OperationId | undefined;
  /** Slug of a tool that there is, meta tools included; also matches a batch that has it. */
  tool?: string | undefined;
  toolkit?: string | undefined;
  /** One for every request that matches, or a script: one for each such request in turn, `null` for none. */
  fault: Fault | readonly (Fault | null)[];
  /** How many requests that match go wrong. Default: all of them, or as many as the script has. */
  times?: number | undefined;
}

export interface Faults {
  /** Adds a rule; the function it returns removes the rule. Throws a TypeError for a rule that can never fire. */
  add: (rule: FaultRule) => () => void;
  /** Removes all rules, and forgets which were unused. */
  clear: () => void;
  /** Rules that never fired, including removed ones. A test whose fault did not fire proves nothing. */
  unused: () => FaultRule[];
}

/** What goes wrong with one request. */
export interface ActiveFault {
  readonly fault: Fault;
  /** Whether it is about this tool, as one of several in a batch. */
  concerns(tool: AppTool): boolean;
  /** Whether it is about this toolkit, as one of several in a request. */
  readonly concernsToolkit: (slug: string) => boolean;
  /** Says that it had its effect: a provider's fault has none if the tool does not run. */
  readonly markFired: () => void;
}

/** The parts of a request that can name tools and toolkits. */
interface NamingRequest {
  readonly path: JSONObject;
  readonly body: unknown;
}

/** Faults together with the router's side of them. */
export interface FaultStore extends Faults {
  /** As {@link Faults.add}; `where` leads to the rule. */
  add: (rule: FaultRule, where?: string) => () => void;
  take(operation: OperationId, request: NamingRequest): readonly ActiveFault[];
}

const retryAfter: Rule = {
  expected: "seconds, from 0 up",
  fits: (value) => Number.isFinite(value) && (value as number) >= 0,
};

/** The fields of each kind beside `kind`. */
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

/** What a rule must be. */
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
/** Makes links as well, in an operation that runs tools. */
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
/** Kinds that only a run of an app tool can have. */
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

/** Throws for a rule that no request can match, or whose faults no matching request can have. */
function checkCanFire(
  { tools, toolkits }: Catalogue,
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

export function createFaults(catalogue: Catalogue, implemented: ReadonlySet<OperationId>): FaultStore {
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
    if (fault !== null && providerKinds.has(fault.kind) && !named.tools.some((slug) => catalogue.tools.has(slug))) {
      return false;
    }
    return toolkit === undefined || named.toolkits.includes(toolkit);
  };

  return {
    add: (rule, where = "rule") => {
      checkShape(rule, where, faultShape);
      // A rule that nothing matches would let a test pass that is about what goes wrong.
      checkKnown(rule.tool, [catalogue.tools, metaTools], `${where}.tool: there is no tool`);
      checkKnown(rule.toolkit, [catalogue.toolkits], `${where}.toolkit: there is no toolkit`);
      checkCanFire(catalogue, implemented, rule, where);
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
      // The usual case costs nothing.
      if (rules.size === 0) return [];
      const named = namedIn(catalogue, request);
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
          concerns: ({ slug, toolkit }) =>
            (rule.tool === undefined || rule.tool === slug) &&
            (rule.toolkit === undefined || rule.toolkit === toolkit.slug),
          concernsToolkit: (slug) => rule.toolkit === undefined || rule.toolkit === slug,
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
  throw new TypeError(`${problem} ${slug}${near === undefined ? "" : `; did you mean ${near}?`}`);
}

interface Named {
  tools: string[];
  toolkits: string[];
  /** The toolkits that the meta tool is to connect. */
  linkToolkits: string[];
}

/** Whether the fault waits for a link, and the request may make one through the meta tool. */
function isLinkOfTool(fault: Fault | null, asked: OperationId, { tools }: Named): boolean {
  return fault?.kind === "link_expired" && runs.has(asked) && tools.includes(linkTool);
}

/** The tools and toolkits that a request is about. */
function namedIn({ tools: known }: Catalogue, { path, body: written }: NamingRequest): Named {
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
