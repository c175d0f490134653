import type { JSONObject, JSONSchema, Tool } from "@tool-router/core";
import type { AccountsByToolkit } from "../calls/bind-accounts.ts";
import { own } from "../schema/json-object.ts";

/** A schema that also asks for the account, and the way to tell that from the tool's own arguments. */
export interface AccountParameter {
  readonly schema: JSONSchema;
  /** The account that the model named, if any, and the arguments without it. */
  split(args: JSONObject): { readonly account: string | undefined; readonly args: JSONObject };
}

/**
 * Lets the model choose the account of each call, in an optional property of its own. Undefined where
 * there is nothing to choose: fewer than two accounts of the tool's toolkit.
 *
 * @param schema - what the model would be shown otherwise.
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

  const description = `Which of the user's connected ${tool.toolkit.slug} accounts to use. Ask the user if it is not clear.`;
  return {
    schema: { ...schema, properties: { ...properties, [name]: { type: "string", enum: [...choices], description } } },
    split(args) {
      const { [name]: account, ...rest } = args;
      // What is no text is for nobody: models write null for "none".
      return { account: typeof account === "string" && account !== "" ? account : undefined, args: rest };
    },
  };
}
