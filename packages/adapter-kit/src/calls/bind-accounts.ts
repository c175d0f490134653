import type { JSONObject, Tool } from "@tool-router/core";
import { aString, checkOption } from "@tool-router/core/options";
import { callsIn, canonical, type FindTools, isBatch, itemsOf, type ToolCall, unreadable } from "./batch-calls.ts";
import { isJSONObject } from "../schema/json-object.ts";

/**
 * The tool for which an account is chosen. Only the slug of an unknown tool is known.
 *
 * For a proxy call, and for an account to rename or remove, `toolkit` is the one in the arguments.
 */
export type AccountSubject = Pick<Tool, "slug" | "toolkit" | "tags" | "annotations">;

/** The accounts from which a model may choose: ids or aliases, by toolkit slug. */
export type AccountsByToolkit = { readonly [toolkit: string]: readonly string[] };

/** The connected account to use, by id or alias, or a function of the call. Undefined: the session chooses. */
export type AccountChoice =
  | string
  | ((call: {
      readonly tool: AccountSubject;
      readonly args: JSONObject;
    }) => string | undefined | Promise<string | undefined>);

/** The options that decide which account a call uses. */
export interface AccountRules {
  readonly account?: AccountChoice | undefined;
  readonly accounts?: AccountsByToolkit | undefined;
  readonly find?: FindTools | undefined;
}

interface Bound {
  readonly account: string | undefined;
  readonly args: JSONObject;
}

/**
 * Sets the account of a call, or of each item of a batch.
 *
 * An account that the model names must be in the toolkit's list of `accounts`. Without such a list, it must be the one
 * that `account` returns.
 *
 * @param call - its `account` is the one that the model named.
 * @returns what to send, or a sentence about the problem if the call must not be sent.
 * @throws what `account` throws; ToolRouterError if it returns anything but a string.
 */
export async function bindAccounts(
  call: ToolCall,
  { account: choice, accounts, find = async () => [] }: AccountRules,
): Promise<Bound | string> {
  if (choice === undefined && accounts === undefined) return { account: call.account, args: call.args };
  let problem: string | undefined;

  const choose = async ({ tool, args, account: named }: ToolCall, toolkit: unknown): Promise<string | undefined> => {
    const slug = typeof toolkit === "string" ? toolkit.toLowerCase() : "";
    const subject = {
      ...tool,
      toolkit: tool.toolkit?.slug === toolkit && tool.toolkit ? tool.toolkit : { slug, name: slug },
    };
    const bound = typeof choice === "function" ? await choice({ tool: subject, args }) : choice;
    if (bound !== undefined) checkOption("account", bound, aString);
    const listed = Object.entries(accounts ?? {}).find(([key]) => key.toLowerCase() === slug)?.[1];
    // A tool that cannot be found may be of a toolkit that has a list.
    const allowed = listed ?? (bound === undefined ? (slug === "" && accounts ? [] : undefined) : [bound]);
    if (named === undefined || named === null || named === "") return bound;
    if (allowed && !allowed.includes(named)) {
      const next = allowed.length > 0 ? `Allowed: ${allowed.join(", ")}.` : "Leave the account out.";
      problem ??= `${tool.slug} may not use the account ${JSON.stringify(named)?.slice(0, 100)}. ${next}`;
    }
    return named;
  };

  /** Some meta tools name an account in their arguments. */
  const bind = async (one: ToolCall): Promise<Bound> => {
    const { tool, args } = one;
    const slug = canonical(tool.slug);
    const inArguments = (given: JSONObject, name: string, toolkit: unknown) => {
      if (Object.keys(given).some((key) => key !== name && /account/i.test(key)))
        problem ??= `An account must be named in \`${name}\`.`;
      return choose({ tool, args, account: given[name] as string | undefined }, toolkit);
    };
    if (slug === "COMPOSIO_PROXY_EXECUTE") {
      const toolkit = args["toolkit_slug"];
      const account = await inArguments(args, "account", toolkit);
      return { account: await choose(one, toolkit), args: { ...args, ...(account !== undefined && { account }) } };
    }
    if (slug === "COMPOSIO_MANAGE_CONNECTIONS") {
      const given: unknown[] = Array.isArray(args["toolkits"]) ? args["toolkits"] : [];
      if (given.length === 0) problem ??= "`toolkits` must be a list.";
      const toolkits = given.map(async (item) => {
        if (!isJSONObject(item)) return item;
        const { name, action = "add", account_id: id } = item;
        const account = await inArguments(item, "account_id", name);
        // To add and to list concern no account that there is.
        const isFree = id === undefined && /^(add|list)$/.test(String(action));
        return isFree || account === undefined ? item : { ...item, account_id: account };
      });
      return { account: undefined, args: { ...args, toolkits: await Promise.all(toolkits) } };
    }
    return { account: await choose(one, tool.toolkit?.slug), args };
  };

  const { tool, args } = call;
  let result: Bound;
  if (isBatch(tool.slug)) {
    const needsTools = accounts !== undefined || typeof choice === "function";
    const calls = await callsIn(call, needsTools ? find : async () => []);
    if (!calls) return unreadable;
    const items = itemsOf(args)!;
    const bound = await Promise.all(calls.map(bind));
    const tools = bound.map(({ account, args: given }, index) => ({
      ...items[index],
      arguments: given,
      ...(account !== undefined && { account }),
    }));
    result = { account: undefined, args: { ...args, tools } };
  } else {
    result = await bind(call);
  }
  return problem ?? result;
}
