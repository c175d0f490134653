import type { components } from "@tool-router/openapi";
import type { CallOptions } from "../http/call-options.ts";
import type { ManyCall, ManyOptions, ManyResult } from "./execute-many.ts";
import type { MetaToolArguments, MetaToolData, MetaToolSlug } from "./meta-tool.ts";
import type { ProxyResult } from "./proxy.ts";
import type { AnswerOptions, ExecuteResult, ToolArguments, WireAnswers } from "./result.ts";
import type { Tool } from "./tool.ts";

/** Options of one tool call. */
export interface ExecuteOptions extends CallOptions, AnswerOptions {
  /** The connected account to use, by id or alias. Ignored by meta tools. */
  readonly account?: string | undefined;
  /** Allow a preview instead of a very long result; see `offloaded`. Ignored by meta tools. Default: false. */
  readonly offload?: boolean | undefined;
  /** Sent as `Idempotency-Key`. The hosted router ignores it; others run a call once per key. */
  readonly idempotencyKey?: string | undefined;
}

/** A request to a provider's API, as on the wire. */
export type ProxyInput = Omit<components["schemas"]["ProxyRequest"], keyof WireAnswers>;

/** The methods of a session that run tools. */
export interface ToolCalls {
  /**
   * Runs a tool, by its slug or as a {@link Tool}. A meta tool's arguments and result are typed by its slug.
   *
   * @returns the result, by `resultType`: `completed`, `failed`, `blocked`, or `input_required` if a person has to answer
   *   a question first. `error` is null only if it is `completed`.
   * @throws APIError if the router rejects the call; ConnectionError or TimeoutError without a response. Their `mayHaveRun`
   *   says whether the tool may have run.
   */
  execute<Slug extends MetaToolSlug>(
    tool: Slug,
    args: MetaToolArguments<Slug>,
    options?: ExecuteOptions,
  ): Promise<ExecuteResult<MetaToolData<Slug>>>;
  execute<Slug extends string>(
    tool: (Slug extends MetaToolSlug ? never : Slug) | Tool,
    args?: ToolArguments,
    options?: ExecuteOptions,
  ): Promise<ExecuteResult>;

  /** Runs a meta tool through the endpoint for meta tools. Otherwise like {@link ToolCalls.execute}. */
  executeMeta<Slug extends MetaToolSlug>(
    slug: Slug,
    args: MetaToolArguments<Slug>,
    options?: Omit<ExecuteOptions, "account" | "offload">,
  ): Promise<ExecuteResult<MetaToolData<Slug>>>;

  /**
   * Runs any number of app tools, in batches of 50 and four batches at once. Results are in the order of the calls. A batch
   * that fails, is blocked or asks a question affects its own calls only.
   *
   * @throws ToolRouterError for a call without a tool, before anything is sent; otherwise only the signal's reason.
   */
  executeMany(calls: readonly ManyCall[], options?: ManyOptions): Promise<ManyResult[]>;

  /**
   * Sends a request to a provider's API with the user's credential, which the router adds. Never retried if it may have run,
   * with any method.
   *
   * @returns the provider's response of any status as `completed`; otherwise `failed`, `blocked` or `input_required`, as in
   *   {@link ToolCalls.execute}.
   */
  proxy(request: ProxyInput, options?: CallOptions & AnswerOptions): Promise<ProxyResult>;
}
