import { inspect } from "node:util";
import { describe, expect, test, vi } from "vitest";
import {
  APIError,
  ConnectionError,
  createToolRouter,
  GoneError,
  isAPIError,
  isConnectionError,
  isLinkError,
  isTimeoutError,
  isToolRouterError,
  NotFoundError,
  PaymentRequiredError,
  RateLimitError,
  ToolRouterError,
} from "../index.ts";
import * as core from "../index.ts";
import { json, refusal, stubFetch } from "../testing/stub-fetch.ts";

const failing = async (answer: () => Response | Promise<Response>): Promise<unknown> => {
  const { fetch } = stubFetch(answer);
  const session = createToolRouter({ apiKey: "ak_secret_123", retry: false, fetch }).sessions.use("trs_1");
  return session.execute("GITHUB_CREATE_AN_ISSUE").then(
    () => expect.unreachable("the call must fail"),
    (error: unknown) => error,
  );
};

describe("an unsuccessful response", () => {
  test.each([
    [402, PaymentRequiredError, "PaymentRequiredError"],
    [410, GoneError, "GoneError"],
  ])("of %o has its own class, reports that nothing ran, and is not retried", async (status, Type, name) => {
    const { fetch, seen } = stubFetch(refusal(status, "Refused", 1));
    const { sessions, tools } = createToolRouter({ apiKey: "ak_1", retry: { maxDelay: 0 }, fetch });
    for (const call of [sessions.use("trs_1").execute("A_TOOL"), sessions.use("trs_1").tools(), tools.get("A_TOOL")]) {
      const error = await call.catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(Type);
      expect(error).toBeInstanceOf(APIError);
      expect(error).toMatchObject({ name, kind: "APIError", status, mayHaveRun: false, attempts: 1 });
    }
    expect(seen).toHaveLength(3);
  });

  test("becomes an APIError with every fact of the envelope", async () => {
    const error = await failing(
      refusal(400, "ToolRouterV2_NoActiveConnection", 4302, {
        request_id: "req_7",
        suggested_fix: "Connect github first.",
        errors: ["github: no account"],
      }),
    );
    expect(error).toBeInstanceOf(APIError);
    expect(error).toMatchObject({
      name: "BadRequestError",
      kind: "APIError",
      operation: "postToolRouterSessionBySessionIdExecute",
      method: "POST",
      path: "/api/v3/tool_router/session/trs_1/execute",
      toolSlug: "GITHUB_CREATE_AN_ISSUE",
      status: 400,
      code: 4302,
      slug: "ToolRouterV2_NoActiveConnection",
      reason: "refused by ToolRouterV2_NoActiveConnection",
      requestId: "req_7",
      suggestedFix: "Connect github first.",
      errors: ["github: no account"],
      mayHaveRun: false,
    });
    expect((error as Error).message).toBe(
      "POST /api/v3/tool_router/session/trs_1/execute answered 400 ToolRouterV2_NoActiveConnection (4302): " +
        "refused by ToolRouterV2_NoActiveConnection. github: no account. Connect github first.",
    );
  });

  test.each([
    [400, "BadRequestError"],
    [401, "AuthenticationError"],
    [403, "PermissionDeniedError"],
    [404, "NotFoundError"],
    [409, "ConflictError"],
    [413, "PayloadTooLargeError"],
    [418, "APIError"],
    [422, "BadRequestError"],
    [429, "RateLimitError"],
    [500, "ServerError"],
    [503, "ServerError"],
  ])("of status %i is a %s", async (status, name) => {
    const error = await failing(refusal(status, "Some_Slug", 1));
    expect((error as Error).name).toBe(name);
    expect(error).toBeInstanceOf(ToolRouterError);
  });

  test.each([
    { status: 400, mayHaveRun: false },
    { status: 401, mayHaveRun: false },
    { status: 403, mayHaveRun: false },
    { status: 404, mayHaveRun: false },
    { status: 405, mayHaveRun: false },
    { status: 408, mayHaveRun: true },
    { status: 409, mayHaveRun: true },
    { status: 413, mayHaveRun: true },
    { status: 422, mayHaveRun: false },
    { status: 425, mayHaveRun: false },
    { status: 429, mayHaveRun: true },
    { status: 500, mayHaveRun: true },
    { status: 502, mayHaveRun: true },
  ])("of status $status sets mayHaveRun to $mayHaveRun", async ({ status, mayHaveRun }) => {
    expect(await failing(refusal(status, "Some_Slug", 1))).toMatchObject({ status, mayHaveRun });
  });

  test("reports that the request may have been sent when the router withheld its result", async () => {
    const error = await failing(refusal(403, "ToolRouterV2_ResultWithheld", 4333));
    expect(error).toMatchObject({ name: "PermissionDeniedError", mayHaveRun: true });
  });

  test("distinguishes the limiter's 429 from a provider's", async () => {
    const limiter = json({ message: "Rate limit exceeded." }, { status: 429, headers: { "retry-after": "3" } });
    const error = await failing(limiter);
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ mayHaveRun: false, retryAfterMs: 3000 });
    expect((error as Error).message).toContain("Rate limit exceeded.");

    const envelope = { error: { message: "Slow down.", code: 1, slug: "X", status: 429 } };
    const emptied = json(envelope, { status: 429, headers: { "x-ratelimit-remaining": "0" } });
    expect(await failing(emptied)).toMatchObject({ mayHaveRun: false });
  });

  test("keeps a bounded excerpt of a body that is not JSON", async () => {
    const page = `<html>\n<h1>Bad gateway</h1>${"x".repeat(5000)}</html>`;
    const error = (await failing(() => new Response(page, { status: 502 }))) as APIError;
    expect(error).toMatchObject({ status: 502, code: undefined, slug: undefined });
    expect(error.message).toContain("<html> <h1>Bad gateway</h1>");
    expect(error.message.length).toBeLessThan(400);
  });

  test("omits facts that the router omits", async () => {
    const nothing = { suggestedFix: undefined, requestId: undefined };
    const empty = { message: "", suggested_fix: "", request_id: "" };
    expect(await failing(json({ error: empty }, { status: 400 }))).toMatchObject(nothing);
    expect(await failing(() => new Response("", { status: 500 }))).toMatchObject(nothing);
  });

  test.each([
    [401, 902, "More than one credential was sent", "Check the key, and which headers a hook or a proxy adds."],
    [400, 4324, "The session does not allow the toolkit gmail", "Allow it in the session's `toolkits`."],
    [400, 4325, "The session does not allow GMAIL_SEND_EMAIL", "Allow it in the session's `tools` and `tags`."],
  ])("states the problem once, then the fix, after a %i with code %i", async (status, code, message, fix) => {
    expect(await failing(refusal(status, "A_SLUG", code, { message }))).toMatchObject({
      message: expect.stringMatching(new RegExp(`: ${message}\\. ${fix}$`)),
    });
  });

  test("suggests an account only if the router lists accounts", async () => {
    const fix = "Name one of the accounts as `account`.";
    expect(await failing(refusal(400, "V2_BadRequest", 4300, { errors: ["ca_1 (work)"] }))).toMatchObject({
      message: expect.stringContaining(fix),
    });
    expect(await failing(refusal(400, "V2_BadRequest", 4300))).toMatchObject({
      message: expect.not.stringContaining(fix),
    });
  });

  test("accepts a code named like an object's member, and a huge page of URLs", async () => {
    const named = (await failing(json({ error: { message: "no", code: "constructor" } }, { status: 400 }))) as Error;
    expect(named.message).toMatch(/ answered 400: no\.$/);
    // Longer than a test may take, if it took the square of the length.
    expect(await failing(() => new Response("://".repeat(100_000), { status: 500 }))).toMatchObject({ status: 500 });
  });

  test("ignores envelope fields of wrong types", async () => {
    const error = await failing(
      json(
        { error: { message: 5, code: "x", slug: null, status: "400", errors: [{ field: "a" }, 7] } },
        { status: 400 },
      ),
    );
    expect(error).toMatchObject({ code: undefined, slug: undefined, errors: ['{"field":"a"}', "7"] });
  });

  test("reads every form of Retry-After", async () => {
    vi.useFakeTimers({ now: new Date("2026-01-01T00:00:00Z") });
    const wait = async (headers: Record<string, string>): Promise<number | undefined> =>
      ((await failing(json({}, { status: 503, headers }))) as APIError).retryAfterMs;
    expect(await wait({ "retry-after-ms": "250", "retry-after": "9" })).toBe(250);
    expect(await wait({ "retry-after": "2" })).toBe(2000);
    expect(await wait({ "retry-after": "Thu, 01 Jan 2026 00:00:05 GMT" })).toBe(5000);
    expect(await wait({ "retry-after": "0" })).toBe(0);
    expect(await wait({ "retry-after-ms": "", "retry-after": "2" })).toBe(2000);
    vi.useRealTimers();
  });

  test.each<Record<string, string>>([
    { "retry-after-ms": "" },
    { "retry-after-ms": " \t" },
    { "retry-after-ms": "\u00a0" },
    { "retry-after-ms": "-1" },
    { "retry-after-ms": "soon" },
    { "retry-after": "" },
    { "retry-after": "  " },
    { "retry-after": "\u00a0" },
    { "retry-after": "soon" },
    // Date.parse reads a date in the past out of each of these.
    { "retry-after": "-5" },
    { "retry-after": "5, 5" },
    { "retry-after": "in 5" },
    { "retry-after": "Mon, 01 Jan 2001 00:00:00 GMT" },
  ])("ignores a Retry-After without a delay: %o", async (headers) => {
    expect(await failing(json({}, { status: 503, headers }))).toMatchObject({ retryAfterMs: undefined });
  });
});

