import {
  type AdapterOptions,
  type AdapterSession,
  type ApprovalMode,
  type ApprovalSubject,
  bindApproval,
  bindTools,
  type BoundTool,
  FailedCallError,
  type FailedOutcome,
  sharedCallId,
  toPlainJSON,
  type ToolOutcome,
} from "@tool-router/adapter-kit";
import { ToolRouterError } from "@tool-router/core";
import { ToolMessage } from "@langchain/core/messages";
import { DynamicStructuredTool, type ToolRunnableConfig } from "@langchain/core/tools";

/** The key of a tool's binding. A global symbol, so that copies of a tool or of this package keep it. */
const binding = Symbol.for("@tool-router/langchain");

/**
 * Converts the tools of a session for `createAgent`, `bindTools` or a `ToolNode`.
 *
 * The content of a tool message is JSON text, truncated to `maxOutputChars`; its `artifact` is the whole `ToolOutcome`. A
 * failed call gives a message with `status: "error"`. `configurable.account` of a run is the connected account for its
 * calls. `metadata` of a tool is `{ slug, toolkit, annotations }`.
 *
 * @throws ToolRouterError for invalid options; the error of `session.tools()` if it rejects.
 */
export async function toLangChainTools(
  session: AdapterSession,
  options?: AdapterOptions,
): Promise<DynamicStructuredTool[]> {
  return (await bindTools(session, options)).map((bound) => toLangChainTool(bound, options?.strict === "auto"));
}

/** The entry of one tool in `interruptOn` of `humanInTheLoopMiddleware`. */
export interface ToolInterrupt {
  allowedDecisions: ("approve" | "edit" | "reject")[];
  when(request: { readonly toolCall: { readonly args: unknown } }): Promise<boolean>;
}

/**
 * Selects the calls that wait for approval, for `interruptOn` of `humanInTheLoopMiddleware`.
 *
 * Depends on the arguments: a batch waits if one of its items would, and its tools are looked up in the router's catalog.
 * LangChain before 1.4 ignores `when` and asks about every call of these tools.
 *
 * @param tools - what `toLangChainTools` returned. Your own tools may be among them and never wait.
 * @param known - tools that need no lookup. A tool that cannot be found needs approval.
 * @throws ToolRouterError for an unknown mode, and if no tool comes from `toLangChainTools`.
 */
export function interruptOn(
  tools: readonly object[],
  mode: ApprovalMode,
  known?: readonly ApprovalSubject[],
): Record<string, ToolInterrupt> {
  const ours = Array.isArray(tools)
    ? tools.flatMap((tool: { [binding]?: BoundTool } | undefined) => tool?.[binding] ?? [])
    : [];
  if (ours.length === 0) {
    throw new ToolRouterError("None of these tools is the router's. Pass those of await toLangChainTools().");
  }
  const asks = bindApproval(ours, mode, known);
  return Object.fromEntries(
    ours.map((bound) => [
      bound.name,
      {
        allowedDecisions: ["approve", "edit", "reject"],
        when: ({ toolCall }) => asks(bound, toolCall.args),
      } satisfies ToolInterrupt,
    ]),
  );
}

function toLangChainTool(bound: BoundTool, sendStrict: boolean): DynamicStructuredTool {
  const { slug, toolkit, annotations } = bound.tool;
  const { name, description, inputSchema: schema } = bound;
  const metadata = { slug, toolkit: toolkit.slug, annotations };
  const tool = new DynamicStructuredTool({
    name,
    description,
    schema,
    metadata,
    // LangChain makes all tools of a request strict or none. ChatOpenAI sends this definition unchanged.
    ...(sendStrict && { extras: { providerToolDefinition: openAITool(bound) } }),
    responseFormat: "content_and_artifact",
    async func(input: unknown, _runManager, config: ToolRunnableConfig = {}) {
      const { toolCall, signal, configurable } = config;
      // Passed even if invalid, so that the call is rejected and does not use another account.
      const account = (configurable?.["account"] ?? undefined) as string | undefined;
      const calling = bound.call(input, { signal, account, callId: toolCall?.id });
      const outcome = await calling.then(
        (result) => unlessInterrupt(result, config),
        (error: unknown) => {
          if (!(error instanceof FailedCallError)) throw error;
          throw withRetryMark(new FailedCallError(unlessInterrupt(error.outcome, config)));
        },
      );
      // A string, because LangChain reads a list of objects with `type` as parts of a message.
      const content = bound.render(outcome);
      // A value that is not JSON would break the checkpoint of a graph.
      const artifact = toPlainJSON(outcome);
      if (outcome.status === "ok" || !toolCall) return [content, artifact];
      // Returned, because with middleware around tool calls an error ends the whole run.
      const message = new ToolMessage({
        status: "error",
        content,
        tool_call_id: toolCall.id ?? "",
        name,
        artifact,
        metadata,
      });
      return [message, artifact];
    },
  });
  return Object.assign(tool, { [binding]: bound, invoke: leaveChecksToRouter });
}

