import { inspect } from "node:util";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createToolRouter, type Fetch, type Hooks, type SessionHandle, type ToolRouter } from "../index.ts";

vi.setConfig({ testTimeout: 30_000 });

/** Everything that a log, a debugger or an error tracker may show of a value. */
function shown(value: unknown, depth = 0): string {
  const texts = [inspect(value, { depth: 10, showHidden: true }), String(value), asJSON(value)];
  if (typeof value === "object" && value !== null) {
    const { message, stack, cause, errors } = value as Record<string, unknown>;
    texts.push(String(message), String(stack));
    for (const inner of [cause, errors].flat())
      if (inner !== undefined && depth < 5) texts.push(shown(inner, depth + 1));
  }
  return texts.join("\n");
}

function asJSON(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    // What fetch rejected with may have a circle; an error of ours has none.
    expect(value).not.toHaveProperty("kind");
    return "";
  }
}

/** A part of a key is a secret, too. */
const part = 8;

/** The first place where a part of the secret is in the text, with what is around it. */
function leak(secret: string, text: string): string | undefined {
  const searched = text.toLowerCase();
  for (let start = 0; start + part <= secret.length; start++) {
    const at = searched.indexOf(secret.slice(start, start + part).toLowerCase());
    if (at >= 0) return text.slice(Math.max(0, at - 60), at + 60);
  }
  return undefined;
}

type Answers = Fetch | (() => Response);
type Call = (session: SessionHandle, router: ToolRouter) => Promise<unknown>;

const execute: Call = (session) => session.execute("A_TOOL", { text: "x" });
const list: Call = (session) => session.tools();
/** One of each kind: a write, a read, a batch, pages, a link, files. */
const everyCall: readonly Call[] = [
  execute,
  list,
  (session) => session.search("send a letter"),
  (session) => session.executeMany([{ tool: "A_TOOL" }, { tool: "B_TOOL" }]),
  (session) => session.update({ toolkits: ["a"] }),
  (session) => session.delete(),
  (session) => session.link("a"),
  (session) => session.files.upload("a.txt", "text"),
  (session) => session.files.download("a.txt"),
  (_, router) => router.sessions.create("user_1"),
  (_, router) => router.connectedAccounts.get("ca_1"),
  async (_, router) => {
    const listed = router.tools.list();
    for await (const tool of listed) void tool;
  },
];

/** Makes the calls, and gives what they reject with; of a batch, its result. */
async function outcomes(
  key: string,
  answers: Answers,
  calls: readonly Call[] = everyCall,
  options: { hooks?: Hooks } = {},
): Promise<unknown[]> {
  const results: unknown[] = [];
  const credential = key.startsWith("u") ? { userApiKey: key } : { apiKey: key };
  const fetch: Fetch = async (url, init) => (answers as Fetch)(url, init);
  const router = createToolRouter({ ...credential, fetch, retry: { maxDelay: 0, attempts: 2 }, ...options });
  for (const call of calls) {
    const result = await call(router.sessions.use("trs_1"), router).then(
      (value) => (Array.isArray(value) ? value : expect.unreachable("the call must fail")),
      (error: unknown) => error,
    );
    results.push(result);
  }
  return results;
}

const json = (body: unknown, init?: ResponseInit) => () => Response.json(body, init);
const body = (text: string, init?: ResponseInit) => () => new Response(text, init);
const keyHeaders = (key: string) => ({ "x-api-key": key, authorization: `Bearer ${key}` });

function cyclic<T extends object>(value: T): T {
  return Object.assign(value, { self: value });
}

