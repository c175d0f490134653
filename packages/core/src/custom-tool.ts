import type { components } from "@tool-router/openapi";
import type * as batches from "./batch.ts";
import { withDeadline } from "./deadline.ts";
import { TimeoutError, ToolRouterError } from "./errors.ts";
import type { ExecuteResult, JSONObject } from "./execution.ts";
import { checkedTimeout } from "./http.ts";
import { type JSONSchema, type Tool, toTool } from "./tool.ts";

/** The part of Standard JSON Schema that is used: what objects of zod 4 and arktype have, and valibot's when they are wrapped. */
interface StandardSchema<Input = unknown> {
  readonly "~standard": {
    readonly types?: { readonly output: Input } | undefined;
    readonly validate?: ((value: unknown) => StandardResult<Input> | Promise<StandardResult<Input>>) | undefined;
    readonly jsonSchema: { readonly input: (options: { readonly target: "draft-2020-12" }) => Record<string, unknown> };
  };
}
type StandardResult<Value> =
  | { readonly value: Value; readonly issues?: undefined }
  | { readonly issues: readonly { readonly message: string; readonly path?: readonly unknown[] | undefined }[] };

/** A tool that runs in the caller's own process. The router only shows it to the model. */
export interface CustomToolDefinition<Args = JSONObject> {
  /** Letters, digits, `_` and `-`. The model sees it in upper case behind `LOCAL_`. */
  readonly slug: string;
  /** Default: the slug. */
  readonly name?: string | undefined;
  /** For the model, and for search. */
  readonly description: string;
  /** A JSON Schema of an object, or a Standard JSON Schema object, which then also checks the arguments. */
  readonly inputSchema: JSONSchema | StandardSchema<Args>;
  readonly outputSchema?: JSONSchema | undefined;
  /** A toolkit to which the tool belongs, and whose connection it needs. */
  readonly extendsToolkit?: string | undefined;
  /** Hand it to the agent at once, not only through search. Default: false. */
  readonly preload?: boolean | undefined;
  /** A JSON object becomes `data`, another value `{ result }`; a throw becomes `error`, with the message alone, and `cause`. */
  execute(args: Args, context: CustomToolContext): unknown;
}

/** A checked custom tool. */
export interface CustomTool {
  readonly wire: components["schemas"]["CustomTool"];
  /** The name that the model uses. */
  readonly wireSlug: string;
  toTool(): Tool;
  /** Ends with the signal or the time, even if the tool goes on. */
  run(args: JSONObject, context: CustomToolRun): Promise<ExecuteResult>;
  // Carried along rather than imported by sessions, so that programs without custom tools do not bundle them.
  readonly together: typeof together;
}

interface CustomToolContext {
  readonly signal: AbortSignal | undefined;
  readonly userId: string | undefined;
}

interface CustomToolRun extends CustomToolContext {
  /** Milliseconds. Undefined: any time, since a tool of the caller's own may well ask a person. */
  readonly timeout: number | undefined;
}

/**
 * Defines a tool that runs in this process, to be given to `sessions.create` or `sessions.get`.
 *
 * @throws ToolRouterError that names the field.
 */
