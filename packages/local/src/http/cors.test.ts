import { describe, expect, test } from "vitest";
import { createLocalRouter } from "../router.ts";
import { github } from "../testing/test-router.ts";
import type { CORSOrigins } from "./cors.ts";

const path = "/api/v3/toolkits";

const open = (cors?: CORSOrigins) => {
  const router = createLocalRouter({ toolkits: [github()], cors });
  const send = (method: string, headers: Record<string, string>, at = path): Promise<Response> =>
    router.fetch(router.baseUrl + at, { method, headers });
  const preflight = (origin: string): Promise<Response> =>
    send("OPTIONS", {
      origin,
      "access-control-request-method": "PATCH",
      "access-control-request-headers": "x-api-key,content-type",
    });
  return { router, send, preflight };
};

describe("CORS", () => {
  test("is off by default", async () => {
    const { router, send, preflight } = open();
    expect((await preflight("http://localhost:5173")).status).toBe(401);
    const answer = await send("GET", { origin: "http://localhost:5173", "x-api-key": router.apiKey });
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([200, null]);
  });

  test("answers a preflight request without a key", async () => {
    const answer = await open("loopback").preflight("http://localhost:5173");
    expect(answer.status).toBe(204);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "access-control-allow-origin": "http://localhost:5173",
      "access-control-allow-methods": "GET,POST,PATCH,PUT,DELETE",
      "access-control-allow-headers": "x-api-key,content-type",
      vary: expect.stringContaining("Origin"),
    });
    expect(answer.headers.has("access-control-allow-credentials")).toBe(false);
  });

  test("exposes responses and refusals with their headers", async () => {
    const { router, send } = open("loopback");
    const origin = "http://127.0.0.1:3000";
    for (const [key, status] of [
      [router.apiKey, 200],
      ["wrong", 401],
    ] as const) {
      const answer = await send("GET", { origin, "x-api-key": key });
      expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([status, origin]);
      expect(answer.headers.get("access-control-expose-headers")).toContain("x-request-id");
    }
  });

  test.each<[CORSOrigins, string, boolean]>([
    ["loopback", "http://localhost:1", true],
    ["loopback", "https://app.localhost", true],
    ["loopback", "http://[::1]:8080", true],
    ["loopback", "https://localhost.example.com", false],
    ["loopback", "https://example.com", false],
    ["loopback", "null", false],
    [["https://app.example.com"], "https://app.example.com", true],
    [["https://app.example.com"], "http://localhost:1", false],
    [["*"], "https://example.com", true],
    [[], "http://localhost:1", false],
  ])("with %j, lets %s read responses: %s", async (cors, origin, isAllowed) => {
    const { preflight } = open(cors);
    expect((await preflight(origin)).headers.get("access-control-allow-origin")).toBe(isAllowed ? origin : null);
  });

  test("does not expose link pages to other origins", async () => {
    const answer = await open(["*"]).send("GET", { origin: "https://example.com" }, "/link/lt_1");
    expect(answer.headers.has("access-control-allow-origin")).toBe(false);
  });

  test.each([true, "localhost", ["localhost:3000"], ["https://app.example.com/path"], [1]])("rejects %j", (cors) => {
    expect(() => open(cors as never)).toThrow(
      'cors must be "loopback", or a list of origins such as ["https://app.example.com"]; ["*"] for all',
    );
  });
});