type ErrorClass = typeof ToolRouterError;
const classes = Object.entries(core).filter((entry): entry is [string, ErrorClass] => /^[A-Z]\w*Error$/.test(entry[0]));

describe.each(classes)("a %s", (name, Class) => {
  const error = new Class("no", {}, { cause: new TypeError("why") });
  const copy = JSON.parse(JSON.stringify(error)) as { kind: string };

  test("is an instance of its own class and its base classes only", () => {
    expect(error.name).toBe(name);
    for (const [, Other] of classes) {
      const isMadeOf = Class === Other || Object.prototype.isPrototypeOf.call(Other, Class);
      expect([Other.name, error instanceof Other]).toEqual([Other.name, isMadeOf]);
    }
  });

  test("is accepted by its own guard only, also as JSON with its cause", () => {
    expect(copy).toMatchObject({ name, message: "no", cause: { name: "TypeError", message: "why" } });
    const guards = { isAPIError, isConnectionError, isTimeoutError, isHookError: core.isHookError, isLinkError };
    for (const [guard, knows] of Object.entries(guards))
      expect([guard, knows(copy)]).toEqual([guard, guard === `is${copy.kind}`]);
    expect(isToolRouterError(copy)).toBe(true);
    for (const kind of [`My${copy.kind}`, `${copy.kind}s`]) expect(isToolRouterError({ ...copy, kind })).toBe(false);
  });
});

