import type { JSONObject, Tool } from "@tool-router/core";
import * as fc from "fast-check";
import type { AdapterSession } from "../index.ts";
import { type FakeCall, fakeSession, fakeTool } from "./fake-session.ts";

/** A call of a model that tries to bypass approvals, `allow` and accounts. `n` identifies the call. */
export interface GuardedCall {
  readonly id: string;
  readonly name: string;
  readonly args: JSONObject;
  readonly n: number;
}

export interface GuardedTurn {
  readonly calls: readonly GuardedCall[];
  readonly account: "work" | undefined;
  readonly allow: readonly string[] | undefined;
  /** For adapters that can ask in several ways. */
  readonly way: boolean;
}

const BATCH = "COMPOSIO_MULTI_EXECUTE_TOOL";
const PROXY = "COMPOSIO_PROXY_EXECUTE";
const tool = (slug: string, tags: string[], annotations: Tool["annotations"], toolkit = "demo"): Tool =>
  fakeTool(slug, { tags, annotations, toolkit: { slug: toolkit, name: toolkit } });
/** The tags of the tools. Those of the proxy and the batch are false. */
const tools = [
  tool("DEMO_READ", ["readOnlyHint"], { readOnly: true }),
  tool("DEMO_DELETE", ["destructiveHint"], { destructive: true }),
  tool("DEMO_REMOVE", ["idempotentHint"], { idempotent: true }),
  tool("LOCAL_WIPE", [], {}, "local"),
  tool(PROXY, ["readOnlyHint"], { readOnly: true }, "composio"),
  tool(BATCH, ["readOnlyHint"], { readOnly: true }, "composio"),
];
const slugs = tools.map(({ slug }) => slug);

/** Tools that need no approval according to their tags. */
const isHarmless = (slug: string): boolean => slug === "DEMO_READ";

const spelled = (slug: string): fc.Arbitrary<string> =>
  fc.constantFrom(slug, slug, slug, slug.toLowerCase(), ` ${slug}`, slug.replaceAll("E", "e"));
const account = fc.constantFrom(undefined, undefined, "work", "private", "", null, 5);
const odd = <Value>(usual: Value, ...others: Value[]): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });

const { item } = fc.letrec<{ item: JSONObject; tools: unknown }>((tie) => ({
  item: fc
    .record({
      slug: fc.constantFrom(...slugs, BATCH, "DEMO_READ", "NOT_KNOWN").chain(spelled),
      slugKey: odd("tool_slug", "toolSlug", "TOOL_SLUG", "slug"),
      second: fc.constantFrom(undefined, undefined, undefined, "DEMO_DELETE"),
      secondKey: fc.constantFrom("Tool_Slug", "toolSlug", "slug"),
      account,
      accountKey: odd("account", "Account", "account_id"),
      inner: tie("tools"),
      argumentsAs: odd("object", "text", "missing"),
    })
    .map((given) => {
      const args: JSONObject = { tools: given.inner, toolkit_slug: "demo", account: given.account };
      return {
        [given.slugKey]: given.slug,
        ...(given.second !== undefined && { [given.secondKey]: given.second }),
        ...(given.account !== undefined && { [given.accountKey]: given.account }),
        ...(given.argumentsAs !== "missing" && {
          arguments: given.argumentsAs === "text" ? JSON.stringify(args) : args,
        }),
      };
    }),
  tools: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    { weight: 1, arbitrary: fc.constant([{ tool_slug: "DEMO_DELETE", arguments: {} }]) },
    fc.array(tie("item"), { minLength: 1, maxLength: 3 }),
  ),
}));

const items = fc.array(item, { maxLength: 3 });
const batch: fc.Arbitrary<JSONObject> = fc
  .record({ list: items, key: odd("tools", "Tools"), as: odd("list", "text", "object") })
  .map(({ list, key, as }) => ({
    [key]: as === "text" ? JSON.stringify(list) : as === "object" ? Object.assign({}, list) : list,
  }));
const proxied: fc.Arbitrary<JSONObject> = fc
  .record({ account, key: fc.constantFrom("account", "account", "Account", "connected_account_id") })
  .map((given) => ({ toolkit_slug: "demo", ...(given.account !== undefined && { [given.key]: given.account }) }));

