import type { components } from "@tool-router/openapi";
import type * as batches from "./batch.ts";
import type { ExecuteResult, JSONObject } from "./result.ts";
import type { JSONSchema, Tool } from "./tool.ts";
import type { ToolCalls } from "./tool-calls.ts";

type Experimental = NonNullable<components["schemas"]["SessionCreate"]["experimental"]>;

/** The part of Standard JSON Schema that is used. Schemas of zod 4 and arktype have it; valibot's need a wrapper. */
export interface StandardSchema<Input = unknown> {
  readonly "~standard": {
    readonly types?: { readonly output: Input } | undefined;
    readonly validate?: ((value: unknown) => StandardResult<Input> | Promise<StandardResult<Input>>) | undefined;
    readonly jsonSchema: { readonly input: (options: { readonly target: "draft-2020-12" }) => Record<string, unknown> };
  };
}
type StandardResult<Value> =
  | { readonly value: Value; readonly issues?: undefined }
  | { readonly issues: readonly { readonly message: string; readonly path?: readonly unknown[] | undefined }[] };

/** A tool that runs in the caller's process. The router only shows it to the model. */
export interface CustomToolDefinition<Args = JSONObject> {
  /** Letters, digits, `_` and `-`. The model sees it in upper case with the prefix `LOCAL_`. */
  readonly slug: string;
  /** Default: the slug. */
  readonly name?: string | undefined;
  /** For the model and for search. */
  readonly description: string;
  /** A JSON Schema of an object, or a Standard JSON Schema object, which also validates the arguments. */
  readonly inputSchema: JSONSchema | StandardSchema<Args>;
  readonly outputSchema?: JSONSchema | undefined;
  /** The toolkit to which the tool belongs. The tool needs its connection. */
  readonly extendsToolkit?: string | undefined;
  /** Offer the tool to the agent without a search. Default: false. */
  readonly preload?: boolean | undefined;
  /**
   * Runs the tool. A JSON object becomes `data`; another value becomes `{ result }`. A result of `context.execute` or
   * `context.proxy` is passed on, including its questions. If it throws or returns an `Error`, the result's `error` is the
   * message and its `cause` the error. A returned function is a failure.
   */
  execute(args: Args, context: CustomToolContext): unknown;
}

/** A valid custom tool. */
export interface CustomTool {
  readonly wire: components["schemas"]["CustomTool"];
  /** The name that the model uses. */
  readonly wireSlug: string;
  toTool(): Tool;
  /** Settles when the signal aborts or the time is up, even if the tool is still running. */
  run(args: JSONObject, context: CustomToolRun): Promise<ExecuteResult>;
  /** The same tool as a member of a custom toolkit. */
  within(toolkit: CustomToolkit["wire"]): CustomTool;
  // A member rather than an import of sessions, so that programs without custom tools do not bundle it.
  readonly together: CombineCustomTools;
}

/** A group of custom tools that needs no account. */
export interface CustomToolkitDefinition {
  /** Letters, digits, `_` and `-`; not the slug of one of the router's toolkits. Tools are named `LOCAL_<TOOLKIT>_<TOOL>`. */
  readonly slug: string;
  /** Default: the slug. */
  readonly name?: string | undefined;
  /** The purpose of the toolkit, for search. */
  readonly description: string;
  /** From {@link defineCustomTool}, without `extendsToolkit`. */
  readonly tools: readonly CustomTool[];
  /** Offer all its tools to the agent without a search. Default: false. */
  readonly preload?: boolean | undefined;
}

/** A valid custom toolkit. */
export interface CustomToolkit {
  readonly wire: components["schemas"]["CustomToolkit"];
  readonly tools: readonly CustomTool[];
  readonly together: CombineCustomTools;
}

/** The second argument of a custom tool. */
export interface CustomToolContext {
  /** Aborts with the call, or after its `timeout`. */
  readonly signal: AbortSignal;
  /** The user of the session; undefined for a session from `sessions.use` without `userId`. */
  readonly userId: string | undefined;
  readonly sessionId: string;
  /** The session's `execute`, which also ends with this tool's signal. */
  readonly execute: ToolCalls["execute"];
  /** The session's `proxy`, which also ends with this tool's signal. */
  readonly proxy: ToolCalls["proxy"];
}

/** The circumstances of a run of a custom tool. */
export interface CustomToolRun {
  readonly session: Pick<ToolCalls, "execute" | "proxy"> & { readonly id: string };
  readonly userId: string | undefined;
  readonly signal: AbortSignal | undefined;
  /** Milliseconds. Undefined means no timeout, since the tool may ask a person. */
  readonly timeout: number | undefined;
}

/** The custom tools of a session. */
export interface CustomTools {
  /** Their definitions for the router. */
  readonly wire: components["schemas"]["InlineCustoms"];
  /** Adds these tools to the `experimental` field of a new session. */
  addTo(experimental: Experimental | undefined): Experimental;
  /** The tools that need no search. */
  preloaded(): Tool[];
  find(slug: string): Tool | undefined;
  /**
   * Runs a custom tool, or a batch that contains one; undefined if neither.
   *
   * @param batch - the module for batches, if this is a batch.
   * @throws ToolRouterError for an unknown custom tool.
   */
  run(
    slug: string,
    args: JSONObject,
    context: CustomToolRun,
    runRemote: (args: JSONObject) => Promise<ExecuteResult>,
    batch: typeof batches | undefined,
  ): Promise<ExecuteResult> | undefined;
}

/** @throws ToolRouterError for duplicate slugs. */
export type CombineCustomTools = (tools: readonly CustomTool[], toolkits: readonly CustomToolkit[]) => CustomTools;
