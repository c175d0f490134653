import { describe, expect, test } from "vitest";
import { testRouter, weather } from "../testing/test-router.ts";

describe("credentials", () => {
  const router = testRouter({ userApiKey: "uak_test" });
  const status = async (headers: Record<string, string>): Promise<unknown> => {
    const response = await router.fetch(`${router.baseUrl}/api/v3/toolkits`, { headers });
    const body = (await response.json()) as { error?: { code: number; slug: string } };
    return [response.status, body.error?.code];
  };

  test.each([
    ["none", {}, [401, 906]],
    ["a wrong project key", { "x-api-key": "ak_wrong" }, [401, 801]],
    ["a wrong user key", { "x-user-api-key": "uak_wrong" }, [401, 2113]],
    ["two at once", { "x-api-key": router.apiKey, "x-user-api-key": "uak_test" }, [401, 902]],
    ["a user key as a project key", { "x-api-key": "uak_test" }, [401, 801]],
    ["a bearer token", { authorization: `Bearer ${router.apiKey}` }, [401, 906]],
    ["the project key", { "x-api-key": router.apiKey }, [200, undefined]],
    ["the user key", { "x-user-api-key": "uak_test" }, [200, undefined]],
  ])("%s", async (_, headers, expected) => {
    expect(await status(headers)).toEqual(expected);
  });

  test("never repeats a key", async () => {
    const response = await router.fetch(`${router.baseUrl}/api/v3/toolkits`, {
      headers: { "x-api-key": "uak_very_private" },
    });
    expect(await response.text()).not.toContain("very_private");
  });

  test("refuses every user key by default", async () => {
    const plain = testRouter();
    const response = await plain.fetch(`${plain.baseUrl}/api/v3/toolkits`, {
      headers: { "x-user-api-key": "undefined" },
    });
    expect(response.status).toBe(401);
  });

  test("are checked first", async () => {
    for (const path of ["/nothing", "/tool_router/session/bad", "/tool_router/session/trs_unknown"]) {
      const { status: code } = await router.request("GET", path, undefined, { "x-api-key": "wrong" });
      expect(code).toBe(401);
    }
  });
});

describe("an unknown path", () => {
  const router = testRouter();
  const notFound = async (path: string): Promise<unknown[]> => {
    const { status, body } = await router.request("GET", path);
    return [status, body.error.message, body.error.suggested_fix];
  };

  test("suggests the nearest path below the API", async () => {
    expect(await notFound("/tool_router/sesion/trs_1/toolkits")).toEqual([
      404,
      "The API has no path /tool_router/sesion/trs_1/toolkits below /api/v3",
      "Did you mean /api/v3/tool_router/session/trs_1/toolkits?",
    ]);
    expect(await notFound("/nothing/like/it")).toEqual([
      404,
      "The API has no path /nothing/like/it below /api/v3",
      "Check the path against the API document",
    ]);
  });

  test("names the API's prefixes elsewhere", async () => {
    expect(await notFound("/../../tool_router/session")).toEqual([
      404,
      "No route for GET /tool_router/session",
      "The API is below /api/v3 and /api/v3.1",
    ]);
  });
});

describe("the order of checks", () => {
  const router = testRouter();

  test("checks the format of a session id, then the session, then the body", async () => {
    const execute = (id: string, body: unknown) => router.request("POST", `/tool_router/session/${id}/execute`, body);
    const { session_id: id } = await router.session();
    expect((await execute("nope", "{")).body.error).toMatchObject({
      status: 400,
      code: 10400,
      errors: ['path.session_id: must match pattern "^trs_"'],
    });
    expect((await execute("trs_unknown", "{")).body.error).toMatchObject({ status: 404, code: 4303 });
    expect((await execute(id, "{")).body.error).toMatchObject({ status: 400, code: 10400 });
    expect((await execute(id, {})).body.error).toMatchObject({
      status: 400,
      errors: ["payload.tool_slug: is required"],
    });
    expect((await execute(id, { tool_slug: "NOPE" })).body.error).toMatchObject({ status: 400, code: 4301 });
  });
});

