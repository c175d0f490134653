import { inspect } from "node:util";
import {
  isToolRouterError,
  type Fetch,
  type SessionHandle,
  type ToolRouter,
  type ToolRouterOptions,
} from "@tool-router/core";
import { must, shown, type Attack, type AttackClass } from "./attack.ts";
import type { Target } from "./target.ts";
import type { Any } from "./victim.ts";

const ORIGIN = "https://router.example";
const KEY = "ak_client_attack_key_55aa55aa";

/** A request as the client gave it to `fetch`. */
interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string;
}

interface Client {
  readonly router: ToolRouter;
  readonly session: SessionHandle;
  readonly sent: Sent[];
}

type Answer = (sent: Sent, count: number, signal: AbortSignal | null | undefined) => Response | Promise<Response>;

function clientOf(target: Target, answer: Answer, options: ToolRouterOptions = {}): Client {
  const sent: Sent[] = [];
  const fetch: Fetch = async (url, init) => {
    const request = new Request(url, { ...init, ...(init.body ? { duplex: "half" } : {}) });
    const one = { url, method: request.method, headers: request.headers, body: await request.text() };
    sent.push(one);
    return answer(one, sent.length, init.signal);
  };
  const router = target.createToolRouter({ apiKey: KEY, baseUrl: ORIGIN, fetch, retry: { maxDelay: 0 }, ...options });
  return { router, session: router.sessions.use("trs_1"), sent };
}

const all = async (items: AsyncIterable<unknown>): Promise<unknown[]> => {
  const list: unknown[] = [];
  for await (const item of items) list.push(item);
  return list;
};

type Call = (client: Client) => Promise<unknown>;

/** Calls that change something. */
const writes: Record<string, Call> = {
  execute: ({ session }) => session.execute("A_TOOL", { order: 1 }),
  "executeMeta of a workbench": ({ session }) => session.executeMeta("COMPOSIO_REMOTE_BASH_TOOL", { command: "buy" }),
  executeMany: ({ session }) => session.executeMany([{ tool: "A_TOOL" }, { tool: "B_TOOL" }]),
  proxy: ({ session }) => session.proxy({ toolkit_slug: "a", endpoint: "/x", method: "POST" } as never),
  link: ({ session }) => session.link("a"),
  "sessions.create": ({ router }) => router.sessions.create("user_1"),
  "files.upload": ({ session }) => session.files.upload("a.txt", "text"),
  "connectedAccounts.refresh": ({ router }) => router.connectedAccounts.refresh("ca_1"),
};

/** Lists in pages. */
const lists: Record<string, Call> = {
  "session.tools": ({ session }) => session.tools(),
  "session.toolkits": ({ session }) => all(session.toolkits()),
  "session.history": ({ session }) => all(session.history()),
  "files.list": ({ session }) => all(session.files.list()),
  "connectedAccounts.list": ({ router }) => all(router.connectedAccounts.list()),
  "authConfigs.list": ({ router }) => all(router.authConfigs.list()),
  "tools.list": ({ router }) => all(router.tools.list()),
  "toolkits.list": ({ router }) => all(router.toolkits.list()),
};

const reads: Record<string, Call> = {
  ...lists,
  "sessions.get": ({ router }) => router.sessions.get("trs_1"),
  search: ({ session }) => session.search("send a letter"),
  ensureConnected: ({ session }) => session.ensureConnected("a"),
  "tools.get": ({ router }) => router.tools.get("A_TOOL"),
  "files.download": async ({ session }) => (await session.files.download("a.txt")).text(),
};

export const client: AttackClass = {
  title: "client against a lying router",
  concurrency: 4,
  open: async (target) => ({
    attacks: [
      ...shapeAttacks(target),
      ...cursorAttacks(target),
      ...presignedAttacks(target),
      ...redirectAttacks(target),
      ...mcpAttacks(target),
      ...abortAttacks(target),
      ...retryAttacks(target),
      ...batchAttacks(target),
    ],
  }),
  mutants: [
    [
      "everything is sent again once",
      (target) => ({
        ...target,
        createToolRouter: (options) =>
          target.createToolRouter({
            ...options,
            fetch: async (url, init) => {
              const response = (await options?.fetch?.(url, init)) as Response;
              return response.status >= 500 ? ((await options?.fetch?.(url, init)) as Response) : response;
            },
          }),
      }),
    ],
    [
      "redirects are followed with the key",
      (target) => ({
        ...target,
        createToolRouter: (options) =>
          target.createToolRouter({
            ...options,
            fetch: async (url, init) => {
              const response = (await options?.fetch?.(url, init)) as Response;
              const location = response.headers.get("location");
              if (location === null || !URL.canParse(location, url)) return response;
              return (await options?.fetch?.(new URL(location, url).href, init)) as Response;
            },
          }),
      }),
    ],
  ],
};

