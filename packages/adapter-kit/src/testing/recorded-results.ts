import { createToolRouter, type Session, type Tool } from "@tool-router/core";
import { document } from "@tool-router/openapi/document";
import type { ToolOutcome } from "../index.ts";
import { fakeTool } from "./fake-session.ts";

/** A 200 response of the API document, and the outcome that a call of a write must have. */
export interface RecordedResult {
  readonly name: string;
  readonly body: unknown;
  readonly status: ToolOutcome["status"];
}

/** All other examples are successes. */
const statuses: Readonly<Record<string, ToolOutcome["status"]>> = {
  "execute failed": "tool_error",
  "execute failedWithNull": "tool_error",
  "execute failedWithEmptyText": "tool_error",
  "execute inputRequired": "needs_input",
  "execute inputRequiredForm": "needs_input",
  "execute blockedBefore": "blocked",
  "execute blockedAfter": "blocked",
  "execute unknown": "unknown_outcome",
  "execute batchInputRequired": "needs_input",
  "execute batchBlocked": "tool_error",
  "execute failure": "tool_error",
  "execute batch": "tool_error",
  "execute_meta failedWithNull": "tool_error",
  "execute_meta inputRequired": "needs_input",
  "execute_meta blocked": "blocked",
};

export const recordedResults: readonly RecordedResult[] = ["execute", "execute_meta"].flatMap((endpoint) => {
  const { responses } = document.paths[`/tool_router/session/{session_id}/${endpoint}`]!.post!;
  const { content } = responses["200"] as { content: Record<string, { examples: Record<string, { value: unknown }> }> };
  return Object.entries(content["application/json"]!.examples).map(([example, { value }]) => {
    const name = `${endpoint} ${example}`;
    return { name, body: value, status: statuses[name] ?? "ok" };
  });
});

/** A tool without tags, which counts as a write. */
export const recordedTool: Tool = fakeTool("GITHUB_DELETE_A_REPOSITORY");

/** A session whose router replies to each execution with the same body. */
export function sessionReplying(body: unknown): Pick<Session, "tools" | "execute"> {
  const fetch = async (): Promise<Response> => Response.json(body);
  const session = createToolRouter({ apiKey: "ak_1", fetch }).sessions.use("trs_1");
  return { tools: async () => [recordedTool], execute: session.execute.bind(session) };
}