describe("bodies", () => {
  const router = testRouter();
  const create = (body: unknown) => router.request("POST", "/tool_router/session", body);

  test.each([
    ["not JSON", "{", [expect.stringMatching(/^payload: cannot be parsed: Expected property name/)]],
    [
      "a value with several allowed types",
      { user_id: "u", preload: { tools: 3 } },
      ['payload.preload.tools: must be array, or must be string, or must be "all"'],
    ],
    ["empty", "", ["payload: is required"]],
    ["null", "null", ["payload: must be object"]],
    ["a list", "[]", ["payload: must be object"]],
    ["without user", {}, ["payload.user_id: is required"]],
    ["an empty user", { user_id: "" }, ["payload.user_id: must NOT have fewer than 1 characters"]],
    ["an unknown key", { user_id: "u", nope: 1 }, ["payload.nope: is unknown"]],
    ["a list of toolkits", { user_id: "u", toolkits: ["github"] }, ["payload.toolkits: must be object"]],
    [
      "the echo's spelling",
      { user_id: "u", toolkits: { enabled: [] } },
      [
        "payload.toolkits.enable: is required, or payload.toolkits.enabled: is unknown, or payload.toolkits.disable: is required, or payload.toolkits.require_approval: is required",
      ],
    ],
    [
      "both lists",
      { user_id: "u", toolkits: { enable: [], disable: [] } },
      [
        "payload.toolkits.disable: is unknown, or payload.toolkits.enable: is unknown, or payload.toolkits.require_approval: is required",
      ],
    ],
    [
      "an unknown tag",
      { user_id: "u", tags: ["niceHint"] },
      [expect.stringContaining("payload.tags[0]: must be one of")],
    ],
    [
      "an invalid URL",
      { user_id: "u", manage_connections: { callback_url: "nope" } },
      [expect.stringContaining("payload.manage_connections.callback_url")],
    ],
  ])("refuses %s", async (_, body, errors) => {
    const { status, body: answer } = await create(body);
    expect(status).toBe(400);
    expect(answer.error).toMatchObject({ code: 10400, slug: "HTTP_BadRequest", errors });
  });

  test.each([
    ["application/json; charset=utf-8", 201],
    ["Application/JSON", 201],
    ["application/vnd.api+json", 201],
    ["text/plain;charset=UTF-8", 201],
    ["application/x-www-form-urlencoded", 400],
    ["multipart/form-data; boundary=x", 400],
    ["application/xml", 400],
    ["application/jsonp", 400],
    ["application/octet-stream", 400],
    ["x", 400],
  ])("returns by content type %s: %i", async (type, status) => {
    const answer = await router.request("POST", "/tool_router/session", { user_id: "u" }, { "content-type": type });
    expect(answer.status).toBe(status);
    expect(answer.body.error?.errors).toEqual(status === 201 ? undefined : [`payload: has the content type ${type}`]);
  });

  test("accepts an absent optional body of any content type", async () => {
    const { session_id: id } = await router.session();
    const path = `/tool_router/session/${id}/attach`;
    expect((await router.request("POST", path, "", { "content-type": "application/xml" })).status).toBe(200);
  });

  test("refuses a body that is too large, with or without a length", async () => {
    const small = testRouter({ maxRequestBytes: 1000 });
    const body = JSON.stringify({ user_id: "u".repeat(1000) });
    expect((await small.request("POST", "/tool_router/session", body)).body.error).toMatchObject({
      status: 413,
      slug: "HTTP_PayloadTooLarge",
    });
    const stream = new ReadableStream({
      start(controller) {
        for (const part of body.match(/.{1,100}/g) ?? []) controller.enqueue(new TextEncoder().encode(part));
        controller.close();
      },
    });
    const streamed = await small.fetch(`${small.baseUrl}/api/v3/tool_router/session`, {
      method: "POST",
      headers: { "x-api-key": small.apiKey },
      body: stream,
      duplex: "half",
    });
    expect(streamed.status).toBe(413);
    const understated = await small.fetch(`${small.baseUrl}/api/v3/tool_router/session`, {
      method: "POST",
      headers: { "x-api-key": small.apiKey, "content-length": "10", "content-type": "application/json" },
      body,
    });
    expect(understated.status).toBe(413);
  });

  test("refuses deeply nested bodies", async () => {
    const deep = `{"user_id":"u","experimental":{"custom_tools":${"[".repeat(200_000)}${"]".repeat(200_000)}}}`;
    expect((await create(deep)).status).toBe(400);
  });
});