/** An outcome is a result or one of the client's own errors, and can be printed. */
function mustSettle(outcome: unknown): void {
  must(!(outcome instanceof Error) || isToolRouterError(outcome), `it rejects with ${shown(inspect(outcome))}`);
  inspect(outcome, { depth: 6 });
  must(
    (Object.prototype as Any).polluted === undefined && ({} as Any).isAdmin === undefined,
    "the prototype of all objects changed",
  );
}

const deep = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);

function shapeAttacks(target: Target): Attack[] {
  const texts: Record<string, string> = {
    null: "null",
    "a number": "5",
    "a text": '"x"',
    "a list": "[]",
    "an empty object": "{}",
    nothing: "",
    HTML: "<html></html>",
    "JSON that is cut off": '{"data":{"a":[1,2',
    "JSON and more": '{"data":{}}{"data":{}}',
    NaN: '{"data":NaN,"error":null}',
    "a byte order mark": '\ufeff{"data":{},"error":null,"items":[]}',
    "half a surrogate pair": '{"data":{"a":"\\ud800"},"error":null,"items":[],"log_id":"\\udfff"}',
    "lists a hundred thousand deep": deep(100_000),
    "data a hundred thousand deep": `{"data":${deep(100_000)},"error":null,"items":${deep(100_000)}}`,
    "keys of prototypes":
      '{"__proto__":{"polluted":1,"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}},"data":{"__proto__":{"isAdmin":true}},"error":null,"items":[{"__proto__":{"isAdmin":true}}],"results":[]}',
    "items of null": '{"items":[null,null],"results":[null],"data":{"results":[null]},"error":null}',
    "items that are texts": '{"items":["a"],"results":["a"],"data":"a","error":null}',
    "items that are an object": '{"items":{"0":{}},"results":{},"data":[],"error":null}',
    "fields of null":
      '{"items":null,"results":null,"data":null,"error":null,"session_id":null,"mcp":null,"config":null,"connected_account":null}',
    "fields of wrong types":
      '{"items":5,"results":true,"data":"x","error":5,"session_id":{},"mcp":[],"config":"x","log_id":{},"result_type":"completed","status":"x","hook_results":{},"input_requests":[],"slug":5}',
    "an unknown result": '{"result_type":"approved","data":{},"error":null,"log_id":"l"}',
    "a success with an error": '{"result_type":"completed","data":{},"error":"it failed","log_id":"l"}',
    "a question without questions": '{"result_type":"input_required","log_id":"l"}',
    "a question about prototypes":
      '{"result_type":"input_required","input_requests":{"__proto__":{"message":"x"}},"request_state":{},"log_id":"l"}',
    "functions by name":
      '{"toString":"x","valueOf":5,"then":"x","toJSON":"x","data":{"then":1},"error":null,"items":[{"then":1}]}',
    "a million keys": `{"data":{${Array.from({ length: 100_000 }, (_, index) => `"k${index}":0`).join()}},"error":null,"items":[]}`,
  };
  const calls = {
    ...reads,
    execute: writes["execute"]!,
    executeMany: writes["executeMany"]!,
    proxy: writes["proxy"]!,
    link: writes["link"]!,
    "sessions.create": writes["sessions.create"]!,
    "files.upload": writes["files.upload"]!,
  };
  return Object.entries(texts).flatMap(([name, text]) =>
    Object.entries(calls).map(([call, run]) => ({
      name: `${call} answered with ${name}`,
      run: async () => {
        const one = clientOf(target, ({ method }) => new Response(text, { status: method === "POST" ? 201 : 200 }));
        mustSettle(await run(one).catch((error: unknown) => error));
        must(one.sent.length <= 3, `${one.sent.length} requests`);
      },
    })),
  );
}

/** More pages than any list has. */
const MOST_PAGES = 20_000;