const call: fc.Arbitrary<Omit<GuardedCall, "n">> = fc
  .record({ id: fc.constantFrom("a", "b", "c", "d", "e", "", ""), name: fc.constantFrom(...slugs, BATCH, BATCH) })
  .chain(({ id, name }) =>
    (name === BATCH ? batch : name === PROXY ? proxied : fc.constant({})).map((args: JSONObject) => ({
      id,
      name,
      args,
    })),
  );

/** Turns of calls, some of them made twice. */
export const guardedTurn: fc.Arbitrary<GuardedTurn> = fc
  .record({
    calls: fc.array(fc.record({ call, isTwice: fc.boolean() }), { minLength: 1, maxLength: 4 }),
    account: fc.constantFrom(undefined, "work" as const),
    allow: fc.option(
      fc
        .subarray([...slugs.filter((slug) => slug !== BATCH), "not_known"])
        .map((list) => list.map((slug) => slug.toLowerCase())),
      { nil: undefined },
    ),
    way: fc.boolean(),
  })
  .map(({ calls, ...rest }) => ({
    ...rest,
    calls: calls.flatMap(({ call: one, isTwice }, n) => {
      const made = { ...one, n, args: { ...one.args, n } };
      return isTwice ? [made, made] : [made];
    }),
  }));

/** A session that records the calls it receives. */
export function guardedSession(): AdapterSession & { readonly calls: FakeCall[] } {
  const session = fakeSession(() => ({ data: {}, error: null, logId: "log_1" }), tools);
  return Object.assign(session, {
    lookUp: async (wanted: readonly string[]) => tools.filter(({ slug }) => wanted.includes(slug)),
  });
}

/** The person's decision about a call. */
export const isApproved = (args: unknown): boolean => numberOf(args) % 3 !== 0;
export const numberOf = (args: unknown): number => Number((args as { n?: unknown }).n);

interface Leaf {
  readonly slug: string;
  readonly account: unknown;
}

/** Every call that the most lenient router could run: any letter case, similar names, JSON in strings. */
function leavesOf(slug: string, args: unknown, accountOf: unknown): Leaf[] {
  const name = slug.trim().toUpperCase();
  const given = parsed(args);
  const named = valuesOf(given, /account/i);
  if (name === PROXY) return (named.length > 0 ? named : [accountOf]).map((one) => ({ slug: name, account: one }));
  if (name !== BATCH) return [{ slug: name, account: accountOf }];
  return valuesOf(given, /^tools$/i)
    .flatMap((list) => Object.values(parsed(list)))
    .flatMap((one) => {
      const accounts = valuesOf(one, /account/i);
      return valuesOf(one, /slug$/i).flatMap((inner) =>
        (accounts.length > 0 ? accounts : [undefined]).flatMap((which) =>
          leavesOf(String(inner), valuesOf(one, /^arguments$/i)[0], which),
        ),
      );
    });
}

const parsed = (value: unknown): object => Object(typeof value === "string" ? JSON.parse(value) : value) as object;
const valuesOf = (value: unknown, key: RegExp): unknown[] =>
  Object.entries(Object(value) as object).flatMap(([name, one]) => (key.test(name) ? [one as unknown] : []));

/**
 * The calls that a session received but should not have.
 *
 * @param approved - the numbers of the calls that the person approved, once for each approval.
 */
export function violations(turn: GuardedTurn, calls: readonly FakeCall[], approved: readonly number[]): string[] {
  const { account: bound, allow } = turn;
  const found: string[] = [];
  const ran = new Map<number, number>();
  for (const { tool: one, args, options } of calls) {
    const { slug } = one as Tool;
    const leaves = leavesOf(slug, args, options?.account);
    const text = JSON.stringify({ slug, args, leaves });
    for (const leaf of leaves) {
      if (allow && !allow.some((other) => other.toUpperCase() === leaf.slug)) found.push(`not allowed: ${text}`);
      if (bound && leaf.account !== bound) found.push(`another account: ${text}`);
    }
    if (leaves.every((leaf) => isHarmless(leaf.slug)) && leaves.length > 0) continue;
    const n = numberOf(args);
    ran.set(n, (ran.get(n) ?? 0) + 1);
  }
  for (const [n, times] of ran) {
    const approvals = approved.filter((other) => other === n).length;
    if (times > approvals) found.push(`call ${n} ran ${times} times for ${approvals} approvals`);
  }
  return found;
}