test("suggests a fix for a known code when the router suggests none", async () => {
  for (const code of [902, 4301, 4302, 4324, 4325]) {
    const error = (await failing(refusal(400, "X", code))) as APIError;
    expect(error.message).toMatch(/refused by X\. \S.{20,}\.$/);
  }
});

describe("the guards", () => {
  test("accept the JSON of an error, with all its facts", async () => {
    const error = await failing(refusal(404, "ToolRouterV2_SessionNotFound", 4303));
    const copy: unknown = JSON.parse(JSON.stringify(error));
    expect(isAPIError(copy) && copy.status).toBe(404);
    expect(isToolRouterError(copy)).toBe(true);
    expect(isConnectionError(copy) || isTimeoutError(copy)).toBe(false);
    expect(copy).toMatchObject({ name: "NotFoundError", slug: "ToolRouterV2_SessionNotFound", mayHaveRun: false });
  });

  test("accept the JSON of a lost connection", async () => {
    const lost = await failing(() => Promise.reject(new TypeError("fetch failed")));
    for (const error of [lost, JSON.parse(JSON.stringify(lost)) as unknown]) {
      expect(isConnectionError(error) && error.mayHaveRun).toBe(true);
      expect([isToolRouterError(error), isTimeoutError(error), isAPIError(error)]).toEqual([true, false, false]);
    }
  });

  test.each([null, undefined, 5, "APIError", {}, new Error("x"), { kind: "APIError" }])("reject %o", (value) => {
    expect(isToolRouterError(value)).toBe(false);
    expect(value).not.toBeInstanceOf(ToolRouterError);
  });

  test("and instanceof accept errors of another copy of this package", async () => {
    const error = await failing(refusal(404, "X", 1));
    vi.resetModules();
    const other = await import("../index.ts");
    expect(other.NotFoundError).not.toBe(NotFoundError);
    expect(error).toBeInstanceOf(other.NotFoundError);
    expect(error).toBeInstanceOf(other.APIError);
    expect(error).not.toBeInstanceOf(other.ServerError);
    expect(other.isAPIError(error)).toBe(true);
  });

  test("leave derived classes to the caller", async () => {
    class Own extends ConnectionError {}
    expect(await failing(() => Promise.reject(new TypeError("fetch failed")))).not.toBeInstanceOf(Own);
  });
});

test("redacts the key in a cause, and keeps its other facts", async () => {
  const cause = Object.assign(new TypeError("no way for ak_secret_123"), { code: "EWHY", errno: 7 });
  const error = (await failing(() => Promise.reject(cause))) as Error;
  expect(error.cause).toBeInstanceOf(TypeError);
  expect(error.cause).toMatchObject({ name: "TypeError", message: "no way for [redacted]", code: "EWHY", errno: 7 });
  expect((error.cause as Error).stack).toContain("errors.test");
});

test("shows the key in no error, even if the router or the network echoes it", async () => {
  const key = "ak_secret_123";
  const envelope = {
    message: `bad ${key}`,
    code: 1,
    slug: key,
    status: 401,
    suggested_fix: key,
    errors: [key],
    request_id: key,
  };
  const errors = [
    await failing(json({ error: envelope }, { status: 401 })),
    await failing(() => new Response(`<p>${key}</p>`, { status: 500 })),
    await failing(() => new Response(key)),
  ];
  for (const error of errors) {
    expect(error).toBeInstanceOf(APIError);
    expect(inspect(error) + JSON.stringify(error)).not.toContain(key);
  }
});