function cursorAttacks(target: Target): Attack[] {
  const stop = new Error("enough");
  const cursors: Record<string, (count: number) => unknown> = {
    "the same cursor": () => "again",
    "two cursors in turn": (count) => `c${count % 2}`,
    "the cursor that was sent": (count) => (count < 3 ? `c${count}` : "c2"),
    "a cursor that is an object": () => ({ next: 1 }),
    "a cursor that is a number": (count) => count,
    "a cursor that is true": () => true,
    "a cursor of a megabyte": () => "c".repeat(1 << 20),
  };
  const items: Record<string, unknown[]> = { "no items": [], "an item each": [{ slug: "A", toolkit: { slug: "a" } }] };
  return Object.entries(lists).flatMap(([list, run]) => [
    ...Object.entries(cursors).map(([name, cursor]) => ({
      name: `${list} with ${name}`,
      run: async () => {
        const one = clientOf(target, (_, count) => {
          if (count > 1000) throw stop;
          return Response.json({ items: [], next_cursor: cursor(count) });
        });
        mustSettle(await run(one).catch((error: unknown) => error));
        must(one.sent.length <= 1000, "it never ends");
      },
    })),
    // A list that is read item by item ends when its reader wants; one that is read at once does not.
    ...Object.entries(items)
      .filter(([, page]) => page.length === 0 || list === "session.tools")
      .map(([name, page]) => ({
        name: `${list} with ever new cursors and ${name}`,
        run: async () => {
          const one = clientOf(target, (_, count) => {
            if (count >= MOST_PAGES) throw stop;
            return Response.json({ items: page, next_cursor: `c${count}` });
          });
          const outcome = await run(one).catch((error: unknown) => error);
          must(one.sent.length < MOST_PAGES, `${one.sent.length} pages were fetched`);
          must(isToolRouterError(outcome), `it ends with ${shown(outcome)}`);
        },
      })),
  ]);
}

function presignedAttacks(target: Target): Attack[] {
  const urls: Record<string, unknown> = {
    "the metadata service": "http://169.254.169.254/latest/meta-data/iam",
    "the metadata service over TLS": "https://169.254.169.254/latest/meta-data/iam",
    "the metadata service as a number": "http://2852039166/",
    "the metadata service in hexadecimal": "http://0xa9fea9fe/",
    "the metadata service, mapped": "http://[::ffff:169.254.169.254]/",
    "the metadata service, mapped, over TLS": "https://[::ffff:a9fe:a9fe]/",
    "the metadata service in IPv6": "https://[fd00:ec2::254]/",
    "the metadata service by name": "http://metadata.google.internal/computeMetadata/v1/",
    "the metadata service by name, over TLS": "https://metadata.google.internal/computeMetadata/v1/",
    loopback: "http://127.0.0.1:8080/admin",
    "loopback in IPv6": "http://[::1]:8080/admin",
    localhost: "http://localhost:8080/admin",
    "a private address": "http://10.0.0.1/admin",
    "plain HTTP": "http://store.example/a?signature=x",
    "data:": "data:text/plain,planted",
    "data: in capitals": "DATA:text/plain,planted",
    "file:": "file:///etc/passwd",
    "blob:": "blob:https://router.example/1",
    "javascript:": "javascript:alert(1)",
    "ftp:": "ftp://store.example/a",
    "a name and a password": "https://user:pass@store.example/a",
    "a path": "/store/a",
    "a relative name": "store/a",
    "no scheme": "//store.example/a",
    "no address": "not a url",
    "an empty text": "",
    "a number": 5,
    null: null,
    "an object": { href: "https://store.example/a" },
    "a list": ["https://store.example/a"],
    "a line break": "https://store.example/a\r\nx: y",
    "a port beyond all": "https://store.example:99999/a",
  };
  const calls: Record<string, Call> = {
    "files.upload": ({ session }) => session.files.upload("a.txt", "the-user's-file"),
    "files.download": async ({ session }) => (await session.files.download("a.txt")).text(),
    uploadToolFile: ({ router }) =>
      router.uploadToolFile({
        tool: { slug: "A", toolkit: { slug: "a" } },
        file: new TextEncoder().encode("the-user's-file"),
        name: "a.txt",
      }),
  };
  // Converted to a string, these are harmless addresses.
  const isHarmless = (name: string): boolean => /line break|a list/.test(name);
  return Object.entries(urls).flatMap(([name, url]) =>
    Object.entries(calls).map(([call, run]) => ({
      name: `${call} at ${name}`,
      run: async () => {
        const one = clientOf(target, (sent) =>
          sent.url.startsWith(`${ORIGIN}/api/`)
            ? Response.json(
                { upload_url: url, download_url: url, new_presigned_url: url, key: "k", mount_relative_path: "a" },
                { status: 201 },
              )
            : new Response("planted"),
        );
        const outcome = await run(one).catch((error: unknown) => error);
        const elsewhere = one.sent.filter((sent) => !sent.url.startsWith(`${ORIGIN}/api/`));
        must(
          elsewhere.length === 0 || isHarmless(name),
          `it asked ${elsewhere.map((sent) => `${sent.method} ${sent.url}`).join()}`,
        );
        must(!elsewhere.some(({ headers }) => headers.has("x-api-key")), "the key left its origin");
        if (!isHarmless(name)) must(isToolRouterError(outcome), `it gives ${shown(inspect(outcome))}`);
      },
    })),
  );
}

