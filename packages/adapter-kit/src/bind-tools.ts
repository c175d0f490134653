import { type JSONSchema, type SessionHandle, type Tool, ToolRouterError } from "@tool-router/core";
import { callTool } from "./call-tool.ts";
import { FailedCallError } from "./failed-call-error.ts";
import { toPortableSchema } from "./portable-schema.ts";
import { defaultMaxChars, renderOutcome } from "./render-outcome.ts";
import { selectTools, type ToolSelection } from "./select-tools.ts";
import { toolNames } from "./tool-names.ts";
import type { ToolOutcome } from "./tool-outcome.ts";

/** The options that every adapter has. */
export interface AdapterOptions extends ToolSelection {
  /** The longest result that the model is shown, in characters; the rest is cut with a note. Default: 40 000. */
  readonly maxOutputChars?: number | undefined;
  /**
   * What becomes of a failed call: a result that the model reads (`"return"`, the default), or a
   * {@link FailedCallError} (`"throw"`), for frameworks that retry or report what is thrown. Beware of
   * retrying `unknown_outcome`: the tool may run twice.
   */
  readonly onError?: "return" | "throw" | undefined;
  /** The connected account to use for every call, by id or alias. Meta tools do not look at it. */
  readonly account?: string | undefined;
  /** Milliseconds that each call may take. Default: the client's `timeout`. */
  readonly timeout?: number | undefined;
}

/** What an adapter needs of a session. */
export type AdapterSession = Pick<SessionHandle, "tools" | "execute">;

/** A tool with all that an adapter has to know to put it into its framework's shape. */
export interface BoundTool {
  readonly tool: Tool;
  /** By which the model calls it. */
  readonly name: string;
  readonly description: string;
  /** For the model: the router's own object, if it can be sent as it is. */
  readonly inputSchema: JSONSchema;
  /**
   * Runs the tool with what the model sent: an object for `inputSchema`, or its JSON text.
   *
   * @throws the signal's reason when the run is aborted; FailedCallError with `onError: "throw"`.
   */
  call(rawArguments: unknown, options?: { readonly signal?: AbortSignal | undefined }): Promise<ToolOutcome>;
  /** The text that the model reads; see `renderOutcome`. */
  render(outcome: ToolOutcome): string;
}

/**
 * Takes a session's tools and binds each to the session: what all adapters have in common.
 *
 * @throws ToolRouterError for options that cannot be used; what `session.tools()` rejects with.
 */
export async function bindTools(session: AdapterSession, options: AdapterOptions = {}): Promise<readonly BoundTool[]> {
  const { account, timeout, onError = "return", maxOutputChars = defaultMaxChars } = options;
  requirePositive("timeout", timeout);
  requirePositive("maxOutputChars", maxOutputChars);

  const tools = await selectTools(session, options);
  const names = toolNames(tools);
  return tools.map((tool) => {
    const { schema, restoreArguments } = toPortableSchema(tool.inputSchema);
    return {
      tool,
      name: names.nameOf(tool),
      description: tool.description,
      inputSchema: schema,
      async call(rawArguments, { signal } = {}) {
        const outcome = await callTool(session, tool, rawArguments, { signal, account, timeout, restoreArguments });
        if (outcome.status !== "ok" && onError === "throw") throw new FailedCallError(outcome);
        return outcome;
      },
      render: (outcome) => renderOutcome(outcome, { maxChars: maxOutputChars }),
    };
  });
}

function requirePositive(option: string, value: number | undefined): void {
  if (value === undefined || value > 0) return;
  throw new ToolRouterError(`${option} must be a number above 0; it is ${value}.`);
}
