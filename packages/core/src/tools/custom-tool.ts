import type { components } from "@tool-router/openapi";
import { together } from "./custom-tools.ts";
import { withDeadline } from "../http/deadline.ts";
import { TimeoutError, ToolRouterError } from "../errors/errors.ts";
import { andThen, type ExecuteResult, type JSONObject } from "./execution.ts";
import { aBoolean, aFunction, anObject, aString, checkOptions, type OptionRules, type RulesFor } from "../errors/options.ts";
import type { ExecuteOptions, SessionHandle } from "../session/session-types.ts";
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
  /**
   * Runs the tool. A JSON object becomes `data`, another value `{ result }`; a result of `context.execute` or
   * `context.proxy` stays as it is, questions to a person included. A throw becomes `error`, with the message alone, and
   * `cause`; so does a returned `Error`. A returned function is a failure.
   */
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
  /** The same tool as a member of a custom toolkit. */
  within(toolkit: CustomToolkit["wire"]): CustomTool;
  // Carried along rather than imported by sessions, so that programs without custom tools do not bundle them.
  readonly together: typeof together;
}

/** A group of custom tools that needs no account. */
export interface CustomToolkitDefinition {
  /** Letters, digits, `_` and `-`; not the slug of a toolkit of the router. Tools are called `LOCAL_<TOOLKIT>_<TOOL>`. */
  readonly slug: string;
  /** Default: the slug. */
  readonly name?: string | undefined;
  /** What it is for; used by search. */
  readonly description: string;
  /** Made by {@link defineCustomTool}, without `extendsToolkit`. */
  readonly tools: readonly CustomTool[];
  /** Hand all its tools to the agent at once. Default: false. */
  readonly preload?: boolean | undefined;
}

/** A checked custom toolkit. */
export interface CustomToolkit {
  readonly wire: components["schemas"]["CustomToolkit"];
  readonly tools: readonly CustomTool[];
  readonly together: typeof together;
}

/** What a custom tool is given beside its arguments. */
export interface CustomToolContext {
  /** Aborts with the call, and when its `timeout` is over. */
  readonly signal: AbortSignal;
  /** The user of the session; undefined for a session opened by `sessions.use` without `userId`. */
  readonly userId: string | undefined;
  readonly sessionId: string;
  /** Runs a tool of the same session, as its `execute`, and ends with this tool's signal. */
  readonly execute: SessionHandle["execute"];
  /** Sends a request to a provider, as the session's `proxy`, and ends with this tool's signal. */
  readonly proxy: SessionHandle["proxy"];
}

/** What a run of a custom tool needs to know. */
export interface CustomToolRun {
  readonly session: Pick<SessionHandle, "id" | "execute" | "proxy">;
  readonly userId: string | undefined;
  readonly signal: AbortSignal | undefined;
  /** Milliseconds. Undefined: any time, since a tool of the caller's own may well ask a person. */
  readonly timeout: number | undefined;
}