describe("routes", () => {
  const router = testRouter();

  test("serves both versions", async () => {
    const { session_id: id } = await router.session();
    for (const version of ["v3", "v3.1"]) {
      const response = await router.fetch(`${router.baseUrl}/api/${version}/tool_router/session/${id}`, {
        headers: { "x-api-key": router.apiKey },
      });
      expect(await response.json()).toMatchObject({ session_id: id });
    }
  });

  test("accepts any origin and uses it in URLs", async () => {
    const response = await router.fetch("https://backend.example.com/api/v3/tool_router/session", {
      method: "POST",
      headers: { "x-api-key": router.apiKey },
      body: '{"user_id":"u"}',
    });
    expect(await response.json()).toMatchObject({
      mcp: { url: expect.stringMatching(/^https:\/\/backend\.example\.com\/tool_router\/trs_\w+\/mcp$/) },
    });
  });

  test("uses publicUrl in URLs", async () => {
    const { mcp } = await testRouter({ publicUrl: "https://router.example.com/" }).session();
    expect(mcp.url).toMatch(/^https:\/\/router\.example\.com\/tool_router\//);
  });

  test("answers unknown paths with the error envelope, inside and outside of the API", async () => {
    expect((await router.request("GET", "/nothing")).body.error).toMatchObject({ status: 404, slug: "HTTP_NotFound" });
    const outside = await router.fetch(`${router.baseUrl}/`);
    expect(outside.status).toBe(404);
    expect(await outside.json()).toMatchObject({ error: { suggested_fix: "The API is below /api/v3 and /api/v3.1" } });
  });

  test("refuses an unsupported method and lists the allowed ones", async () => {
    const { status, headers, body } = await router.request("PUT", "/tool_router/session/trs_x");
    expect([status, body.error.slug, headers.get("allow")]).toEqual([
      405,
      "HTTP_MethodNotAllowed",
      "GET, PATCH, DELETE",
    ]);
  });

  test("answers MCP requests with 501, after checking the key", async () => {
    const { mcp } = await router.session();
    expect((await router.fetch(mcp.url, { method: "POST" })).status).toBe(401);
    expect((await router.fetch(mcp.url, { method: "POST", headers: { "x-api-key": router.apiKey } })).status).toBe(501);
  });

  test("handles an invalid path encoding", async () => {
    expect((await router.request("GET", "/tool_router/session/trs_%E0%A4%A")).status).toBe(404);
  });
});

describe("headers", () => {
  const router = testRouter();

  test("repeats the caller's request id, or generates one", async () => {
    expect((await router.request("GET", "/nope", undefined, { "x-request-id": "abc-1" })).body.error.request_id).toBe(
      "abc-1",
    );
    expect((await router.request("GET", "/nope")).body.error.request_id).toMatch(/^req_/);
    expect(
      (await router.request("GET", "/nope", undefined, { "x-request-id": "x".repeat(300) })).body.error.request_id,
    ).toMatch(/^req_/);
  });
});

test("does not reveal internal errors", async () => {
  const router = testRouter({
    toolkits: [weather()],
    ids: (prefix) => {
      if (prefix === "trs") throw new Error("secret detail");
      return `${prefix}_1`;
    },
  });
  const { status, body } = await router.request("POST", "/tool_router/session", { user_id: "u" });
  expect(status).toBe(500);
  expect(body).toEqual({
    error: {
      message: "The router failed",
      code: 4340,
      slug: "ToolRouterV2_InternalServerError",
      status: 500,
      request_id: "req_1",
    },
  });
});
