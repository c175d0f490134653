import { TimeoutError, ToolRouterError } from "../errors/errors.ts";
import {
  aBoolean,
  aFunction,
  anObject,
  aString,
  checkOptions,
  type OptionRules,
  type RulesFor,
} from "../errors/options.ts";
import { withDeadline } from "../http/deadline.ts";
import { combineCustomTools } from "./combine-custom-tools.ts";
import { runCustomTool, textOfError } from "./run-custom-tool.ts";
import type { CustomTool, CustomToolDefinition, CustomToolkit, StandardSchema } from "./custom-tool-types.ts";
import type { JSONObject } from "./result.ts";
import { type JSONSchema, toTool } from "./tool.ts";

/** Maximum length of a slug, including its prefix. */
const MAX_SLUG_LENGTH = 60;

const anySchema: OptionRules[string] = [
  "a JSON Schema or a Standard JSON Schema object",
  // Schemas of arktype are functions.
  (value) => typeof value === "function" || anObject[1](value),
];

const toolRules: RulesFor<CustomToolDefinition> = {
  slug: aString,
  name: aString,
  description: aString,
  inputSchema: anySchema,
  outputSchema: anObject,
  extendsToolkit: aString,
  preload: aBoolean,
  execute: aFunction,
};

/**
 * Defines a tool that runs in this process. Pass it in `customTools` to `sessions.create`, `sessions.get` or `sessions.use`.
 *
 * @throws ToolRouterError that names the invalid field.
 */
export function defineCustomTool<Args = JSONObject>(definition: CustomToolDefinition<Args>): CustomTool {
  checkOptions(definition, toolRules, "defineCustomTool");
  return toCustomTool(definition, undefined);
}

export const isCustomSlug = (slug: unknown): boolean =>
  typeof slug === "string" && /^[\w-]+$/.test(slug) && !/^(LOCAL|COMPOSIO)_/i.test(slug);

function toCustomTool<Args>(
  definition: CustomToolDefinition<Args>,
  toolkit: CustomToolkit["wire"] | undefined,
): CustomTool {
  const { slug, name = slug, description, inputSchema, outputSchema, extendsToolkit, preload } = definition;
  const standard = (inputSchema as Partial<StandardSchema<Args>> | undefined)?.["~standard"];
  const owner = toolkit?.slug ?? extendsToolkit;
  const wireSlug = `LOCAL_${owner ? `${owner}_` : ""}${slug}`.toUpperCase();
  const { schema, problem: schemaProblem } = readSchema(inputSchema, standard);
  const problem = findProblem(definition, wireSlug, toolkit) ?? schemaProblem;
  if (problem) throw new ToolRouterError(`Custom tool ${slug}: ${problem}.`);

  const wire: CustomTool["wire"] = {
    slug,
    name,
    description,
    input_schema: { ...schema },
    ...(outputSchema && { output_schema: { ...outputSchema } }),
    ...(extendsToolkit && { extends_toolkit: extendsToolkit }),
    ...((preload ?? toolkit?.preload) && { preload: true }),
  };
  return {
    wireSlug,
    wire,
    together: combineCustomTools,
    within: (group) => toCustomTool(definition, group),
    toTool: () =>
      toTool({
        ...wire,
        slug: wireSlug,
        input_parameters: wire.input_schema,
        output_parameters: wire.output_schema,
        toolkit: { slug: owner ?? "local", name: toolkit?.name ?? owner ?? "local", logo: "" },
      } as never),
    run: (args, run) =>
      withDeadline((signal) => runCustomTool(definition, standard, args, run, signal), {
        timeout: run.timeout ?? Infinity,
        signal: run.signal,
        onTimeout: () => timeoutError(wireSlug, run.timeout!),
      }),
  };
}

function findProblem(
  {
    slug,
    description,
    execute,
    extendsToolkit,
  }: Omit<CustomToolDefinition, "inputSchema" | "execute"> & { readonly execute: unknown },
  wireSlug: string,
  toolkit: CustomToolkit["wire"] | undefined,
): string | undefined {
  if (!isCustomSlug(slug) || wireSlug.length > MAX_SLUG_LENGTH) {
    return `slug must be letters, digits, _ or -, at most ${MAX_SLUG_LENGTH} with LOCAL_ and the toolkit, and begin with neither LOCAL_ nor COMPOSIO_`;
  }
  if (!description) return "description must say what the tool does";
  if (typeof execute !== "function") return "execute must be a function";
  return toolkit && extendsToolkit ? "a member of a custom toolkit cannot have extendsToolkit" : undefined;
}

/** The JSON Schema of a schema, or the reason why it cannot be read. */
function readSchema(
  given: unknown,
  standard: Partial<StandardSchema["~standard"]> | undefined,
): { readonly schema: JSONSchema; readonly problem?: string } {
  try {
    const schema = (standard?.jsonSchema?.input({ target: "draft-2020-12" }) ?? given) as JSONSchema | undefined;
    if (schema?.["type"] === "object" && typeof schema["properties"] === "object") return { schema };
    const problem =
      standard && !standard.jsonSchema
        ? "inputSchema has no JSON Schema: wrap it, for valibot with toStandardJsonSchema of @valibot/to-json-schema"
        : 'inputSchema must have type "object" and properties';
    return { schema: {}, problem };
  } catch (error) {
    return { schema: {}, problem: `inputSchema cannot be converted to JSON Schema: ${textOfError(error)}` };
  }
}

const timeoutError = (toolSlug: string, timeout: number): TimeoutError =>
  new TimeoutError(`${toolSlug} timed out after ${timeout} ms. It may have run.`, {
    operation: undefined,
    method: "",
    path: "",
    toolSlug,
    mayHaveRun: true,
    attempts: 1,
    timeout,
  });
