import { inspect } from "node:util";
import { createLocalRouter } from "@tool-router/local";
import { describe, expect, test, vi } from "vitest";
import { createToolRouter, type Fetch, ToolRouterError, type ToolRouterOptions } from "../index.ts";
import { json, ran, refusal, stubFetch } from "../testing/stub-fetch.ts";

const key = "ak_secret_123";

/** The request that a client with these options sends. */
async function sentBy(options: ToolRouterOptions) {
  const { fetch, seen } = stubFetch(ran());
  await createToolRouter({ fetch, ...options })
    .sessions.use("trs_1")
    .execute("A_TOOL");
  return seen[0]!;
}

describe("the credential", () => {
  test("is sent in one header, from the options or the environment", async () => {
    vi.stubEnv("COMPOSIO_API_KEY", "ak_env");
    vi.stubEnv("COMPOSIO_USER_API_KEY", "uak_env");
    const credentials = async (options: ToolRouterOptions) => {
      const { headers } = await sentBy(options);
      return { project: headers.get("x-api-key"), user: headers.get("x-user-api-key") };
    };
    expect(await credentials({})).toEqual({ project: "ak_env", user: null });
    expect(await credentials({ apiKey: key })).toEqual({ project: key, user: null });
    expect(await credentials({ userApiKey: "uak_given" })).toEqual({ project: null, user: "uak_given" });
    vi.stubEnv("COMPOSIO_API_KEY", "");
    expect(await credentials({})).toEqual({ project: null, user: "uak_env" });
  });

  test.each<[string, Fetch, string]>([
    [
      "the hosted router",
      stubFetch(
        refusal(401, "Auth_NoAuthProvided", 906, {
          message: "No API key provided",
          suggested_fix: "Provide an API key in the header x-api-key.",
        }),
      ).fetch,
      "No API key provided",
    ],
    ["the local router", createLocalRouter({ toolkits: [] }).fetch, "No credential was sent"],
  ])("suggests a fix once after a 401 of %s", async (_, fetch, reason) => {
    vi.stubEnv("COMPOSIO_API_KEY", undefined);
    vi.stubEnv("COMPOSIO_USER_API_KEY", undefined);
    await expect(createToolRouter({ fetch }).sessions.create("user_1")).rejects.toMatchObject({
      message:
        `POST /api/v3/tool_router/session answered 401 Auth_NoAuthProvided (906): ${reason}. ` +
        "Pass apiKey to createToolRouter, or set COMPOSIO_API_KEY.",
      suggestedFix: expect.any(String),
    });
  });

  test("is hidden in the router, its sessions and their tools", async () => {
    const { fetch } = stubFetch(
      json({
        session_id: "trs_1",
        mcp: { type: "http", url: "https://elsewhere.example/mcp" },
        tool_router_tools: [],
        config: { user_id: "user_1" },
        config_version: 1,
      }),
    );
    const router = createToolRouter({ apiKey: key, fetch });
    const session = await router.sessions.get("trs_1");
    expect(inspect([router, session, router.api], { depth: 9, showHidden: true })).not.toContain(key);
    expect(session.mcp.headers()).toEqual({});
  });

  test("is added to the MCP URL only for the API's own origin", async () => {
    const at = async (url: string) => {
      const raw = {
        session_id: "trs_1",
        mcp: { type: "http", url },
        tool_router_tools: [],
        config: { user_id: "u" },
        config_version: 1,
      };
      const { fetch } = stubFetch(json(raw));
      return (await createToolRouter({ apiKey: key, fetch }).sessions.get("trs_1")).mcp.headers();
    };
    expect(await at("https://backend.composio.dev/tool_router/trs_1/mcp")).toEqual({ "x-api-key": key });
    expect(await at("https://backend.composio.dev.evil.example/mcp")).toEqual({});
    expect(await at("http://backend.composio.dev/mcp")).toEqual({});
    expect(await at("not a url")).toEqual({});
  });
});

