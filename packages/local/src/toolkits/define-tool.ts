import { isJSONObject, type JSONObject } from "../json.ts";
import type { Schemas } from "../spec.ts";
import { called, fieldChecks, isFunction, isText, type FieldChecks } from "../validation/definition-fields.ts";
import { closestName, unknownName } from "../validation/closest-name.ts";
import { checkNames, milliseconds } from "../validation/shape.ts";
import { answerFields, answersProblem, cannedAnswer, type CannedAnswer } from "./canned-answers.ts";
import { compileArgumentCheck } from "./tool-arguments.ts";
import type { ToolContext } from "./tool-context.ts";

export interface ToolDefinition<Args extends object = JSONObject> {
  /** Upper case, with the toolkit's slug as its prefix: `GITHUB_CREATE_ISSUE`. */
  slug: string;
  /** Display name. Default: derived from the slug. */
  name?: string | undefined;
  /** What it does, for the model. */
  description: string;
  /** JSON Schema of the arguments, an object. Supports draft-06, draft-07, 2019-09 and 2020-12 (the default). */
  inputSchema: JSONObject;
  /** JSON Schema of the data. Checked only with the router's `validateResults`. Default: any object. */
  outputSchema?: JSONObject | undefined;
  /** Hints (`readOnlyHint`, `createHint`, `updateHint`, `destructiveHint`, `idempotentHint`, `openWorldHint`) and categories. */
  tags?: readonly string[] | undefined;
  /** True if the tool needs no account even though its toolkit has `auth`. Default: false. */
  noAuth?: boolean | undefined;
  /** Default: `00000000_00`. */
  version?: string | undefined;
  /** Timeout of a run in milliseconds. Default: the router's `toolTimeout`. */
  timeout?: number | undefined;
  /**
   * Runs the tool. The arguments match the input schema; its defaults are not applied.
   * A returned JSON object becomes the call's `data`, undefined becomes `{}`, any other value becomes `{ result }`.
   * The message of a thrown error becomes the call's `error`; a `ToolError` can carry more.
   */
  execute(args: Args, context: ToolContext): unknown;
}

/** A tool without code, in plain JSON. It returns the first of its answers that matches the arguments. */
export interface CannedTool extends Omit<ToolDefinition, "execute" | "inputSchema"> {
  /** Default: any object. */
  inputSchema?: JSONObject | undefined;
  answers: readonly CannedAnswer[];
}

/** A validated tool with all defaults, frozen. */
export interface LocalTool {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly inputSchema: JSONObject;
  readonly outputSchema: JSONObject;
  readonly tags: readonly string[];
  readonly noAuth: boolean;
  readonly version: string;
  readonly timeout: number | undefined;
  execute(args: JSONObject, context: ToolContext): unknown;
}

/**
 * Validates a tool's definition and applies defaults.
 *
 * @throws TypeError that names the field and what it must be.
 */
export function defineTool<Args extends object = JSONObject>(definition: ToolDefinition<Args>): LocalTool {
  return checkTool(definition as ToolDefinition, "");
}

/** Like {@link defineTool}. `where` is the prefix of messages: empty, or a location that ends with `: `. */
export function checkTool(written: ToolDefinition | CannedTool, where: string): LocalTool {
  if (!isJSONObject(written)) throw new TypeError(`${where}a tool must be an object made by defineTool`);
  checkFields(written, where);
  const definition = withExecute(written, where);
  const { slug, name, description, inputSchema, outputSchema, tags, noAuth, version, timeout } = definition;
  const { required, optional, problem } = fieldChecks(`${where}${called("tool", slug)}`);

  required(
    "slug",
    isText(slug) && /^[A-Z0-9][A-Z0-9_]*$/.test(slug),
    "upper-case letters, digits and underscores, such as GITHUB_CREATE_ISSUE",
  );
  optional("name", name, isText, "a non-empty string");
  required("description", isText(description), "a string that tells the model what the tool does");
  rejectLibrarySchema("inputSchema", inputSchema, required);
  rejectLibrarySchema("outputSchema", outputSchema, required);
  required("inputSchema", isJSONObject(inputSchema), "a JSON Schema object");
  required(
    "inputSchema.type",
    inputSchema["type"] === undefined || [inputSchema["type"]].flat().includes("object"),
    '"object", because arguments are named',
  );
  optional("outputSchema", outputSchema, isJSONObject, "a JSON Schema object");
  optional("tags", tags, (value) => Array.isArray(value) && value.every(isText), "an array of strings");
  for (const tag of tags ?? []) {
    const hint = hints.includes(tag) ? undefined : closestHint(tag);
    if (hint !== undefined)
      throw problem(`tags: Unknown hint ${JSON.stringify(tag)}. Did you mean ${JSON.stringify(hint)}?`);
  }
  optional("noAuth", noAuth, (value) => typeof value === "boolean", "true or false");
  optional("version", version, isText, "a string such as 20260101_00");
  optional("timeout", timeout, milliseconds(1).fits, milliseconds(1).expected);
  required(
    "execute",
    isFunction((definition as Partial<ToolDefinition>)["execute"]),
    "a function of (args, context), unless the tool has answers",
  );
  try {
    compileArgumentCheck(inputSchema, `${where}${called("tool", slug)}: inputSchema`);
  } catch (error) {
    throw problem(`inputSchema is invalid: ${error instanceof Error ? error.message : String(error)}`, error);
  }

  return Object.freeze({
    slug,
    name: name ?? titleOf(slug),
    description,
    inputSchema,
    outputSchema: outputSchema ?? { type: "object", additionalProperties: true },
    tags: Object.freeze([...(tags ?? [])]),
    noAuth: noAuth ?? false,
    version: version ?? "00000000_00",
    timeout,
    // Called as a method: `execute` may use `this`.
    execute: (args: JSONObject, context: ToolContext) => definition.execute(args, context),
  });
}

