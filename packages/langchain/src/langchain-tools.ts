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

/** Where one of LangChain's tools has what it is bound to: copies of a tool, or of this package, are still guarded. */
const binding = Symbol.for("@tool-router/langchain");

/**
 * The session's tools for `createAgent`, `bindTools` or a `ToolNode`.
 *
 * The content of a tool message is JSON text, truncated to `maxOutputChars`; its `artifact` is the whole `ToolOutcome`. A
 * failed call gives a message with `status: "error"`. `configurable.account` of a run is the connected account for its
 * calls. `metadata` of a tool is `{ slug, toolkit, annotations }`.
 *
 * @throws ToolRouterError for invalid options; what `session.tools()` rejects with.
 */
export async function toLangChainTools(
  session: AdapterSession,
  options?: AdapterOptions,
): Promise<DynamicStructuredTool[]> {
  return (await bindTools(session, options)).map((bound) => toLangChainTool(bound, options?.strict === "auto"));
}

/** What `interruptOn` of `humanInTheLoopMiddleware` takes for one tool. */
export interface ToolInterrupt {
  allowedDecisions: ("approve" | "edit" | "reject")[];
  when(request: { readonly toolCall: { readonly args: unknown } }): Promise<boolean>;
}

/**
 * For `interruptOn` of `humanInTheLoopMiddleware`: which calls of the session's tools wait for approval.
 *
 * Decides by the arguments. A batch waits if one of its items would; its tools are looked up in the router's catalogue. A
 * LangChain without `when` (before 1.4) asks about every call of these tools.
 *
 * @param tools - what `toLangChainTools` returned. Your own tools may be among them and never wait.
 * @param known - tools that need not be looked up. One that cannot be found needs approval.
 * @throws ToolRouterError for an unknown mode, and when none of the tools is the session's.
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
    throw new ToolRouterError("None of these tools is the router's: give what `await toLangChainTools(…)` gave.");
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

function toLangChainTool(bound: BoundTool, tellStrict: boolean): DynamicStructuredTool {
  const { slug, toolkit, annotations } = bound.tool;
  const { name, description, inputSchema: schema } = bound;
  const metadata = { slug, toolkit: toolkit.slug, annotations };
  const tool = new DynamicStructuredTool({
    name,
    description,
    schema,
    metadata,
    // LangChain has strict mode for all tools of a request or none; this is what ChatOpenAI sends as it is.
    ...(tellStrict && { extras: { providerToolDefinition: openAITool(bound) } }),
    responseFormat: "content_and_artifact",
    async func(input: unknown, _runManager, config: ToolRunnableConfig = {}) {
      const { toolCall, signal, configurable } = config;
      // What is no text is refused there; left out, the call would run with another account.
      const account = (configurable?.["account"] ?? undefined) as string | undefined;
      const calling = bound.call(input, { signal, account, callId: toolCall?.id });
      const outcome = await calling.then(
        (result) => unlessInterrupt(result, config),
        (error: unknown) => {
          if (!(error instanceof FailedCallError)) throw error;
          throw withRetryMark(new FailedCallError(unlessInterrupt(error.outcome, config)));
        },
      );
      // Text always: LangChain would take a list of objects that have a `type` for parts of a message.
      const content = bound.render(outcome);
      // A value that JSON cannot hold would make the checkpoint of a graph fail.
      const artifact = toPlainJSON(outcome);
      if (outcome.status === "ok" || !toolCall) return [content, artifact];
      // Returned rather than thrown: with any middleware around tool calls, a throw ends the whole run.
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
 * Lets an interrupt of LangGraph through, which came as the cause of a failed call. It may come from `onInputRequired`,
 * from `account` or from a custom tool.
 *
 * An interrupt runs the whole task again, which would repeat the writes of other calls in it. So a call that shares its
 * task does not interrupt: the model makes it again, alone.
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
  // The answer of one would be taken for the other's.
  if (open.filter((call) => (call.id || undefined) === (id || undefined)).length > 1) return sharedCallId(toolSlug);
  if (isSeparate || open.length < 2) throw cause;
  const text =
    `${toolSlug} did not run: a person must be asked first, which works for one call at a time. ` +
    "Call it again as the only call of a message.";
  return { status: "needs_input", toolSlug, text, inputRequests: {} };
}

/** The calls of the message that have no result, and whether this one runs in a LangGraph task of its own (`Send`). */
function turnOf({ configurable }: ToolRunnableConfig): {
  readonly open: readonly { readonly id?: string }[];
  readonly isSeparate: boolean;
} {
  const { currentTaskInput: input } = Object(configurable?.["__pregel_scratchpad"]) as { currentTaskInput?: unknown };
  // The input is a list of messages, or a state that has one. `Send` adds the one call that the task runs.
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
 * What `stampRetryable` of `@langchain/core/errors` does, which older versions lack: `toolRetryMiddleware` repeats every
 * call whose error has no such mark, writes too.
 */
const withRetryMark = (error: FailedCallError): FailedCallError =>
  Object.defineProperty(error, Symbol.for("langchain.errors.retryable"), { value: error.isRetryable });

const openAITool = ({ name, description, inputSchema: parameters, strict }: BoundTool) => ({
  type: "function" as const,
  function: { name, description, parameters, strict },
});

/**
 * LangChain checks arguments against a JSON Schema before it runs a tool, and gives the model the
 * stack of its exception if they do not fit; a reference that leads nowhere, or a regular expression of
 * another dialect, makes the check itself fail. The router checks them anyway, and its answer is a
 * result like others. So a run sees a schema that everything fits; the model sees the real one.
 */
const leaveChecksToRouter: DynamicStructuredTool["invoke"] = function (this: DynamicStructuredTool, input, config) {
  const unchecked: DynamicStructuredTool = Object.create(this, { schema: { value: {} } });
  return DynamicStructuredTool.prototype.invoke.call(unchecked, input, config);
};
