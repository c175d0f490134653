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

/** Ends the binding of a call that must not be sent. The message is a sentence for the model. */
class AccountProblem extends Error {}

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
export async function bindAccounts(call: ToolCall, rules: AccountRules): Promise<Bound | string> {
  if (rules.account === undefined && rules.accounts === undefined) return { account: call.account, args: call.args };
  try {
    return await (isBatch(call.tool.slug) ? bindBatch(call, rules) : bindCall(call, rules));
  } catch (error) {
    if (error instanceof AccountProblem) return error.message;
    throw error;
  }
}

async function bindBatch(call: ToolCall, rules: AccountRules): Promise<Bound> {
  const { accounts, account: choice, find } = rules;
  const needsTools = accounts !== undefined || typeof choice === "function";
  const calls = await callsIn(call, (needsTools && find) || (async () => []));
  if (!calls) throw new AccountProblem(unreadable);
  const items = itemsOf(call.args)!;
  const bound = await Promise.all(calls.map((one) => bindCall(one, rules)));
  const tools = bound.map(({ account, args }, index) => ({
    ...items[index],
    arguments: args,
    ...(account !== undefined && { account }),
  }));
  return { account: undefined, args: { ...call.args, tools } };
}

/** Binds a single call. Two meta tools take accounts in their arguments. */
async function bindCall(call: ToolCall, rules: AccountRules): Promise<Bound> {
  const { tool, args } = call;
  switch (canonical(tool.slug)) {
    case "COMPOSIO_PROXY_EXECUTE": {
      const toolkit = args["toolkit_slug"];
      const account = await chooseInArguments(call, args, "account", toolkit, rules);
      const bound = { ...args, ...(account !== undefined && { account }) };
      return { account: await choose(call, toolkit, rules), args: bound };
    }
    case "COMPOSIO_MANAGE_CONNECTIONS": {
      const given: unknown[] = Array.isArray(args["toolkits"]) ? args["toolkits"] : [];
      if (given.length === 0) throw new AccountProblem("`toolkits` must be a non-empty list.");
      const toolkits = given.map(async (item) => {
        if (!isJSONObject(item)) return item;
        const { name, action = "add", account_id: id } = item;
        const account = await chooseInArguments(call, item, "account_id", name, rules);
        // Adding and listing do not concern an existing account.
        const isFree = id === undefined && /^(add|list)$/.test(String(action));
        return isFree || account === undefined ? item : { ...item, account_id: account };
      });
      return { account: undefined, args: { ...args, toolkits: await Promise.all(toolkits) } };
    }
    default:
      return { account: await choose(call, tool.toolkit?.slug, rules), args };
  }
}

/** Chooses the account that `given` names in its field `name`. */
async function chooseInArguments(
  { tool, args }: ToolCall,
  given: JSONObject,
  name: string,
  toolkit: unknown,
  rules: AccountRules,
): Promise<string | undefined> {
  if (Object.keys(given).some((key) => key !== name && /account/i.test(key)))
    throw new AccountProblem(`Name the account in \`${name}\`.`);
  return choose({ tool, args, account: given[name] as string | undefined }, toolkit, rules);
}

/** The account of one call: the one that the model named, if it is allowed, otherwise the one of the rules. */
async function choose(
  { tool, args, account: named }: ToolCall,
  toolkit: unknown,
  { account: choice, accounts }: AccountRules,
): Promise<string | undefined> {
  const slug = typeof toolkit === "string" ? toolkit.toLowerCase() : "";
  const known = tool.toolkit?.slug === toolkit ? tool.toolkit : undefined;
  const subject = { ...tool, toolkit: known ?? { slug, name: slug } };
  const bound = typeof choice === "function" ? await choice({ tool: subject, args }) : choice;
  if (bound !== undefined) checkOption("account", bound, aString);
  if (named === undefined || named === null || named === "") return bound;
  const allowed = allowedAccounts(slug, bound, accounts);
  if (!allowed || allowed.includes(named)) return named;
  const next = allowed.length > 0 ? `Allowed: ${allowed.join(", ")}.` : "Omit the account.";
  throw new AccountProblem(`${tool.slug} may not use the account ${JSON.stringify(named)?.slice(0, 100)}. ${next}`);
}

/** The accounts that the model may name for a toolkit; undefined for any. */
function allowedAccounts(
  toolkit: string,
  bound: string | undefined,
  accounts: AccountsByToolkit | undefined,
): readonly string[] | undefined {
  const listed = Object.entries(accounts ?? {}).find(([key]) => key.toLowerCase() === toolkit)?.[1];
  if (listed) return listed;
  if (bound !== undefined) return [bound];
  // An unknown tool may belong to a toolkit that has a list.
  return toolkit === "" && accounts ? [] : undefined;
}