/** The ways in which a key may come back to where it came from. */
const echoes: Readonly<Record<string, (key: string, around: string) => Promise<unknown[]>>> = {
  "in every field of the envelope": (key, around) => {
    const text = `${around}${key}${around}`;
    const error = { message: text, code: 1, slug: text, status: 400, request_id: text, suggested_fix: text };
    const errors = [text, { field: text, nested: [{ key }] }, [key]];
    return outcomes(key, json({ error: { ...error, errors } }, { status: 400 }));
  },
  "in an envelope of wrong types": (key) =>
    outcomes(key, json({ error: { message: { key }, slug: [key], code: key, errors: key } }, { status: 401 })),
  "outside of an envelope": async (key, around) => [
    ...(await outcomes(key, json({ message: `${around}${key}` }, { status: 429 }))),
    ...(await outcomes(key, json({ detail: `${around}${key}`, request: keyHeaders(key) }, { status: 500 }))),
    ...(await outcomes(key, json({ error: `${around}${key}` }, { status: 403 }))),
    ...(await outcomes(key, json(key, { status: 400 }))),
  ],
  "in HTML": async (key, around) => {
    const page = `<html>${around}<p>x-api-key: ${key}</p>${around}</html>`;
    const type = { "content-type": "text/html" };
    return [
      ...(await outcomes(key, body(page, { status: 502, headers: type }))),
      ...(await outcomes(key, body(page, { headers: type }))),
    ];
  },
  "as a success that is not JSON": async (key, around) => [
    ...(await outcomes(key, body(key))),
    ...(await outcomes(key, body(`${around}${key}`))),
    ...(await outcomes(key, body(`{"data":{"key":"${around}${key}`))),
    ...(await outcomes(key, body(`{"data":${key}}`))),
    ...(await outcomes(key, body(`{"data":"" ${key}}`))),
    ...(await outcomes(key, body(JSON.stringify(key)))),
  ],
  "in the headers of an answer": async (key) => {
    const headers = { "x-request-id": key, "retry-after": key, server: key, "www-authenticate": `Bearer ${key}` };
    return [
      ...(await outcomes(key, body("", { headers }))),
      ...(await outcomes(key, body("no", { headers }))),
      ...(await outcomes(key, json({}, { status: 503, headers }))),
      ...(await outcomes(key, body("", { status: 302, headers }))),
      ...(await outcomes(key, body("", { headers: { ...headers, "content-length": "99999999999" } }))),
    ];
  },
  "in the text of a status": (key) => outcomes(key, body("", { status: 500, statusText: key })),
  "in the address of a redirect": async (key) => {
    const locations = [
      // A host is in lower case.
      `https://${key}.evil.example/`,
      `https://evil.example/${key}?key=${key}#${key}`,
      `https://${key}:${key}@evil.example/`,
      `https://[${key}`,
      `${key}://evil`,
      `/${key}`,
    ];
    const results: unknown[] = [];
    for (const location of locations) {
      // A loop within the origin ends, too.
      results.push(...(await outcomes(key, body("", { status: 307, headers: { location } }))));
    }
    return results;
  },
  "in what fetch rejects with": async (key, around) => {
    const text = `${around}${key}${around}`;
    const reasons: unknown[] = [
      new TypeError(`Headers.append: "${text}" is an invalid header value.`),
      new TypeError("fetch failed", { cause: new Error(text, { cause: new Error(key) }) }),
      new AggregateError([new Error(key), new Error("x", { cause: key })], key),
      new AggregateError([...Array.from({ length: 20 }, () => new Error("lost")), new Error(key)]),
      Object.assign(new Error("Request failed"), { config: { headers: keyHeaders(key) }, request: { key } }),
      Object.assign(new Error("Request failed"), { cause: { headers: new Headers(keyHeaders(key)) } }),
      Object.assign(new Error("lost"), { name: key, code: key }),
      // What clients that wrap fetch put at their errors.
      Object.assign(new Error("lost"), { request: new Request("https://a.example", { headers: keyHeaders(key) }) }),
      Object.assign(new Error("lost"), { options: { init: { headers: new Headers(keyHeaders(key)) } } }),
      Object.assign(new Error("lost"), { config: cyclic({ headers: keyHeaders(key) }) }),
      Object.assign(new Error("lost"), { inner: { error: new Error(key) }, sent: new Map([["x-api-key", key]]) }),
      Object.assign(new Error("lost"), { [Symbol("sent")]: keyHeaders(key), bytes: new TextEncoder().encode(key) }),
      Object.defineProperty(new Error("lost"), "hidden", { value: keyHeaders(key) }),
      text,
      { headers: keyHeaders(key) },
    ];
    const results: unknown[] = [];
    for (const reason of reasons) results.push(...(await outcomes(key, () => Promise.reject(reason))));
    return results;
  },
  "in what the body of an answer rejects with": (key) =>
    outcomes(key, () => {
      const broken = new ReadableStream({
        start: (controller) => controller.error(new TypeError(`terminated ${key}`)),
      });
      return new Response(broken);
    }),
  "in what a hook throws": async (key, around) => {
    const error = new Error(`${around}${key}`, { cause: new Error(key) });
    const results: unknown[] = [];
    for (const name of ["onRequest", "onResponse", "beforeExecute", "afterExecute"] as const) {
      const hooks: Hooks = { [name]: () => Promise.reject(error) };
      results.push(...(await outcomes(key, json({ data: {}, error: null, log_id: "" }), [execute], { hooks })));
    }
    return results;
  },
  "in what a hook sees": async (key) => {
    const seen: string[] = [];
    const keep = (state: { headers: Headers }): void => {
      seen.push(shown(state), shown([...state.headers]));
    };
    const hooks: Hooks = { onRequest: keep, onResponse: keep };
    await outcomes(key, json({}, { status: 503 }), everyCall, { hooks });
    return seen;
  },
  "in how a connection stands": async (key, around) => {
    const reason = `${around}${key}`;
    const results: unknown[] = [];
    for (const status of ["FAILED", "EXPIRED", "REVOKED", key]) {
      const answers: Fetch = (url) =>
        Promise.resolve(
          Response.json(
            url.endsWith("/link")
              ? { redirect_url: "https://connect.example", connected_account_id: "ca_1" }
              : { id: "ca_1", status, status_reason: reason },
          ),
        );
      const connect: Call = async (session) => (await session.link("a")).wait({ timeout: 1 });
      results.push(...(await outcomes(key, answers, [connect])));
    }
    return results;
  },
  "from a file store": async (key) => {
    const store = "https://store.example/1";
    const results: unknown[] = [];
    const atStore: Answers[] = [
      body(key, { status: 403, headers: { "x-request-id": key } }),
      () => Promise.reject(new TypeError(`fetch failed: ${key}`, { cause: new Error(key) })),
    ];
    for (const answer of atStore) {
      const answers: Fetch = async (url, init) =>
        url === store
          ? (answer as Fetch)(url, init)
          : Response.json({
              upload_url: store,
              download_url: store,
              mount_relative_path: "a",
              sandbox_mount_prefix: "",
            });
      results.push(
        ...(await outcomes(key, answers, [
          (session) => session.files.upload("a.txt", "text"),
          (session) => session.files.download("a.txt"),
        ])),
      );
    }
    return results;
  },
  "as an id, by mistake": async (key) => {
    const refuse = json({ error: { message: "no", code: 1, slug: "No", status: 400 } }, { status: 400 });
    return [
      ...(await outcomes(key, refuse, [
        (_, router) => router.sessions.get(key),
        (_, router) => router.connectedAccounts.get(key),
        (_, router) => router.tools.get(key),
        async (_, router) => router.sessions.use(key).execute(key),
      ])),
    ];
  },
};

const characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-".split("");
/** Long enough that no part of it is an ordinary word. */
const keys = fc
  .tuple(
    fc.constantFrom("ak_", "uak_", ""),
    fc.array(fc.constantFrom(...characters), { minLength: 18, maxLength: 40 }),
    // A name of a host begins and ends with one of these.
    fc.constantFrom("k7", "Zq"),
  )
  .map(([prefix, secret, end]) => `${prefix}${end}${secret.join("")}${end}`);
/** Moves the key about, also across the end of what is quoted of a body. */
const surroundings = fc.oneof(
  fc.nat({ max: 220 }).map((length) => "~ ".repeat(length)),
  fc.constantFrom("", '"', "'", "\\", "\n", "&quot;", "é", "\u2028", "$&"),
);

beforeEach(() => {
  vi.stubEnv("COMPOSIO_API_KEY", undefined);
  vi.stubEnv("COMPOSIO_USER_API_KEY", undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("an echoed key", () => {
  test.each(Object.entries(echoes))("%s appears in no error, and nothing is logged", async (_, echo) => {
    const logs = (["log", "info", "warn", "error", "debug"] as const).map((level) => vi.spyOn(console, level));
    await fc.assert(
      fc.asyncProperty(keys, surroundings, async (key, around) => {
        const results = await echo(key, around);
        expect(results.length).toBeGreaterThan(0);
        expect(new Set(results.flatMap((result) => leak(key, shown(result)) ?? []))).toEqual(new Set());
      }),
      { numRuns: 10 },
    );
    for (const log of logs) expect(log).not.toHaveBeenCalled();
  });
});

describe("a key", () => {
  test("is hidden in routers, sessions and their members", async () => {
    await fc.assert(
      fc.asyncProperty(keys, async (key) => {
        const raw = {
          session_id: "trs_1",
          mcp: { type: "http", url: "https://backend.composio.dev/mcp" },
          tool_router_tools: [],
          config: { user_id: "user_1" },
        };
        const fetch: Fetch = () => Promise.resolve(Response.json(raw));
        for (const credential of [{ apiKey: key }, { userApiKey: key, orgId: "o", projectId: "p" }]) {
          const router = createToolRouter({ ...credential, fetch });
          const session = await router.sessions.create("user_1");
          expect(Object.values(session.mcp.headers())).toEqual([key]);
          const link = router.sessions.use("trs_1");
          for (const value of [router, router.api, router.sessions, session, session.mcp, session.files, link]) {
            expect(leak(key, shown(value))).toBeUndefined();
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  test("is hidden in errors about invalid options", () => {
    fc.assert(
      fc.property(keys, (key) => {
        const refused: (() => unknown)[] = [
          () => createToolRouter({ apiKey: `${key}\n` }),
          () => createToolRouter({ userApiKey: ` ${key}` }),
          () => createToolRouter({ apiKey: key, userApiKey: key }),
          () => createToolRouter({ apiKey: key, headers: { "X-API-Key": key } }),
          () => createToolRouter({ apiKey: key, baseUrl: `https://user:${key}@router.example` }),
          () => createToolRouter({ apiKey: key, baseUrl: `https://router.example?key=${key}` }),
          () => createToolRouter({ apiKey: key, baseUrl: key }),
          () => createToolRouter({ apiKey: key, baseUrl: `http://router.example/${key}` }),
          () => createToolRouter({ apiKey: key, timeout: 0 }),
          () => createToolRouter({ apiKey: key, orgId: key }),
        ];
        for (const create of refused) {
          let error: unknown;
          try {
            create();
          } catch (caught) {
            error = caught;
          }
          expect(error).toBeInstanceOf(Error);
          expect(leak(key, shown(error))).toBeUndefined();
        }
      }),
      { numRuns: 20 },
    );
  });

  test("of the environment is hidden, too", async () => {
    const key = "ak_9Q7zVn3LkXwTfB2m";
    vi.stubEnv("COMPOSIO_API_KEY", key);
    const fetch: Fetch = () => Promise.reject(new Error(`refused: ${key}`));
    const router = createToolRouter({ fetch });
    const error: unknown = await router.sessions.get("trs_1").catch((reason: unknown) => reason);
    expect(leak(key, shown(error) + shown(router))).toBeUndefined();
  });
});

test("redacts signatures of URLs in an unusable response", async () => {
  const url = "https://store.example/a/report.txt?signature=s3cret&expires=5";
  const fetch: Fetch = async () => json({ presigned: url, others: [url] })();
  const { files } = createToolRouter({ apiKey: "ak_9Q7zVn3LkXwTfB2m", fetch }).sessions.use("trs_1");
  const error = await files.upload("a", "x").catch((reason: unknown) => reason);
  expect((error as Error).message).toContain("https://store.example/a/report.txt?…");
  expect(JSON.stringify(error)).not.toContain("s3cret");
});

test("redacts the signature of a presigned URL in errors", async () => {
  const signature = "c2lnbmF0dXJlLW9mLXRoZS1zdG9yZQ";
  const store = `https://store.example/files/a.txt?X-Amz-Signature=${signature}`;
  const given = { upload_url: store, download_url: store, mount_relative_path: "a", sandbox_mount_prefix: "" };
  const atStore: Fetch[] = [
    // Some runtimes keep the address at the error, some put it into the message.
    (url) => Promise.reject(Object.assign(new TypeError("Unable to connect."), { code: "X", path: url })),
    (url) => Promise.reject(new TypeError(`Failed to fetch ${url}`)),
    (url) => Promise.reject(new TypeError("fetch failed", { cause: new Error(`no route to ${url}`) })),
    (url) => Promise.resolve(new Response(`<Error><Resource>${url}</Resource></Error>`, { status: 403 })),
    () => new Promise(() => {}),
  ];
  for (const answer of atStore) {
    const fetch: Fetch = (url, init) =>
      url.startsWith("https://store.example/") ? answer(url, init) : Promise.resolve(Response.json(given));
    const { files } = createToolRouter({ apiKey: "ak_1", fetch }).sessions.use("trs_1");
    const transfers = [files.upload("a.txt", "text", { timeout: 20 }), files.download("a.txt", { timeout: 20 })];
    for (const result of await Promise.allSettled(transfers)) {
      expect(result.status).toBe("rejected");
      expect(leak(signature, shown(result))).toBeUndefined();
    }
  }
});

test.each<[string, () => unknown]>([
  [
    "that is its own cause",
    () => {
      const error = new Error("lost");
      return Object.assign(error, { cause: error });
    },
  ],
  ["of causes without end", () => Array.from({ length: 10_000 }).reduce((cause) => new Error("lost", { cause }))],
  ["with errors that are not a list", () => Object.assign(new Error("lost"), { errors: { a: 1 } })],
  ["whose fields throw", () => Object.defineProperty(new Error("lost"), "cause", { get: () => cyclic({}) })],
  ["that has no text", () => Object.create(null) as object],
  ["that is a symbol", () => Symbol("lost")],
])("converts a rejection of fetch %s to a ConnectionError", async (_, make) => {
  const fetch: Fetch = () => Promise.reject(make());
  const session = createToolRouter({ apiKey: "ak_9Q7zVn3LkXwTfB2m", fetch, retry: false }).sessions.use("trs_1");
  await expect(session.execute("A_TOOL")).rejects.toMatchObject({ kind: "ConnectionError", mayHaveRun: true });
});
