import {
  type AdapterOptions,
  type AdapterSession,
  type ApprovalMode,
  type ApprovalSubject,
  bindApproval,
  bindTools,
  type BoundTool,
  FailedCallError,
  toPlainJSON,
} from "@tool-router/adapter-kit";
import { ToolRouterError } from "@tool-router/core";
import { ToolMessage } from "@langchain/core/messages";
import { DynamicStructuredTool, type ToolRunnableConfig } from "@langchain/core/tools";

/** Where one of LangChain's tools has what it is bound to: copies of a tool, or of this package, are still guarded. */
const binding = Symbol.for("@tool-router/langchain");

/**
 * The session's tools for `createAgent`, `bindTools` or a `ToolNode`.
 *
 * The content of a tool message is JSON text, truncated to `maxOutputChars`; its `artifact` is the whole
 * `ToolOutcome`. `configurable.account` of a run is the connected account for its calls. A failed call gives a message with `status: "error"`, whose content says so in words as
 * well. `metadata` of a tool is `{ slug, toolkit, annotations }`.
 *
 * @throws ToolRouterError for options that cannot be used; what `session.tools()` rejects with.
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
 * For `interruptOn` of `humanInTheLoopMiddleware`: which calls of the session's tools wait for a person.
 * Looks at the arguments; a batch asks if any of its items would, which are looked up in the router's catalogue. A
 * LangChain without `when` (before 1.4) asks for every call of the tools that are named here.
 *
 * @param tools - what `toLangChainTools` gave, also beside tools of yours, which are left alone.
 * @param known - tools that need not be looked up; one that cannot be found asks.
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
      const outcome = await calling.then(unlessInterrupt, (error: unknown) => {
        throw withRetryMark(unlessInterrupt(error));
      });
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
 * LangGraph stops a run by an exception: `interrupt()` in a function of the caller's, such as one that tells the account,
 * or in a custom tool. It must not end as a failure of the call.
 */
function unlessInterrupt<T>(result: T): T {
  const { cause } = Object(result) as { cause?: { is_bubble_up?: unknown } | null };
  if (cause?.is_bubble_up) throw cause;
  return result;
}

/**
 * What `stampRetryable` of `@langchain/core/errors` does, which older versions lack: `toolRetryMiddleware` repeats every
 * call whose error has no such mark, writes too.
 */
function withRetryMark(error: unknown): unknown {
  if (error instanceof FailedCallError)
    Object.defineProperty(error, Symbol.for("langchain.errors.retryable"), { value: error.isRetryable });
  return error;
}

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
