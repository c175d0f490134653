/** The stub's response to every run. Short, so that the client's own work dominates. */
export const executeResponse: string = JSON.stringify({
  data: { number: 42, url: "https://example.com/acme/site/issues/42", state: "open" },
  error: null,
  log_id: "log_1",
});

const session = JSON.stringify({
  session_id: "trs_1",
  mcp: { type: "http", url: "http://127.0.0.1/mcp" },
  config: { user_id: "user_42", preload: { tools: [] } },
  tool_router_tools: ["COMPOSIO_SEARCH_TOOLS"],
  warnings: [],
});

/** Responds to one request, for any server. Rejects wrong calls, so that a broken client cannot win. */
export function respondTo(method: string, path: string, body: string): { status: number; text: string } {
  if (method === "POST" && path.endsWith("/execute")) {
    const { tool_slug: tool } = JSON.parse(body) as { tool_slug?: string };
    return tool === "GITHUB_CREATE_AN_ISSUE" ? { status: 200, text: executeResponse } : { status: 400, text: "{}" };
  }
  if (path.includes("/tool_router/session")) return { status: method === "POST" ? 201 : 200, text: session };
  return { status: 404, text: "{}" };
}

export const tool = "GITHUB_CREATE_AN_ISSUE";
export const args: Readonly<Record<string, unknown>> = { owner: "acme", repo: "site", title: "The logo is blurred" };
export const key = "ak_0123456789abcdef";