/**
 * Rethrows an interrupt of LangGraph that is the cause of a failed call.
 *
 * It may come from `onInputRequired`, from `account` or from a custom tool. Resuming runs the whole task again, which would
 * repeat the writes of other calls in it. So a call that shares its task does not interrupt: the model makes it again,
 * alone.
 *
 * @throws the interrupt.
 */
function unlessInterrupt<Result extends ToolOutcome>(
  outcome: Result,
  config: ToolRunnableConfig,
): Result | FailedOutcome {
  const { cause } = outcome as { readonly cause?: { is_bubble_up?: unknown } | null };
  if (!cause?.is_bubble_up) return outcome;
  const { toolSlug } = outcome;
  const { open, isSeparate } = turnOf(config);
  const { id } = config.toolCall ?? {};
  // The answer to one call would also resume the other.
  if (open.filter((call) => (call.id || undefined) === (id || undefined)).length > 1) return sharedCallId(toolSlug);
  if (isSeparate || open.length < 2) throw cause;
  const text =
    `${toolSlug} did not run: the user must be asked first, and only one call at a time can ask. ` +
    "Call it again as the only call in a message.";
  return { status: "needs_input", toolSlug, text, inputRequests: {} };
}

/** The unanswered calls of the message, and whether this call runs in its own LangGraph task (`Send`). */
function turnOf({ configurable }: ToolRunnableConfig): {
  readonly open: readonly { readonly id?: string }[];
  readonly isSeparate: boolean;
} {
  const { currentTaskInput: input } = Object(configurable?.["__pregel_scratchpad"]) as { currentTaskInput?: unknown };
  // The input is a list of messages, or a state with one. `Send` adds the call of the task.
  const { messages = input, lg_tool_call: own } = Object(input) as { messages?: unknown; lg_tool_call?: unknown };
  const isSeparate = Boolean(own);
  if (!Array.isArray(messages)) return { open: [], isSeparate };
  const turn = (messages as TaskMessage[]).slice(messages.findLastIndex(({ tool_calls: calls }: TaskMessage) => calls));
  const answered = new Set(turn.map(({ tool_call_id: id }) => id));
  return { open: turn[0]?.tool_calls?.filter(({ id }) => !id || !answered.has(id)) ?? [], isSeparate };
}

interface TaskMessage {
  readonly tool_calls?: readonly { readonly id?: string }[];
  readonly tool_call_id?: string;
}

/**
 * Marks whether an error may be retried.
 *
 * `toolRetryMiddleware` retries every error without this mark, even of writes. Older versions of LangChain lack
 * `stampRetryable` of `@langchain/core/errors`, which does the same.
 */
const withRetryMark = (error: FailedCallError): FailedCallError =>
  Object.defineProperty(error, Symbol.for("langchain.errors.retryable"), { value: error.isRetryable });

const openAITool = ({ name, description, inputSchema: parameters, strict }: BoundTool) => ({
  type: "function" as const,
  function: { name, description, parameters, strict },
});

/**
 * Runs a tool without LangChain's check of the arguments, which the router checks anyway.
 *
 * LangChain shows the model a stack trace if they are invalid, and fails on unresolved references and unknown regular
 * expressions. So a run uses a schema that accepts any value, while the model sees the real one.
 */
const leaveChecksToRouter: DynamicStructuredTool["invoke"] = function (this: DynamicStructuredTool, input, config) {
  const unchecked: DynamicStructuredTool = Object.create(this, { schema: { value: {} } });
  return DynamicStructuredTool.prototype.invoke.call(unchecked, input, config);
};
