import { CannotGoOn, need } from "./ask.ts";
import { type InputNames, inputNames } from "./input-schema.ts";

/** A tool as a search describes it. */
export interface AppTool {
  readonly slug: string;
  readonly toolkit: string;
  readonly input: InputNames;
}

/** One item of a batch. */
export interface AppToolCall {
  tool_slug: string;
  arguments: Record<string, unknown>;
}

/** Puts values under the names that the tool's schema has for them. */
export function callOf(tool: AppTool, values: readonly (readonly [meaning: RegExp, value: unknown])[]): AppToolCall {
  return { tool_slug: tool.slug, arguments: named(tool.input, values, tool.slug) };
}

/** An object for the schema that `input` describes; `owner` is whose it is, for the error. */
export function named(
  input: InputNames,
  values: readonly (readonly [meaning: RegExp, value: unknown])[],
  owner: string,
): Record<string, unknown> {
  const result = Object.fromEntries(
    values.map(([meaning, value]) => [need(input.find(meaning), `how ${owner} calls its ${meaning.source}`), value]),
  );
  const missing = input.required.filter((name) => !(name in result));
  if (missing.length > 0) throw new CannotGoOn(`${owner} wants ${missing.join(", ")}, and I do not know what that is`);
  return result;
}

export function appTool(slug: string, toolkit: string, inputSchema: unknown): AppTool {
  return { slug, toolkit, input: need(inputNames(inputSchema), `the input schema of ${slug}`) };
}
