import { describe, expect, it } from "vitest";
import { testRouter, weather } from "../testing/test-router.ts";

describe("credentials", () => {
  const router = testRouter({ userApiKey: "uak_test" });
  const status = async (headers: Record<string, string>): Promise<unknown> => {
    const response = await router.fetch(`${router.baseUrl}/api/v3/toolkits`, { headers });
    const body = (await response.json()) as { error?: { code: number; slug: string } };
    return [response.status, body.error?.code];
  };

  it.each([
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

  it("never repeats a key", async () => {
    const response = await router.fetch(`${router.baseUrl}/api/v3/toolkits`, {
      headers: { "x-api-key": "uak_very_private" },
    });
    expect(await response.text()).not.toContain("very_private");
  });

  it("refuses every user key unless one was chosen", async () => {
    const plain = testRouter();
    const response = await plain.fetch(`${plain.baseUrl}/api/v3/toolkits`, {
      headers: { "x-user-api-key": "undefined" },
    });
    expect(response.status).toBe(401);
  });

  it("come before everything else", async () => {
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

  it("below the API is answered with the nearest path", async () => {
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

  it("elsewhere is answered with the prefixes of the API", async () => {
    expect(await notFound("/../../tool_router/session")).toEqual([
      404,
      "Nothing answers GET /tool_router/session",
      "The API is below /api/v3 and /api/v3.1",
    ]);
  });
});

describe("the order of checks", () => {
  const router = testRouter();

  it("looks at the form of a session id first, then at the session, then at the body", async () => {
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

  it.each([
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
    ["a key that is not known", { user_id: "u", nope: 1 }, ["payload.nope: is unknown"]],
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
      "a tag that is not known",
      { user_id: "u", tags: ["niceHint"] },
      [expect.stringContaining("payload.tags[0]: must be one of")],
    ],
    [
      "an address that is none",
      { user_id: "u", manage_connections: { callback_url: "nope" } },
      [expect.stringContaining("payload.manage_connections.callback_url")],
    ],
  ])("refuses one that is %s", async (_, body, errors) => {
    const { status, body: answer } = await create(body);
    expect(status).toBe(400);
    expect(answer.error).toMatchObject({ code: 10400, slug: "HTTP_BadRequest", errors });
  });

  it.each([
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
  ])("of the type %s: %i", async (type, status) => {
    const answer = await router.request("POST", "/tool_router/session", { user_id: "u" }, { "content-type": type });
    expect(answer.status).toBe(status);
    expect(answer.body.error?.errors).toEqual(status === 201 ? undefined : [`payload: is not JSON but ${type}`]);
  });

  it("may be left out where it says nothing, whatever its type", async () => {
    const { session_id: id } = await router.session();
    const path = `/tool_router/session/${id}/attach`;
    expect((await router.request("POST", path, "", { "content-type": "application/xml" })).status).toBe(200);
  });

  it("is refused when it is too large, however it comes", async () => {
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

  it("may nest deeper than any stack", async () => {
    const deep = `{"user_id":"u","experimental":{"custom_tools":${"[".repeat(200_000)}${"]".repeat(200_000)}}}`;
    expect((await create(deep)).status).toBe(400);
  });
});

describe("routes", () => {
  const router = testRouter();

  it("answers both versions alike", async () => {
    const { session_id: id } = await router.session();
    for (const version of ["v3", "v3.1"]) {
      const response = await router.fetch(`${router.baseUrl}/api/${version}/tool_router/session/${id}`, {
        headers: { "x-api-key": router.apiKey },
      });
      expect(await response.json()).toMatchObject({ session_id: id });
    }
  });

  it("answers whatever origin it is asked for, and names that origin", async () => {
    const response = await router.fetch("https://backend.example.com/api/v3/tool_router/session", {
      method: "POST",
      headers: { "x-api-key": router.apiKey },
      body: '{"user_id":"u"}',
    });
    expect(await response.json()).toMatchObject({
      mcp: { url: expect.stringMatching(/^https:\/\/backend\.example\.com\/tool_router\/trs_\w+\/mcp$/) },
    });
  });

  it("names the public URL if there is one", async () => {
    const { mcp } = await testRouter({ publicUrl: "https://router.example.com/" }).session();
    expect(mcp.url).toMatch(/^https:\/\/router\.example\.com\/tool_router\//);
  });

  it("refuses what does not exist with the envelope, inside and outside of the API", async () => {
    expect((await router.request("GET", "/nothing")).body.error).toMatchObject({ status: 404, slug: "HTTP_NotFound" });
    const outside = await router.fetch(`${router.baseUrl}/`);
    expect(outside.status).toBe(404);
    expect(await outside.json()).toMatchObject({ error: { suggested_fix: "The API is below /api/v3 and /api/v3.1" } });
  });

  it("refuses another method and says which there are", async () => {
    const { status, headers, body } = await router.request("PUT", "/tool_router/session/trs_x");
    expect([status, body.error.slug, headers.get("allow")]).toEqual([
      405,
      "HTTP_MethodNotAllowed",
      "GET, PATCH, DELETE",
    ]);
  });

  it("speaks no MCP yet, and wants a key to say so", async () => {
    const { mcp } = await router.session();
    expect((await router.fetch(mcp.url, { method: "POST" })).status).toBe(401);
    expect((await router.fetch(mcp.url, { method: "POST", headers: { "x-api-key": router.apiKey } })).status).toBe(501);
  });

  it("survives a path that is badly encoded", async () => {
    expect((await router.request("GET", "/tool_router/session/trs_%E0%A4%A")).status).toBe(404);
  });
});

describe("headers", () => {
  const router = testRouter();

  it("repeats the caller's request id, or makes one", async () => {
    expect((await router.request("GET", "/nope", undefined, { "x-request-id": "abc-1" })).body.error.request_id).toBe(
      "abc-1",
    );
    expect((await router.request("GET", "/nope")).body.error.request_id).toMatch(/^req_/);
    expect(
      (await router.request("GET", "/nope", undefined, { "x-request-id": "x".repeat(300) })).body.error.request_id,
    ).toMatch(/^req_/);
  });
});

it("says nothing about what went wrong inside", async () => {
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