function redirectAttacks(target: Target): Attack[] {
  const targets: Record<string, string> = {
    "another host": "https://evil.example/",
    "another port": "https://router.example:8443/",
    "plain HTTP": "http://router.example/",
    "a subdomain": "https://a.router.example/",
    "a name in the address": "https://router.example@evil.example/",
    "two slashes": "//evil.example/",
    "a slash and a backslash": "/\\evil.example/",
    "a longer name": "https://router.example.evil.example/",
    "data:": "data:application/json,{}",
    "file:": "file:///etc/passwd",
    "no address": "https://",
    itself: "/api/v3/tools",
  };
  return Object.entries(targets).flatMap(([name, location]) =>
    [301, 302, 303, 307, 308].flatMap((status) =>
      Object.entries({ "a read": reads["tools.list"]!, "a write": writes["execute"]! }).map(([kind, run]) => ({
        name: `${kind} redirected with ${status} to ${name}`,
        run: async () => {
          const one = clientOf(target, () => new Response("", { status, headers: { location } }));
          mustSettle(await run(one).catch((error: unknown) => error));
          const elsewhere = one.sent.filter((sent) => new URL(sent.url).origin !== ORIGIN);
          must(
            elsewhere.length === 0,
            `it asked ${elsewhere.map((sent) => sent.url).join()} with ${shown([...(elsewhere[0]?.headers ?? [])])}`,
          );
          must(one.sent.length <= (kind === "a write" ? 1 : 20), `${one.sent.length} requests`);
          must(kind === "a read" || one.sent[0]?.method === "POST", "the method changed");
        },
      })),
    ),
  );
}

function mcpAttacks(target: Target): Attack[] {
  const urls: Record<string, unknown> = {
    "another host": "https://evil.example/mcp",
    "another port": "https://router.example:8443/mcp",
    "plain HTTP": "http://router.example/mcp",
    "a subdomain": "https://mcp.router.example/mcp",
    "a name in the address": "https://router.example@evil.example/mcp",
    "a longer name": "https://router.example.evil.example/mcp",
    "a trailing dot": "https://router.example./mcp",
    "data:": "data:text/plain,x",
    "a path": "/mcp",
    "no address": "mcp",
    null: null,
    "an object": { origin: ORIGIN },
  };
  return Object.entries(urls).map(([name, url]) => ({
    name: `the key for an MCP server at ${name}`,
    run: async () => {
      const { router } = clientOf(target, () =>
        Response.json(
          {
            session_id: "trs_1",
            mcp: { type: "http", url },
            tool_router_tools: [],
            config: { user_id: "u" },
            config_version: 1,
          },
          { status: 201 },
        ),
      );
      const session: Any = await router.sessions.create("user_1").catch((error: unknown) => error);
      if (session instanceof Error) return mustSettle(session);
      let headers: unknown;
      try {
        headers = session.mcp?.headers();
      } catch (error) {
        headers = error;
      }
      must(!inspect(headers, { depth: 5 }).includes(KEY), `headers() has the key for ${String(url)}`);
    },
  }));
}

/** A promise that never ends, except by the signal. */
const never = (signal: AbortSignal | null | undefined): Promise<never> =>
  new Promise((_, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason as Error));
  });

