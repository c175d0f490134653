import { type AdapterOptions, type AdapterSession, bindTools, type BoundTool } from "@tool-router/adapter-kit";
import { ToolMessage } from "@langchain/core/messages";
import { DynamicStructuredTool, type ToolRunnableConfig } from "@langchain/core/tools";

/**
 * The session's tools for `createAgent`, `bindTools` or a `ToolNode`.
 *
 * The content of a tool message is text, cut to `maxOutputChars`; its `artifact` is the whole
 * `ToolOutcome`. A failed call gives a message with `status: "error"`, whose content says so in words as
 * well. `metadata` of a tool is `{ slug, toolkit, annotations }`.
 *
 * @throws ToolRouterError for options that cannot be used; what `session.tools()` rejects with.
 */
export async function toLangChainTools(
  session: AdapterSession,
  options?: AdapterOptions,
): Promise<DynamicStructuredTool[]> {
  return (await bindTools(session, options)).map(toLangChainTool);
}

function toLangChainTool(bound: BoundTool): DynamicStructuredTool {
  const { slug, toolkit, annotations } = bound.tool;
  const { name, description, inputSchema: schema } = bound;
  const metadata = { slug, toolkit: toolkit.slug, annotations };
  const tool = new DynamicStructuredTool({
    name,
    description,
    schema,
    metadata,
    responseFormat: "content_and_artifact",
    verboseParsingErrors: true,
    async func(input: unknown, _runManager, config: ToolRunnableConfig = {}) {
      const outcome = await bound.call(input, { signal: config.signal });
      // Text always: LangChain would take a list of objects that have a `type` for parts of a message.
      const content = bound.render(outcome);
      const id = config.toolCall?.id;
      if (outcome.status === "ok" || id === undefined) return [content, outcome];
      // Returned rather than thrown: with any middleware around tool calls, a throw ends the whole run.
      const message = new ToolMessage({
        status: "error",
        content,
        tool_call_id: id,
        name,
        artifact: outcome,
        metadata,
      });
      return [message, outcome];
    },
  });
  return leaveChecksToRouter(tool);
}

/**
 * LangChain checks arguments against a JSON Schema before it runs a tool, and gives the model the
 * stack of its exception if they do not fit; a reference that leads nowhere, or a regular expression of
 * another dialect, makes the check itself fail. The router checks them anyway, and its answer is a
 * result like others. So a run sees a schema that everything fits; the model sees the real one.
 */
function leaveChecksToRouter(tool: DynamicStructuredTool): DynamicStructuredTool {
  tool.invoke = (input, config) => {
    const unchecked: DynamicStructuredTool = Object.create(tool, { schema: { value: {} } });
    return DynamicStructuredTool.prototype.invoke.call(unchecked, input, config);
  };
  return tool;
}