describe("rejects invalid options without showing a key", () => {
  test.each<[string, ToolRouterOptions, RegExp]>([
    ["two credentials", { apiKey: key, userApiKey: "uak_1" }, /apiKey or userApiKey, not both/],
    ["a key with a line break", { apiKey: `${key}\n` }, /Invalid apiKey: it is empty, or contains/],
    ["an empty key", { apiKey: "" }, /Invalid apiKey: it is empty/],
    ["a key with a space", { apiKey: `${key} ` }, /Invalid apiKey: it is empty, or contains/],
    ["no key at all", { apiKey: null as never }, /^apiKey must be a string\. Got null\.$/],
    ["an unknown version", { version: "v4" as never }, /version must be "v3" or "v3\.1"; it is "v4"/],
    ["an invalid fetch", { fetch: "fetch" as never }, /fetch must be a function/],
    ["an invalid header", { headers: { "a header": key } }, /Invalid header name or value: "a header"/],
    ["a credential among the headers", { headers: { "X-API-Key": key } }, /headers contains X-API-Key/],
    [
      "a scope that no header holds",
      { orgId: "org\n1", projectId: "proj_1" },
      /Invalid header name or value: "x-org-id"/,
    ],
    ["half a scope", { orgId: "org_1" }, /both or neither/],
    [
      "an invalid base URL",
      { baseUrl: "backend.composio.dev" },
      /baseUrl \(or COMPOSIO_BASE_URL\) must be an origin, such as "https/,
    ],
    [
      "a base URL with a password",
      { baseUrl: "https://me:pw@host.example" },
      /baseUrl \(or COMPOSIO_BASE_URL\) must be an origin, such as "https/,
    ],
    [
      "plain http to another machine",
      { apiKey: key, baseUrl: "http://router.example" },
      /plain http.*allowInsecureHttp/,
    ],
    [
      "two versions",
      { baseUrl: "https://router.example/api/v3.1", version: "v3" },
      /ends in \/api\/v3\.1, but version/,
    ],
    ...["/api/v3.2", "/api/v4/", "/api/v4beta1", "/api/V3", "/api//v2", "/api/v3/api/v4", "/prefix/api/v3.2"].map(
      (path): [string, ToolRouterOptions, RegExp] => [
        `a base URL that ends in ${path}`,
        { baseUrl: `https://router.example${path}` },
        /^version must be "v3" or "v3\.1"; baseUrl ends in \/api\/+[vV][\w.]+\.$/,
      ],
    ),
    [
      "a base URL that ends in another version than version",
      { baseUrl: "https://router.example/api/v4", version: "v3" },
      /^baseUrl ends in \/api\/v4, but version is "v3"/,
    ],
    ["a base URL that ends in /api", { baseUrl: "https://router.example/api/" }, /; baseUrl ends in \/api\.$/],
    ["no time", { timeout: 0 }, /timeout must be/],
    ["no bytes", { maxBytes: Number.NaN }, /maxBytes must be/],
  ])("%s", (_, options, message) => {
    const create = () => createToolRouter(options);
    expect(create).toThrow(ToolRouterError);
    expect(create).toThrow(message);
    expect(create).not.toThrow(key);
  });
});