function abortAttacks(target: Target): Attack[] {
  const success = { data: {}, error: null, log_id: "l", items: [], next_cursor: null };
  const phases: Record<string, (abort: () => void) => { answer: Answer; options?: ToolRouterOptions }> = {
    "before it begins": (abort) => {
      abort();
      return { answer: () => Response.json(success) };
    },
    "while it waits for an answer": (abort) => ({
      answer: (_, __, signal) => {
        setImmediate(abort);
        return never(signal);
      },
    }),
    "while a fetch ignores the signal": (abort) => ({
      answer: () => {
        setImmediate(abort);
        return new Promise<never>(() => undefined);
      },
    }),
    "while the body comes": (abort) => ({
      answer: () => {
        setImmediate(abort);
        return new Response(
          new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{"data"')) }),
        );
      },
    }),
    "while it waits to try again": (abort) => ({
      answer: () => {
        setImmediate(abort);
        return new Response("", { status: 503, headers: { "retry-after": "1000" } });
      },
      options: { retry: { maxDelay: 10_000_000, deadline: 10_000_000 } },
    }),
    "within a hook before it": (abort) => ({
      answer: () => Response.json(success),
      options: {
        hooks: {
          onRequest: () => {
            setImmediate(abort);
            return new Promise<never>(() => undefined);
          },
        },
      },
    }),
    "within a hook after it": (abort) => ({
      answer: () => Response.json(success),
      options: {
        hooks: {
          onResponse: () => {
            setImmediate(abort);
            return new Promise<never>(() => undefined);
          },
        },
      },
    }),
  };
  const calls: Record<string, (client: Client, signal: AbortSignal) => Promise<unknown>> = {
    execute: ({ session }, signal) => session.execute("A", {}, { signal }),
    executeMany: ({ session }, signal) => session.executeMany([{ tool: "A" }], { signal }),
    tools: ({ session }, signal) => session.tools({ signal }),
    "files.upload": ({ session }, signal) => session.files.upload("a", "x", { signal }),
    search: ({ session }, signal) => session.search("x", { signal }),
  };
  return Object.entries(phases).flatMap(([phase, make]) =>
    Object.entries(calls).map(([call, run]) => ({
      name: `${call} aborted ${phase}`,
      run: async () => {
        const controller = new AbortController();
        const reason = new Error("the user left");
        const { answer, options } = make(() => controller.abort(reason));
        const one = clientOf(target, answer, options);
        let isAborted = false;
        const outcome = await run(one, controller.signal)
          .catch((error: unknown) => error)
          .finally(() => (isAborted = controller.signal.aborted));
        // What had its answer before the signal may have it.
        must(outcome === reason || !isAborted, `it ends with ${shown(inspect(outcome))}`);
        const before = one.sent.length;
        await new Promise((resolve) => setImmediate(resolve));
        must(one.sent.length === before, "it goes on after the abort");
        must(phase !== "before it begins" || before === 0, "it was sent");
      },
    })),
  );
}

/** What becomes of a write whose outcome is unknown: it is not sent again. */
function retryAttacks(target: Target): Attack[] {
  const failure =
    (status: number, headers: Record<string, string> = {}): Answer =>
    () =>
      Response.json({ error: { message: "no", code: 1, slug: "X", status } }, { status, headers });
  const faults: Record<string, Answer> = {
    "500": failure(500),
    "502": failure(502),
    "503": failure(503),
    "503 and Retry-After": failure(503, { "retry-after": "0" }),
    "504": failure(504),
    "408": failure(408),
    "425": failure(425),
    "421": failure(421),
    "409": failure(409),
    "a page with 502": () => new Response("<html>", { status: 502 }),
    "200 that is not JSON": () => new Response("<html>"),
    "200 that is cut off": () => new Response('{"data":{'),
    "a reset": () => {
      throw Object.assign(new TypeError("fetch failed"), {
        cause: Object.assign(new Error("reset"), { code: "ECONNRESET" }),
      });
    },
    "a closed socket": () => {
      throw Object.assign(new TypeError("terminated"), {
        cause: Object.assign(new Error("closed"), { code: "UND_ERR_SOCKET" }),
      });
    },
    "an error that says nothing": () => {
      throw new Error("?");
    },
    "an error that lies that it is safe": () => {
      throw Object.assign(new Error("safe"), { mayHaveRun: false, retryable: true, code: "SAFE" });
    },
    "a body that breaks off": () =>
      new Response(
        new ReadableStream({
          pull: (controller) => controller.error(Object.assign(new TypeError("terminated"), { code: "ECONNRESET" })),
        }),
      ),
    "a redirect": () => new Response("", { status: 307, headers: { location: "/api/v3/elsewhere" } }),
    "a wait of years": failure(503, { "retry-after": "999999999" }),
    "a wait that is negative": failure(503, { "retry-after": "-1" }),
    "a wait that is a date": failure(503, { "retry-after": "Fri, 31 Dec 9999 23:59:59 GMT" }),
  };
  return Object.entries(faults).flatMap(([name, answer]) => [
    ...Object.entries(writes).map(([write, run]) => ({
      name: `${write} that meets ${name}`,
      run: async () => {
        const one = clientOf(target, answer, { retry: { maxDelay: 0, attempts: 5 } });
        const outcome: Any = await run(one).catch((error: unknown) => error);
        mustSettle(outcome);
        must(one.sent.length === 1, `it was sent ${one.sent.length} times`);
        const told = Array.isArray(outcome) ? outcome[0] : outcome;
        must(!/^(50\d|408|a [^r]|200|an )/.test(name) || told?.mayHaveRun !== false, "it says that it did not run");
      },
    })),
    {
      name: `a list that meets ${name}`,
      run: async () => {
        const one = clientOf(target, answer, { retry: { maxDelay: 0, attempts: 5 } });
        mustSettle(await all(one.router.tools.list()).catch((error: unknown) => error));
        must(one.sent.length <= 10, `it was sent ${one.sent.length} times`);
      },
    },
  ]);
}

function batchAttacks(target: Target): Attack[] {
  const ok = (index: unknown, more: object = {}): object => ({
    index,
    tool_slug: "A",
    error: null,
    response: { successful: true, data: { of: index }, error: null },
    ...more,
  });
  const results: Record<string, unknown> = {
    "the second result only": [ok(1)],
    "both results under one index": [ok(0), ok(0)],
    "indexes that are texts": [ok("0"), ok("1")],
    "negative indexes": [ok(-1), ok(-2)],
    "indexes beyond the batch": [ok(2), ok(1e9)],
    fractions: [ok(0.5), ok(1.5)],
    "no indexes": [ok(undefined), ok(undefined)],
    "an index of a prototype": [ok("__proto__"), ok("length")],
    "results that are an object": { 0: ok(0), 1: ok(1) },
    "results of null": null,
    "results that are a text": "ok",
    "a result that says both": [ok(0, { error: "failed" }), ok(1, { response: { successful: false } })],
    "a result without a response": [ok(0, { response: null }), ok(1, { response: undefined })],
    "a response that is a list": [ok(0, { response: [] }), ok(1, { response: "ok" })],
  };
  const names: Record<string, string> = {
    __proto__: '{"__proto__":{"order":1},"a":1}',
    constructor: '{"constructor":{"prototype":{"order":1}}}',
    "__proto__ within": '{"a":{"__proto__":{"order":1}}}',
    toString: '{"toString":"x","hasOwnProperty":1}',
  };
  return [
    ...Object.entries(results).map(([name, value]) => ({
      name: `a batch answered with ${name}`,
      run: async () => {
        const { session } = clientOf(target, () =>
          Response.json({
            data: { results: value, total_count: 2, success_count: 2, error_count: 0 },
            error: null,
            log_id: "l",
          }),
        );
        const outcome = await session.executeMany([{ tool: "A" }, { tool: "B" }]);
        must(outcome.length === 2, `${outcome.length} results`);
        for (const [index, each] of outcome.entries()) {
          const isOwn = each.status === "ok" && (each.data as Any).of === index;
          // Without indexes the order has to do.
          const isPlaced = isOwn || (name === "no indexes" && each.status === "ok" && !("of" in each.data));
          must(
            each.status !== "ok" || (isPlaced && name !== "a result that says both"),
            `call ${index} has ${shown(each)}`,
          );
        }
      },
    })),
    ...Object.entries(names).flatMap(([name, json]) =>
      (["execute", "executeMany"] as const).map((call) => ({
        name: `${call} with an argument called ${name}`,
        run: async () => {
          const args = JSON.parse(json) as object;
          const { session, sent } = clientOf(target, () =>
            Response.json({ data: { results: [] }, error: null, log_id: "l" }),
          );
          await (call === "execute"
            ? session.execute("A", args)
            : session.executeMany([{ tool: "A", arguments: args }]));
          must(sent[0]?.body.includes(json) === true, `sent ${shown(sent[0]?.body)}`);
          must(({} as Any).order === undefined, "the prototype of all objects changed");
        },
      })),
    ),
  ];
}
