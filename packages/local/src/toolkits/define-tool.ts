import { isJSONObject, type JSONObject } from "../json.ts";
import type { Schemas } from "../spec.ts";
import { called, fieldChecks, isFunction, isText, type FieldChecks } from "../validation/definition-fields.ts";
import { closestName } from "../validation/closest-name.ts";
import { checkNames, milliseconds } from "../validation/shape.ts";
import { answerFields, answersProblem, giveAnswer, type CannedAnswer } from "./canned-answers.ts";
import { compileArgumentCheck } from "./tool-arguments.ts";
import type { ToolContext } from "./tool-context.ts";

export interface ToolDefinition<Args extends object = JSONObject> {
  /** Upper case, beginning with the toolkit's slug: `GITHUB_CREATE_ISSUE`. */
  slug: string;
  /** Display name. Default: made from the slug. */
  name?: string | undefined;
  /** What it does, for the model. */
  description: string;
  /** JSON Schema of the arguments, an object. Draft-06 and -07, 2019-09 and 2020-12 are understood; not named is 2020-12. */
  inputSchema: JSONObject;
  /** JSON Schema of the data. It is shown, and checked with the router's `validateResults`. Default: any object. */
  outputSchema?: JSONObject | undefined;
  /** Hints (`readOnlyHint`, `createHint`, `updateHint`, `destructiveHint`, `idempotentHint`, `openWorldHint`) and categories. */
  tags?: readonly string[] | undefined;
  /** True if it runs without an account although its toolkit has `auth`. Default: false. */
  noAuth?: boolean | undefined;
  /** Default: `00000000_00`. */
  version?: string | undefined;
  /** Milliseconds that a run may take. Default: the router's `toolTimeout`. */
  timeout?: number | undefined;
  /**
   * Runs the tool. The arguments fit the input schema; defaults are not filled in.
   * A JSON object becomes the call's `data`, nothing becomes `{}`, another value is wrapped as `{ result }`.
   * A throw becomes the call's `error`, with the message alone; a `ToolError` can say more.
   */
  execute(args: Args, context: ToolContext): unknown;
}

/** A tool without code: it gives the first of its answers that fits the arguments. Plain JSON. */
export interface CannedTool extends Omit<ToolDefinition, "execute" | "inputSchema"> {
  /** Default: any object. */
  inputSchema?: JSONObject | undefined;
  answers: readonly CannedAnswer[];
}

/** A checked tool, complete and frozen. */
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
 * Checks a tool's definition and fills in what was left out.
 *
 * @throws TypeError that names the field and what it should be.
 */
export function defineTool<Args extends object = JSONObject>(definition: ToolDefinition<Args>): LocalTool {
  return checkTool(definition as ToolDefinition, "");
}

/** As {@link defineTool}; `where` says where the definition is, and ends with `: ` if it is not empty. */
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
  optional("name", name, isText, "a text that is not empty");
  required("description", isText(description), "a text that tells the model what the tool does");
  checkNoLibrary("inputSchema", inputSchema, required);
  checkNoLibrary("outputSchema", outputSchema, required);
  required("inputSchema", isJSONObject(inputSchema), "a JSON Schema object");
  required(
    "inputSchema.type",
    inputSchema["type"] === undefined || [inputSchema["type"]].flat().includes("object"),
    '"object", since arguments have names',
  );
  optional("outputSchema", outputSchema, isJSONObject, "a JSON Schema object");
  optional("tags", tags, (value) => Array.isArray(value) && value.every(isText), "a list of texts");
  for (const tag of tags ?? []) {
    const hint = hints.includes(tag) ? undefined : meantHint(tag);
    if (hint !== undefined) throw problem(`tags: there is no hint ${tag}; did you mean ${hint}?`);
  }
  optional("noAuth", noAuth, (value) => typeof value === "boolean", "true or false");
  optional("version", version, isText, "a text such as 20260101_00");
  optional("timeout", timeout, milliseconds(1).fits, milliseconds(1).expected);
  required(
    "execute",
    isFunction((definition as Partial<ToolDefinition>)["execute"]),
    "a function of (args, context), unless there are answers",
  );
  try {
    compileArgumentCheck(inputSchema, `${where}${called("tool", slug)}: inputSchema`);
  } catch (error) {
    throw problem(`inputSchema does not compile: ${error instanceof Error ? error.message : String(error)}`, error);
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
    // The definition may be an object whose `execute` uses `this`.
    execute: (args: JSONObject, context: ToolContext) => definition.execute(args, context),
  });
}

/** A schema of zod or the like has a `type` and compiles, but says nothing as a JSON Schema. */
function checkNoLibrary(field: string, schema: unknown, required: FieldChecks["required"]): void {
  const standard = (schema as { "~standard"?: { vendor?: unknown } | undefined } | null | undefined)?.["~standard"];
  const vendor = isText(standard?.vendor) ? standard.vendor : "a library";
  required(
    field,
    standard === undefined,
    `a JSON Schema object, not a schema of ${vendor}: convert it first, as z.toJSONSchema(schema) does with one of zod`,
  );
}

/** Refuses what is no tool of this package's, and fields that may be misspelt. */
function checkFields(written: JSONObject, where: string): void {
  const here = `${where}${called("tool", written["slug"])}`;
  if (isJSONObject(written["wire"]) && isText(written["wireSlug"])) {
    throw new TypeError(
      `${where}${called("tool", written["wireSlug"])} was made by the defineTool of @tool-router/core, for tools that run at the caller; here that of @tool-router/local is meant`,
    );
  }
  // What has code may have fields of its own; what has none has nothing to read them.
  if (written["execute"] === undefined) return checkNames(written, here, fields);
  const missing = fields.filter((name) => !(name in written));
  for (const name of Object.keys(written)) {
    const near = fields.includes(name) ? undefined : closestName(name, missing);
    if (near !== undefined) throw new TypeError(`${here}: there is no field ${name}; did you mean ${near}?`);
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
  return { ...definition, inputSchema, execute: (args) => giveAnswer(answers, args) };
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

/** The hint that a tag misspells, or leaves "Hint" out of. */
function meantHint(tag: string): string | undefined {
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
