import type { JSONObject, JSONSchema, Tool } from "@tool-router/core";
import type { AccountsByToolkit } from "../calls/bind-accounts.ts";
import type { DecodedArguments } from "../calls/call-tool.ts";
import { accountParameter } from "./account-parameter.ts";
import { toPortableSchema } from "../schema/portable-schema.ts";
import type { SchemaChange } from "../schema/schema-change.ts";
import { toStrictSchema } from "../schema/strict-schema.ts";
import { toolNames } from "./tool-names.ts";
import { type ArgumentCheck, loadValidator } from "../schema/validate-arguments.ts";

/** How a model sees a tool, and how to decode its arguments. */
export interface ModelView {
  readonly name: string;
  readonly inputSchema: JSONSchema;
  readonly strict: boolean;
  readonly changes: readonly SchemaChange[];
  /** Returns the tool's own arguments and the account that the model named. */
  readonly decodeArguments: (args: JSONObject) => DecodedArguments;
  readonly validate?: ArgumentCheck | undefined;
}

/** The options that change the view. */
export interface ModelViewOptions {
  readonly accounts?: AccountsByToolkit | undefined;
  readonly validate?: boolean | undefined;
  readonly strict?: "auto" | undefined;
}

/** Rejects only if the package for `validate` is not installed. */
export async function modelViews(
  tools: readonly Tool[],
  options: ModelViewOptions,
): Promise<(tool: Tool) => ModelView> {
  const checkOf = options.validate ? await loadValidator() : undefined;
  const names = toolNames(tools);
  return (tool) => {
    const { schema, restoreArguments, changes } = toPortableSchema(tool.inputSchema);
    const choice = options.accounts && accountParameter(tool, schema, options.accounts);
    const plainSchema = choice?.schema ?? schema;
    const result = options.strict === "auto" ? toStrictSchema(plainSchema) : undefined;
    const strict = result?.strict ? result : undefined;
    const inputSchema = strict?.schema ?? plainSchema;
    return {
      name: names.nameOf(tool),
      inputSchema,
      strict: strict !== undefined,
      changes,
      decodeArguments(given) {
        const args = strict ? (strict.restoreArguments(given) as JSONObject) : given;
        const chosen = choice?.split(args);
        return { account: chosen?.account, args: restoreArguments(chosen?.args ?? args) };
      },
      validate: checkOf?.(inputSchema),
    };
  };
}
