import {
  type AdapterOptions,
  type AdapterSession,
  bindTools,
  type BoundTool,
  isToolOutcome,
  toJSONText,
  toPlainJSON,
} from "@tool-router/adapter-kit";
import { dynamicTool, jsonSchema, type JSONSchema7, type ToolSet } from "ai";

/**
 * The session's tools for `tools` of `generateText`, `streamText` or an agent.
 *
 * A call's `output` is a `ToolOutcome`, whatever happens; the model reads its data (as text, cut to
 * `maxOutputChars`), or for a failure its explanation and facts. `toolMetadata` of a call is
 * `{ slug, toolkit, annotations }`.
 *
 * @throws ToolRouterError for options that cannot be used; what `session.tools()` rejects with.
 */
export async function toAISDKTools(session: AdapterSession, options?: AdapterOptions): Promise<ToolSet> {
  // No prototype: a tool may have any name, and the SDK looks tools up by what the model says.
  const tools: ToolSet = Object.create(null);
  for (const bound of await bindTools(session, options)) tools[bound.name] = toAISDKTool(bound);
  return tools;
}

function toAISDKTool(bound: BoundTool): ToolSet[string] {
  const { slug, toolkit, annotations } = bound.tool;
  return dynamicTool({
    description: bound.description,
    // The SDK's other ways to give a schema rewrite it.
    inputSchema: jsonSchema(bound.inputSchema as JSONSchema7),
    metadata: { slug, toolkit: toolkit.slug, annotations: { ...annotations } },
    // A value that JSON cannot hold would make the whole generation fail.
    execute: async (input, { abortSignal }) => toPlainJSON(await bound.call(input, { signal: abortSignal })),
    toModelOutput({ output }) {
      // Outputs of earlier turns come back from a store or a browser, and may be older than this adapter.
      if (!isToolOutcome(output)) return { type: "text", value: toJSONText(output) };
      const text = bound.render(output);
      return output.status === "ok" ? { type: "text", value: text } : { type: "error-json", value: JSON.parse(text) };
    },
  });
}
