import type { JSONObject, JSONSchema, Tool } from "@tool-router/core";
import type { AccountsByToolkit } from "../calls/bind-accounts.ts";
import { own } from "../schema/json-object.ts";

/** A schema with a parameter for the account, and the function that separates it from the tool's arguments. */
export interface AccountParameter {
  readonly schema: JSONSchema;
  /** The account that the model named, if any, and the arguments without it. */
  split(args: JSONObject): { readonly account: string | undefined; readonly args: JSONObject };
}

/**
 * Adds an optional property by which the model chooses the account of a call.
 *
 * Undefined if the tool's toolkit has fewer than two accounts.
 *
 * @param schema - the schema without that property.
 */
export function accountParameter(
  tool: Tool,
  schema: JSONSchema,
  accounts: AccountsByToolkit,
): AccountParameter | undefined {
  const choices = own(accounts, tool.toolkit.slug) as readonly string[] | undefined;
  if (!choices || choices.length < 2) return undefined;
  const properties = schema["properties"] as JSONObject;
  let name = "account";
  for (let attempt = 2; Object.hasOwn(properties, name); attempt++) name = `account_${attempt}`;

  const description = `Which of the user's connected ${tool.toolkit.slug} accounts to use. Ask the user if it is unclear.`;
  return {
    schema: { ...schema, properties: { ...properties, [name]: { type: "string", enum: [...choices], description } } },
    split(args) {
      const { [name]: account, ...rest } = args;
      // Models write null for "none".
      return { account: typeof account === "string" && account !== "" ? account : undefined, args: rest };
    },
  };
}
