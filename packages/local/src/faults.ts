import { isJsonObject, ownValue } from "./json.ts";
import { metaTools, specOperations, type OperationId } from "./spec.ts";
import type { AppTool, Catalogue } from "./toolkits/catalogue.ts";
import { nearName } from "./validation/near-name.ts";
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

/** Which requests go wrong, and how. Without `operation`, `tool` and `toolkit`: every run of a tool. */
export interface FaultRule {
  operation?: OperationId | undefined;
  /** Slug of a tool that there is, meta tools included; also matches a batch that has it. */
  tool?: string | undefined;
  toolkit?: string | undefined;
  /** One for every request that matches, or a script: one for each such request in turn, `null` for none. */
  fault: Fault | readonly (Fault | null)[];
  /** How many requests that match go wrong. Default: all of them, or as many as the script has. */
  times?: number | undefined;
}

export interface Faults {
  /** From now on the rule holds, until the function is called that it gives. Throws a TypeError if it makes no sense. */
  add: (rule: FaultRule) => () => void;
  clear: () => void;
}

/** What goes wrong with one request. */
export interface ActiveFault {
  readonly fault: Fault;
  /** Whether it is about this tool, as one of several in a batch. */
  concerns(tool: AppTool): boolean;
}

/** Faults together with the router's side of them. */
export interface FaultStore extends Faults {
  /** As {@link Faults.add}; `where` leads to the rule. */
  add: (rule: FaultRule, where?: string) => () => void;
  take(operation: OperationId, body: unknown): readonly ActiveFault[];
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
    expected: `an operation of the API, such as ${specOperations[0]?.id}`,
    fits: (value) => specOperations.some(({ id }) => id === value),
  },
  tool: text,
  toolkit: text,
  fault: required({
    expected: 'a fault, such as { kind: "error_before" }, or a list of faults and null',
    fits: (value) => [value].flat().every((one) => isJsonObject(one) || (one === null && Array.isArray(value))),
    checkInside: (value: Fault | readonly (Fault | null)[], where) => {
      for (const [index, one] of [value].flat().entries()) {
        if (one !== null) checkFault(one, Array.isArray(value) ? `${where}[${index}]` : where);
      }
    },
  }),
  times: wholeNumber(1),
};

const runs = new Set<OperationId>([
  "postToolRouterSessionBySessionIdExecute",
  "postToolRouterSessionBySessionIdExecuteMeta",
]);

export function createFaults(catalogue: Catalogue): FaultStore {
  const rules = new Set<{ rule: FaultRule; used: number }>();

  const matches = ({ operation, tool, toolkit }: FaultRule, asked: OperationId, named: Named): boolean => {
    if (
      operation === undefined
        ? !runs.has(asked) && !(toolkit !== undefined && named.toolkits.length > 0)
        : operation !== asked
    ) {
      return false;
    }
    if (tool !== undefined && !named.tools.includes(tool)) return false;
    return toolkit === undefined || named.toolkits.includes(toolkit);
  };

  return {
    add: (rule, where = "rule") => {
      checkShape(rule, where, faultShape);
      // A rule that nothing matches would let a test pass that is about what goes wrong.
      checkKnown(rule.tool, [catalogue.tools, metaTools], `${where}.tool: there is no tool`);
      checkKnown(rule.toolkit, [catalogue.toolkits], `${where}.toolkit: there is no toolkit`);
      const entry = { rule, used: 0 };
      rules.add(entry);
      return () => {
        rules.delete(entry);
      };
    },
    clear: () => {
      rules.clear();
    },
    take: (operation, body) => {
      // The usual case costs nothing.
      if (rules.size === 0) return [];
      const named = namedIn(catalogue, body);
      const active: ActiveFault[] = [];
      for (const entry of rules) {
        const { rule } = entry;
        if (!matches(rule, operation, named)) continue;
        const script = Array.isArray(rule.fault) ? (rule.fault as readonly (Fault | null)[]) : undefined;
        const fault = script === undefined ? (rule.fault as Fault) : script[entry.used];
        entry.used++;
        if (entry.used >= (rule.times ?? script?.length ?? Infinity)) rules.delete(entry);
        if (!fault) continue;
        active.push({
          fault,
          concerns: ({ slug, toolkit }) =>
            (rule.tool === undefined || rule.tool === slug) &&
            (rule.toolkit === undefined || rule.toolkit === toolkit.slug),
        });
      }
      return active;
    },
  };
}

function checkKnown(slug: string | undefined, known: readonly ReadonlyMap<string, unknown>[], problem: string): void {
  if (slug === undefined || known.some((one) => one.has(slug))) return;
  const near = nearName(
    slug,
    known.flatMap((one) => [...one.keys()]),
  );
  throw new TypeError(`${problem} ${slug}${near === undefined ? "" : `; did you mean ${near}?`}`);
}

interface Named {
  tools: string[];
  toolkits: string[];
}

/** The tools and toolkits that a request is about. */
function namedIn({ tools: known }: Catalogue, body: unknown): Named {
  if (!isJsonObject(body)) return { tools: [], toolkits: [] };
  const args = isJsonObject(body["arguments"]) ? body["arguments"] : {};
  const items = Array.isArray(args["tools"]) ? (args["tools"] as unknown[]) : [];
  const tools = [body["tool_slug"], body["slug"], ...items.map((item) => isJsonObject(item) && item["tool_slug"])];
  const slugs = tools.filter((slug) => typeof slug === "string");
  const toolkits = [body["toolkit"], body["toolkit_slug"], ...slugs.map((slug) => known.get(slug)?.toolkit.slug)];
  return { tools: slugs, toolkits: toolkits.flatMap((slug) => (typeof slug === "string" ? slug.toLowerCase() : [])) };
}