/** Rejects a zod schema and the like: it compiles, but checks nothing. */
function rejectLibrarySchema(field: string, schema: unknown, required: FieldChecks["required"]): void {
  const standard = (schema as { "~standard"?: { vendor?: unknown } | undefined } | null | undefined)?.["~standard"];
  const vendor = isText(standard?.vendor) ? standard.vendor : "a library";
  required(
    field,
    standard === undefined,
    `a JSON Schema object, not a schema of ${vendor}. Convert it first; for zod, call z.toJSONSchema(schema)`,
  );
}

/** Rejects tools made by @tool-router/core, and misspelled fields. */
function checkFields(written: JSONObject, where: string): void {
  const here = `${where}${called("tool", written["slug"])}`;
  if (isJSONObject(written["wire"]) && isText(written["wireSlug"])) {
    throw new TypeError(
      `${where}${called("tool", written["wireSlug"])} was made by defineTool of @tool-router/core, whose tools run in the caller's process. Use defineTool of @tool-router/local`,
    );
  }
  // A tool with code may have fields of its own. A tool without code would never read them.
  if (written["execute"] === undefined) return checkNames(written, here, fields);
  const missing = fields.filter((name) => !(name in written));
  for (const name of Object.keys(written)) {
    if (fields.includes(name) || closestName(name, missing) === undefined) continue;
    throw new TypeError(`${here}: ${unknownName("field", name, missing)}`);
  }
}

function withExecute(written: ToolDefinition | CannedTool, where: string): ToolDefinition {
  if (!Object.hasOwn(written, "answers")) return written as ToolDefinition;
  const { answers, inputSchema = { type: "object" }, ...definition } = written as CannedTool;
  const here = `${where}${called("tool", definition.slug)}`;
  checkNames(written, here, cannedFields);
  const problem = answersProblem(answers);
  if (problem !== undefined) throw new TypeError(`${here}: answers must be ${problem}`);
  for (const [index, answer] of answers.entries()) checkNames(answer, `${here}: answers[${index}]`, answerFields);
  return { ...definition, inputSchema, execute: (args) => cannedAnswer(answers, args) };
}

const cannedFields = Object.keys({
  slug: true,
  name: true,
  description: true,
  inputSchema: true,
  outputSchema: true,
  tags: true,
  noAuth: true,
  version: true,
  timeout: true,
  answers: true,
} satisfies Record<keyof CannedTool, true>);

const fields = [...cannedFields, "execute"];

const hints = Object.keys({
  readOnlyHint: true,
  createHint: true,
  updateHint: true,
  destructiveHint: true,
  idempotentHint: true,
  openWorldHint: true,
} satisfies Record<Schemas["Tag"], true>);

/** The hint that a tag misspells, or whose suffix "Hint" it omits. */
function closestHint(tag: string): string | undefined {
  const whole = `${tag.replaceAll(/[_\s-]/g, "").toLowerCase()}hint`;
  return hints.find((hint) => hint.toLowerCase() === whole) ?? closestName(tag, hints);
}

/** `GITHUB_CREATE_ISSUE` → `Github Create Issue` */
function titleOf(slug: string): string {
  return slug
    .toLowerCase()
    .split("_")
    .filter((word) => word !== "")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
}