const anySchema: OptionRules[string] = [
  "a JSON Schema or a Standard JSON Schema object",
  // Those of arktype are functions.
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
 * Defines a tool that runs in this process, to be given to `sessions.create`, `sessions.get` or `sessions.use` as one of
 * `customTools`.
 *
 * @throws ToolRouterError that names the field.
 */
export function defineCustomTool<Args = JSONObject>(definition: CustomToolDefinition<Args>): CustomTool {
  checkOptions(definition, toolRules, "defineCustomTool");
  return toCustomTool(definition, undefined);
}

const isSlug = (slug: unknown): boolean =>
  typeof slug === "string" && /^[\w-]+$/.test(slug) && !/^(LOCAL|COMPOSIO)_/i.test(slug);

function toCustomTool<Args>(
  definition: CustomToolDefinition<Args>,
  toolkit: CustomToolkit["wire"] | undefined,
): CustomTool {
  const { slug, name = slug, description, inputSchema, outputSchema, extendsToolkit, preload } = definition;
  const standard = (inputSchema as Partial<StandardSchema<Args>> | undefined)?.["~standard"];
  const { schema, problem } = readSchema(inputSchema, standard);
  const owner = toolkit?.slug ?? extendsToolkit;
  const wireSlug = `LOCAL_${owner ? `${owner}_` : ""}${slug}`.toUpperCase();
  const wrong =
    !isSlug(slug) || wireSlug.length > 60
      ? "slug must be letters, digits, _ or -, at most 60 with LOCAL_ and the toolkit, and begin with neither LOCAL_ nor COMPOSIO_"
      : !description
        ? "description must say what the tool does"
        : typeof definition.execute !== "function"
          ? "execute must be a function"
          : toolkit && extendsToolkit
            ? "a member of a custom toolkit has no extendsToolkit"
            : problem;
  if (wrong) throw new ToolRouterError(`Custom tool ${slug}: ${wrong}.`);

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
    together,
    within: (group) => toCustomTool(definition, group),
    toTool: () =>
      toTool({
        ...wire,
        slug: wireSlug,
        input_parameters: wire.input_schema,
        output_parameters: wire.output_schema,
        toolkit: { slug: owner ?? "local", name: toolkit?.name ?? owner ?? "local", logo: "" },
      } as never),
    run(args, { signal: callerSignal, timeout = Infinity, userId, session }) {
      const run = async (signal: AbortSignal): Promise<ExecuteResult> => {
        try {
          const checked = await standard?.validate?.(args);
          if (checked?.issues) {
            const problems = checked.issues.map(({ path, message }) => `${pathText(path)}: ${message}`);
            return failure(`Invalid arguments: ${problems.join("; ")}`);
          }
          const context = contextOf(session, userId, signal);
          return toResult(await definition.execute((checked ? checked.value : args) as Args, context));
        } catch (error) {
          return failure(messageOf(error) || "The tool failed.", error);
        }
      };
      return withDeadline(run, {
        timeout,
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

/** Where an issue of a Standard Schema lies; a step is a key, or an object that has it. */
const pathText = (path: readonly unknown[] = []): string =>
  path.map((step) => String(typeof step === "object" && step && "key" in step ? step.key : step)).join(".") ||
  "arguments";

function contextOf(
  { id, execute, proxy }: CustomToolRun["session"],
  userId: string | undefined,
  signal: AbortSignal,
): CustomToolContext {
  const limited = <Options extends { readonly signal?: AbortSignal | undefined }>(options?: Options): Options =>
    ({ ...options, signal: options?.signal ? AbortSignal.any([signal, options.signal]) : signal }) as Options;
  return {
    signal,
    userId,
    sessionId: id,
    execute: (tool: string, args: object, options?: ExecuteOptions) => execute(tool, args, limited(options)),
    proxy: (request, options) => proxy(request, limited(options)),
  };
}

/** What a tool returned, as the result of its run. */
async function toResult(value: unknown): Promise<ExecuteResult> {
  if (value instanceof Error) return failure(messageOf(value) || "The tool failed.", value);
  if (typeof value === "function") return failure("The tool returned a function, which is no result.");
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return completed(value === undefined ? {} : { result: value });
  }
  const isResult = "resultType" in value && "error" in value && "logId" in value;
  return isResult ? andThen(value as ExecuteResult, ofProvider) : completed(value as JSONObject);
}

/** An answer of `context.proxy` becomes data. */
function ofProvider(result: ExecuteResult): ExecuteResult {
  if (!("status" in result)) return result;
  const { status, data, headers, binary_data } = result as unknown as JSONObject;
  return completed({ status, data, headers, binary_data });
}

const completed = (data: JSONObject): ExecuteResult => ({ resultType: "completed", data, error: null, logId: "" });

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
  Object.defineProperty({ resultType: "failed" as const, data: {}, error, logId: "" }, "cause", { value: cause });

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const toolkitRules: RulesFor<CustomToolkitDefinition> = {
  slug: aString,
  name: aString,
  description: aString,
  tools: [
    "a list of what defineCustomTool makes",
    (value) => Array.isArray(value) && value.every((tool) => tool?.within),
  ],
  preload: aBoolean,
};

/**
 * Defines a toolkit whose tools run in this process, to be given to `sessions.create`, `sessions.get` or `sessions.use` as
 * one of `customToolkits`.
 *
 * @throws ToolRouterError that names the field.
 */
export function defineCustomToolkit(definition: CustomToolkitDefinition): CustomToolkit {
  checkOptions(definition, toolkitRules, "defineCustomToolkit");
  const { slug, name = slug, description, tools, preload } = definition;
  const wrong = !isSlug(slug)
    ? "slug must be letters, digits, _ or -, and begin with neither LOCAL_ nor COMPOSIO_"
    : !description
      ? "description must say what the toolkit is for"
      : !tools?.length && "tools must hold at least one tool";
  if (wrong) throw new ToolRouterError(`Custom toolkit ${slug}: ${wrong}.`);
  const wire = { slug, name, description, ...(preload && { preload }) };
  const members = tools.map((tool) => tool.within({ ...wire, tools: [] }));
  return { wire: { ...wire, tools: members.map((tool) => tool.wire) }, tools: members, together };
}