export function defineTool<Args = JSONObject>(definition: CustomToolDefinition<Args>): CustomTool {
  const { slug, name = slug, description, inputSchema, outputSchema, extendsToolkit, preload } = definition;
  const standard = (inputSchema as Partial<StandardSchema<Args>> | undefined)?.["~standard"];
  const { schema, problem } = readSchema(inputSchema, standard);
  const wireSlug = `LOCAL_${extendsToolkit ? `${extendsToolkit}_` : ""}${slug}`.toUpperCase();
  const wrong =
    typeof slug !== "string" || !/^[\w-]+$/.test(slug) || /^(LOCAL|COMPOSIO)_/i.test(slug) || wireSlug.length > 60
      ? "slug must be letters, digits, _ or -, at most 60 with LOCAL_ and the toolkit, and begin with neither LOCAL_ nor COMPOSIO_"
      : !description
        ? "description must say what the tool does"
        : typeof definition.execute !== "function"
          ? "execute must be a function"
          : problem;
  if (wrong) throw new ToolRouterError(`Custom tool ${slug}: ${wrong}.`);

  const wire: CustomTool["wire"] = {
    slug,
    name,
    description,
    input_schema: { ...schema },
    ...(outputSchema && { output_schema: { ...outputSchema } }),
    ...(extendsToolkit && { extends_toolkit: extendsToolkit }),
    ...(preload && { preload }),
  };
  return {
    wireSlug,
    wire,
    together,
    toTool: () =>
      toTool({
        ...wire,
        slug: wireSlug,
        input_parameters: wire.input_schema,
        output_parameters: wire.output_schema,
        toolkit: { slug: extendsToolkit ?? "local", name: extendsToolkit ?? "local", logo: "" },
      } as never),
    run(args, { signal: callerSignal, timeout = Infinity, userId }) {
      const run = async (signal: AbortSignal): Promise<ExecuteResult> => {
        try {
          const checked = await standard?.validate?.(args);
          if (checked?.issues) {
            const problems = checked.issues.map(
              ({ path = [], message }) => `${path.join(".") || "arguments"}: ${message}`,
            );
            return failure(`Invalid arguments: ${problems.join("; ")}`);
          }
          const value = await definition.execute((checked ? checked.value : args) as Args, { signal, userId });
          const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
          return {
            data: isObject ? (value as JSONObject) : value === undefined ? {} : { result: value },
            error: null,
            logId: "",
          };
        } catch (error) {
          return failure(messageOf(error) || "The tool failed.", error);
        }
      };
      return withDeadline(run, {
        timeout: checkedTimeout(timeout),
        signal: callerSignal,
        late: () =>
          new TimeoutError(`${wireSlug} had no result within ${timeout} ms. It may have run all the same.`, {
            operation: undefined,
            method: "",
            path: "",
            toolSlug: wireSlug,
            mayHaveRun: true,
            attempts: 1,
            timeout,
          }),
      });
    },
  };
}

/** The JSON Schema that a schema is or gives, or what is wrong with it. */
function readSchema(
  given: unknown,
  standard: Partial<StandardSchema["~standard"]> | undefined,
): { readonly schema: JSONSchema; readonly problem?: string } {
  try {
    const schema = (standard?.jsonSchema?.input({ target: "draft-2020-12" }) ?? given) as JSONSchema | undefined;
    if (schema?.["type"] === "object" && typeof schema["properties"] === "object") return { schema };
    const problem =
      standard && !standard.jsonSchema
        ? "inputSchema has no JSON Schema in it: wrap it, as toStandardJsonSchema of @valibot/to-json-schema does for valibot"
        : 'inputSchema must have type "object" and properties';
    return { schema: {}, problem };
  } catch (error) {
    return { schema: {}, problem: `inputSchema cannot be said in JSON Schema: ${messageOf(error)}` };
  }
}

const failure = (error: string, cause?: unknown): ExecuteResult =>
  Object.defineProperty({ data: {}, error, logId: "" }, "cause", { value: cause });

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The custom tools of a session. */
export interface CustomTools {
  /** What the router is told of them. */
  readonly wire: components["schemas"]["CustomTool"][];
  /** Those that an agent gets at once. */
  preloaded(): Tool[];
  /**
   * Runs a custom tool, or a batch that holds one; undefined when there is nothing of theirs to run.
   *
   * @param batch - what looks into batches, if this is one.
   */
  run(
    slug: string,
    args: JSONObject,
    context: CustomToolRun,
    runRemote: (args: JSONObject) => Promise<ExecuteResult>,
    batch: typeof batches | undefined,
  ): Promise<ExecuteResult> | undefined;
}

/** @throws ToolRouterError when two have one name. */
function together(tools: readonly CustomTool[]): CustomTools {
  const customs = new Map(tools.map((tool) => [tool.wireSlug, tool]));
  const slugs = tools.map(({ wireSlug }) => wireSlug);
  const again = slugs.find((slug, index) => slugs.indexOf(slug) < index);
  if (again !== undefined) throw new ToolRouterError(`Two custom tools have the slug ${again}.`);
  return {
    wire: tools.map(({ wire }) => wire),
    preloaded: () => tools.filter(({ wire }) => wire.preload).map((tool) => tool.toTool()),
    run(slug, args, context, runRemote, batch) {
      const custom = customs.get(slug);
      if (custom) return custom.run(args, context);
      if (!batch?.isBatch(args)) return undefined;
      const here = args.tools.map((item) => customs.get(item.tool_slug)?.run(item.arguments ?? {}, context));
      return here.some(Boolean) ? batch.runRest(args, here, runRemote, true) : undefined;
    },
  };
}
