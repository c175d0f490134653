import type { createToolRouter } from "@tool-router/core";
import { type SessionHandle } from "@tool-router/core";
import type { Any } from "./victim.ts";
import type { Target } from "./target.ts";

/** A call as it arrived, an item of a batch each by itself. */
export interface Arrived {
  /** Upper case: this router does not care. */
  readonly tool: string;
  readonly args: Any;
  readonly account: string | undefined;
  readonly path: string;
}

export interface WireTool {
  readonly slug: string;
  readonly tags?: readonly string[];
  readonly description?: string;
  readonly toolkit?: string;
}

export interface LenientRouter {
  readonly arrived: Arrived[];
  /** Every request of the client, with its body as text. */
  readonly requests: { method: string; path: string; body: string }[];
  readonly fetch: typeof globalThis.fetch;
}

export const metaToolTags: readonly WireTool[] = [
  { slug: "COMPOSIO_MULTI_EXECUTE_TOOL", tags: ["readOnlyHint"], toolkit: "composio" },
  { slug: "COMPOSIO_SEARCH_TOOLS", tags: ["readOnlyHint"], toolkit: "composio" },
];

/**
 * A router that runs every call it can read, without asking for approvals: batches of any shape, at any
 * depth, slugs in any case. What arrives here has got past the client.
 */
export function lenientRouter(tools: readonly WireTool[]): LenientRouter {
  const arrived: Arrived[] = [];
  const requests: LenientRouter["requests"] = [];
  const wire = ({ slug, tags = [], description = `Does ${slug}`, toolkit = "plain" }: WireTool): object => ({
    slug,
    name: slug,
    description,
    tags,
    toolkit: { slug: toolkit, name: toolkit, logo: "" },
    input_parameters: { type: "object", properties: {}, additionalProperties: true },
    output_parameters: { type: "object" },
    no_auth: true,
    version: "1",
    available_versions: ["1"],
  });
  const run = (path: string, slug: unknown, args: Any, account: unknown): void => {
    const tool = String(slug).trim().toUpperCase();
    if (tool === "COMPOSIO_MULTI_EXECUTE_TOOL") {
      const read = readable(args?.tools ?? args?.items ?? args);
      const items: Any[] = Array.isArray(read) ? read : Object.values(Object(read));
      for (const item of items) {
        const of = readable(item);
        const own = Object(of);
        run(
          path,
          own.tool_slug ?? own.slug ?? own.tool ?? of,
          readable(own.arguments ?? own.args ?? {}),
          // As on hosted routers, the account of the batch itself is not that of its items.
          own.account ?? own.connected_account_id,
        );
      }
      return;
    }
    arrived.push({
      tool,
      args,
      account: typeof account === "object" ? JSON.stringify(account) : (account as string | undefined),
      path,
    });
  };
  return {
    arrived,
    requests,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const { pathname, searchParams } = new URL(request.url);
      const path = pathname.replace(/^\/api\/v3(\.1)?/, "");
      const text = await request.text();
      requests.push({ method: request.method, path, body: text });
      const body: Any = text === "" ? {} : JSON.parse(text);
      if (path === "/tool_router/session") {
        return Response.json(
          {
            session_id: "trs_1",
            mcp: { type: "http", url: "http://lenient.localhost/mcp" },
            tool_router_tools: tools.map(({ slug }) => slug),
            config: { user_id: body.user_id },
            config_version: 1,
          },
          { status: 201 },
        );
      }
      if (path === "/tools") {
        const wanted = searchParams.get("tool_slugs")?.split(",");
        const items = tools.filter(({ slug }) => wanted?.includes(slug) ?? true);
        return Response.json({ items: items.map(wire), next_cursor: null, total_items: items.length });
      }
      if (path.endsWith("/tools")) return Response.json({ items: tools.map(wire), next_cursor: null });
      if (/\/(execute|execute_meta)$/.test(path)) {
        const before = arrived.length;
        run(path, body.tool_slug ?? body.slug, body.arguments, body.account);
        const isBatch = /^COMPOSIO_MULTI/i.test(String(body.tool_slug ?? body.slug));
        const results = arrived.slice(before).map(({ tool }, index) => ({
          tool_slug: tool,
          index,
          error: null,
          response: { successful: true, data: { ran: tool }, error: null },
        }));
        return Response.json({
          result_type: "completed",
          data: isBatch
            ? { results, total_count: results.length, success_count: results.length, error_count: 0 }
            : { ran: arrived.at(-1)?.tool },
          error: null,
          log_id: "log_1",
        });
      }
      if (path.endsWith("/proxy_execute")) {
        arrived.push({ tool: "PROXY", args: body, account: body.account, path });
        return Response.json({ result_type: "completed", status: 200, headers: {}, data: {} });
      }
      return Response.json({ error: { message: "unknown", code: 1, slug: "X", status: 404 } }, { status: 404 });
    },
  };
}

/** A JSON text as what it says. */
function readable(value: Any): Any {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

type RouterOptions = NonNullable<Parameters<typeof createToolRouter>[0]>;
type SessionOptions = Parameters<ReturnType<typeof createToolRouter>["sessions"]["create"]>[2];

/** A session of the client in front of such a router. */
export async function lenientSession(
  target: Target,
  tools: readonly WireTool[],
  options: RouterOptions = {},
  more: SessionOptions = {},
): Promise<LenientRouter & { readonly session: SessionHandle }> {
  const router = lenientRouter(tools);
  const client = target.createToolRouter({
    apiKey: "ak_lenient_router",
    baseUrl: "http://lenient.localhost",
    fetch: router.fetch,
    ...options,
  });
  const session = await client.sessions.create("user_1", {}, more);
  return { ...router, session };
}