describe("the base URL", () => {
  test.each<[ToolRouterOptions, string]>([
    [{}, "https://backend.composio.dev/api/v3/tool_router/session/trs_1/execute"],
    [{ version: "v3.1" }, "https://backend.composio.dev/api/v3.1/tool_router/session/trs_1/execute"],
    [{ baseUrl: "https://router.example/" }, "https://router.example/api/v3/tool_router/session/trs_1/execute"],
    [
      { baseUrl: "https://router.example/api/v3.1" },
      "https://router.example/api/v3.1/tool_router/session/trs_1/execute",
    ],
    [
      { baseUrl: "https://gateway.example/tools/api/v3/" },
      "https://gateway.example/tools/api/v3/tool_router/session/trs_1/execute",
    ],
    [
      { baseUrl: "https://gateway.example/api/v1/router" },
      "https://gateway.example/api/v1/router/api/v3/tool_router/session/trs_1/execute",
    ],
    [{ baseUrl: "http://api", allowInsecureHttp: true }, "http://api/api/v3/tool_router/session/trs_1/execute"],
    [{ baseUrl: "https://router.example//api//v3" }, "https://router.example/api/v3/tool_router/session/trs_1/execute"],
    [
      { baseUrl: "https://router.example/api/api/v3" },
      "https://router.example/api/api/v3/tool_router/session/trs_1/execute",
    ],
    [
      { baseUrl: "https://router.example/my-api" },
      "https://router.example/my-api/api/v3/tool_router/session/trs_1/execute",
    ],
    [{ baseUrl: "http://127.0.0.1:4310" }, "http://127.0.0.1:4310/api/v3/tool_router/session/trs_1/execute"],
    [{ baseUrl: "http://[::1]:4310" }, "http://[::1]:4310/api/v3/tool_router/session/trs_1/execute"],
    [
      { baseUrl: "http://router.example", allowInsecureHttp: true },
      "http://router.example/api/v3/tool_router/session/trs_1/execute",
    ],
  ])("of %o is %s", async (options, url) => {
    expect((await sentBy({ apiKey: key, ...options })).url).toBe(url);
  });

  test("defaults to COMPOSIO_BASE_URL", async () => {
    vi.stubEnv("COMPOSIO_BASE_URL", "https://staging.example/api/v3.1");
    expect((await sentBy({ apiKey: key })).url).toMatch(/^https:\/\/staging\.example\/api\/v3\.1\//);
  });

  test("has v3.1 for operations that v3 lacks, for methods and router.api", async () => {
    const { fetch, seen } = stubFetch(json({ session_id: "trs_1", deleted: true }));
    const router = createToolRouter({ apiKey: key, fetch });
    await router.sessions.delete("trs_1");
    const params = { path: { session_id: "trs_1" } };
    await router.api.GET("/tool_router/session/{session_id}/config_history", { params });
    await router.api.GET("/tool_router/session/{session_id}", { params });
    expect(seen.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
      "DELETE /api/v3.1/tool_router/session/trs_1",
      "GET /api/v3.1/tool_router/session/trs_1/config_history",
      "GET /api/v3/tool_router/session/trs_1",
    ]);
  });

  test.each(["", ".", ".."])("cannot be changed by the id %o", async (id) => {
    const { fetch, seen } = stubFetch(ran());
    const router = createToolRouter({ apiKey: key, fetch });
    expect(() => router.sessions.use(id)).toThrow(/Expected the id of a session, such as "trs_1a2b3c"\. Got "/);
    await expect(router.api.GET("/tools/{tool_slug}", { params: { path: { tool_slug: id } } })).rejects.toThrow(
      ToolRouterError,
    );
    expect(seen).toEqual([]);
  });

  test("encodes an id as one segment", async () => {
    const { fetch, seen } = stubFetch(ran());
    await createToolRouter({ apiKey: key, fetch }).sessions.use("trs_1/../x?y#z").execute("A_TOOL");
    expect(seen[0]!.url).toContain("/session/trs_1%2F..%2Fx%3Fy%23z/execute");
  });
});

describe("headers", () => {
  test("of the caller and the scope of a user key are sent with every request", async () => {
    const { headers } = await sentBy({
      userApiKey: "uak_1",
      orgId: "org_1",
      projectId: "proj_1",
      headers: { "x-trace": "t" },
    });
    expect(Object.fromEntries(headers)).toMatchObject({
      "x-org-id": "org_1",
      "x-project-id": "proj_1",
      "x-trace": "t",
    });
    expect(headers.get("content-type")).toBe("application/json");
  });
});

describe("router.api", () => {
  test("returns errors as values, and runs the caller's middleware on real requests", async () => {
    const { fetch, seen } = stubFetch(refusal(404, "Tool_ToolNotFound", 2401), json({ slug: "A_TOOL" }));
    const { api } = createToolRouter({ apiKey: key, fetch });
    api.use({
      onRequest({ request }) {
        expect(request).toBeInstanceOf(Request);
        expect(request.headers.get("x-api-key")).toBeNull();
        request.headers.set("x-mine", "1");
        return request;
      },
      onResponse({ response }) {
        expect(response).toBeInstanceOf(Response);
      },
    });
    const params = { path: { tool_slug: "A_TOOL" } };
    const missing = await api.GET("/tools/{tool_slug}", { params });
    expect(missing.response.status).toBe(404);
    expect(missing.error).toMatchObject({ error: { code: 2401 } });
    const found = await api.GET("/tools/{tool_slug}", { params });
    expect(found.data?.slug).toBe("A_TOOL");
    expect(seen[0]!.headers.get("x-mine")).toBe("1");
    expect(seen[0]!.headers.get("x-api-key")).toBe(key);
  });

  test("does not run that middleware for other calls", async () => {
    const { fetch } = stubFetch(json({ slug: "A_TOOL" }));
    const router = createToolRouter({ apiKey: key, fetch });
    const seen: string[] = [];
    router.api.use({ onRequest: ({ schemaPath }) => void seen.push(schemaPath) });
    await router.tools.get("A_TOOL");
    expect(seen).toEqual([]);
    await router.api.GET("/tools/{tool_slug}", { params: { path: { tool_slug: "A_TOOL" } } });
    expect(seen).toEqual(["/tools/{tool_slug}"]);
  });

  test("sends a body, joins lists with commas, and sends the credential to its origin only", async () => {
    const { fetch, seen } = stubFetch(json({}));
    const { api } = createToolRouter({ apiKey: key, fetch, headers: { "x-gateway": "g" } });
    await api.POST("/tool_router/session", { body: { user_id: "user_1" } });
    await api.GET("/tools", { params: { query: { tool_slugs: ["A_ONE", "A_TWO"] } } });
    await api.GET("/tools", { baseUrl: "https://elsewhere.example", headers: { "x-api-key": "smuggled" } });
    expect(seen[0]!.body).toBe('{"user_id":"user_1"}');
    expect(seen[1]!.url).toMatch(/\/tools\?tool_slugs=A_ONE,A_TWO$/);
    expect(seen[2]!.headers.get("x-api-key")).toBeNull();
    expect(seen[2]!.headers.get("x-gateway")).toBeNull();
  });

  test("sends a body in runtimes without Request.body, such as Firefox", async () => {
    class Bodiless extends Request {
      override get body(): null {
        return null;
      }
    }
    const { fetch, seen } = stubFetch(json({}));
    const { api } = createToolRouter({ apiKey: key, fetch });
    await api.POST("/tool_router/session", { body: { user_id: "user_1" }, Request: Bodiless });
    expect(seen[0]!.body).toBe('{"user_id":"user_1"}');
  });

  test.each([
    ["a gateway's page", "<html><h1>Sign in</h1></html>"],
    ["half an answer", '{"items":[{"slug":'],
  ])("rejects %s with status 200 with an APIError", async (_, body) => {
    const { fetch } = stubFetch(() => new Response(body, { headers: { "content-type": "text/html" } }));
    const { api } = createToolRouter({ apiKey: key, fetch });
    await expect(api.GET("/tools")).rejects.toMatchObject({
      kind: "APIError",
      status: 200,
      message: expect.stringContaining(
        `GET /api/v3/tools answered 200, but its body is not JSON: ${JSON.stringify(body)}`,
      ),
    });
  });

  test("supports a response without a body, and an abort's reason", async () => {
    const { fetch } = stubFetch(() => new Response(null, { status: 204 }));
    const { api } = createToolRouter({ apiKey: key, fetch });
    expect((await api.GET("/tools")).response.status).toBe(204);
    const reason = new Error("enough");
    await expect(api.GET("/tools", { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});
