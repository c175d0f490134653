import { defineToolkit } from "@tool-router/local";
import { must, shown, type Attack, type AttackClass } from "./attack.ts";
import { ok, rawServer, type RawAnswer, type RawServer } from "./raw-server.ts";
import { rawExchange } from "./sockets.ts";
import { bentRouter } from "./target.ts";
import { openVictim, projectKey, type Answer, type Victim } from "./victim.ts";

const MAX_BYTES = 1 << 20;

export const wire: AttackClass = {
  title: "framing and smuggling",
  open: async (target) => {
    let answer: RawAnswer = (socket) => void socket.write(ok());
    const provider = await rawServer((...args) => answer(...args));
    const near = defineToolkit({
      slug: "near",
      description: "A provider",
      proxy: { baseUrl: provider.origin, allowPrivate: true },
      tools: [{ slug: "NEAR_NOTHING", description: "-", inputSchema: { type: "object" }, execute: () => ({}) }],
    });
    const victim = await openVictim(target, {
      toolkits: [near],
      maxResultBytes: MAX_BYTES,
      maxRequestBytes: MAX_BYTES,
    });
    const session = await victim.session("alice");
    const listening = await victim.router.listen();
    const proxy = (given: object): Promise<Answer> =>
      victim.ask("POST", `${session}/proxy_execute`, {
        body: { toolkit_slug: "near", endpoint: "/thing", method: "POST", ...given },
      });
    const stage: Stage = { victim, provider, proxy, use: (next) => (answer = next) };
    return {
      attacks: [
        ...bodyAttacks(stage),
        ...headerAttacks(stage),
        ...addressAttacks(stage),
        ...portAttacks(victim, listening.origin, session),
      ],
      close: async () => {
        await listening.close();
        await victim.close();
        await provider.close();
      },
    };
  },
  mutants: [
    [
      "a refused call is sent all the same",
      bentRouter(async (request, pass) => {
        const text = request.body === null ? "" : await request.clone().text();
        const answer = await pass(request.clone());
        if (!request.url.endsWith("/proxy_execute") || answer.status !== 400) return answer;
        const plain = { ...(JSON.parse(text) as object), parameters: [], body: undefined, binary_body: undefined };
        await pass(new Request(request, { body: JSON.stringify(plain) }));
        return answer;
      }),
    ],
  ],
};

interface Stage {
  readonly victim: Victim;
  readonly provider: RawServer;
  readonly proxy: (given: object) => Promise<Answer>;
  readonly use: (answer: RawAnswer) => void;
}

/** What the provider got by a call: no more than one request, and nothing behind it. */
async function sent(
  stage: Stage,
  given: object,
): Promise<{ answer: Answer; request: RawServer["requests"][number] | undefined }> {
  const { provider } = stage;
  stage.use((socket) => void socket.end(ok()));
  const before = provider.requests.length;
  const rest = provider.rest();
  const bytes = provider.received();
  const answer = await stage.proxy(given);
  const requests = provider.requests.slice(before);
  must(
    requests.length <= 1,
    `the provider got ${requests.length} requests: ${shown(requests.map(({ head }) => head))}`,
  );
  must(provider.rest() === rest, `behind the request came ${shown(provider.rest().slice(rest.length))}`);
  // A refusal says that nothing happened.
  must(
    answer.status < 400 || provider.received() === bytes,
    `refused with ${answer.status}, and the provider got ${shown(requests)}`,
  );
  must(answer.text.length < 8192, `the answer has ${answer.text.length} characters`);
  return { answer, request: requests[0] };
}

const smuggled = "GET /admin HTTP/1.1\r\nhost: inside\r\n\r\n";

function bodyAttacks(stage: Stage): Attack[] {
  const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
  const contents: Record<string, { given: object; wanted: string }> = {
    "an object": { given: { body: { sha: "abc" } }, wanted: '{"sha":"abc"}' },
    "an empty object": { given: { body: {} }, wanted: "{}" },
    "a list": { given: { body: [1, 2] }, wanted: "[1,2]" },
    "a text that is a request": { given: { body: smuggled }, wanted: JSON.stringify(smuggled) },
    "bytes that are a request": {
      given: { binary_body: { base64: Buffer.from(smuggled).toString("base64") } },
      wanted: smuggled,
    },
    "bytes that end chunks": {
      given: { binary_body: { base64: Buffer.from(`0\r\n\r\n${smuggled}`).toString("base64") } },
      wanted: `0\r\n\r\n${smuggled}`,
    },
    "a megabyte": { given: { body: "x".repeat(MAX_BYTES / 2) }, wanted: JSON.stringify("x".repeat(MAX_BYTES / 2)) },
    null: { given: { body: null }, wanted: "" },
    false: { given: { body: false }, wanted: "false" },
    zero: { given: { body: 0 }, wanted: "0" },
    "an empty text": { given: { body: "" }, wanted: '""' },
  };
  return methods.flatMap((method) =>
    Object.entries(contents).map(([name, { given, wanted }]) => ({
      name: `${method} with ${name} as its body`,
      run: async () => {
        const { answer, request } = await sent(stage, { method, ...given });
        if (answer.status >= 400) {
          must(answer.status === 400, `answered ${answer.status}: ${shown(answer.text)}`);
          must(
            !/POST|PUT|PATCH|DELETE/.test(method) || request !== undefined || !/object|list|bytes/.test(name),
            `${method} with a body was refused: ${shown(answer.text)}`,
          );
          return;
        }
        must(request !== undefined, `answered ${answer.status}, and the provider got nothing`);
        must(request.method === method, `the provider got ${request.method}`);
        must(request.body === wanted, `the provider got the body ${shown(request.body)}`);
      },
    })),
  );
}

function headerAttacks(stage: Stage): Attack[] {
  const hops = [
    "connection",
    "Connection",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "Transfer-Encoding",
    "transfer-encoding",
    "upgrade",
    "content-length",
    "Content-Length",
    "expect",
    "host",
    "authorization",
  ];
  const names = ["x\r\nevil", "x\nevil: 1", "x:y", "x y", " x", "x\0", "x\u00e9", "", "(x)", ":method", "x\u212a"];
  const values: Record<string, string> = {
    "CR and LF": "a\r\nevil: 1",
    "a whole request": `a\r\n\r\n${smuggled}`,
    LF: "a\nevil: 1",
    CR: "a\revil: 1",
    "a NUL": "a\0b",
    "a fold": "a\r\n evil: 1",
    "a line separator": "a\u2028evil: 1",
    "letters whose low bytes are CR and LF": "a\u010d\u010aevil: 1",
    "a vertical tab": "a\u000bb",
    "an escape": "a\u001bb",
  };
  const parameter = (name: string, value: string): object => ({ parameters: [{ type: "header", name, value }] });
  const injected = (request: { head: string } | undefined): boolean =>
    /^evil/m.test(request?.head.replaceAll("\r\n", "\n") ?? "");
  return [
    ...hops.map((name) => ({
      name: `sets the header ${name}`,
      run: async () => {
        const value = /encoding/i.test(name)
          ? "chunked"
          : /length/i.test(name)
            ? "5"
            : /expect/i.test(name)
              ? "100-continue"
              : "x";
        const { answer } = await sent(stage, { body: { a: 1 }, ...parameter(name, value) });
        must(answer.status === 400, `answered ${answer.status}`);
      },
    })),
    ...names.map((name) => ({
      name: `a header's name ${JSON.stringify(name)}`,
      run: async () => {
        const { answer, request } = await sent(stage, { body: { a: 1 }, ...parameter(name, "1") });
        must(answer.status === 400 && !injected(request), `answered ${answer.status}: ${shown(request?.head)}`);
      },
    })),
    ...Object.entries(values).map(([name, value]) => ({
      name: `a header's value with ${name}`,
      run: async () => {
        const { answer, request } = await sent(stage, { body: { a: 1 }, ...parameter("x-own", value) });
        must(answer.status === 400 && !injected(request), `answered ${answer.status}: ${shown(request?.head)}`);
      },
    })),
    ...Object.entries(values).map(([name, value]) => ({
      name: `a content type with ${name}`,
      run: async () => {
        const { answer, request } = await sent(stage, { binary_body: { base64: "aGk=", content_type: value } });
        must(answer.status === 400 && !injected(request), `answered ${answer.status}: ${shown(request?.head)}`);
      },
    })),
    {
      name: "ten thousand headers",
      run: async () => {
        const parameters = Array.from({ length: 10_000 }, (_, index) => ({
          type: "header",
          name: `x-${index}`,
          value: "1",
        }));
        const { answer } = await sent(stage, { parameters });
        must(answer.status === 400 || answer.status === 200, `answered ${answer.status}`);
      },
    },
    {
      name: "the same header twice",
      run: async () => {
        const parameters = ["X-Own", "x-own"].map((name) => ({ type: "header", name, value: "1" }));
        const { request } = await sent(stage, { parameters });
        must((request?.head.match(/x-own/gi) ?? []).length <= 1, `the provider got ${shown(request?.head)}`);
      },
    },
  ];
}

function addressAttacks(stage: Stage): Attack[] {
  const endpoints = [
    "/a b",
    "/a\r\nevil: 1",
    `/a HTTP/1.1\r\nhost: evil\r\n\r\n${smuggled}`,
    "/a\0",
    "/a\u2028b",
    "/\u010d\u010aevil",
    "/a#b",
    "/a?b c",
    "/a?b\r\nevil: 1",
    "/a%0d%0aevil: 1",
    "*",
    "/a\tb",
  ];
  const query = (name: string, value: string): object => ({ parameters: [{ type: "query", name, value }] });
  const isOneLine = (request: { head: string } | undefined): boolean =>
    request === undefined ||
    (/^POST \/[\x21-\x7e]* HTTP\/1\.1$/.test(request.head.split("\r\n")[0] ?? "") && !/^evil/m.test(request.head));
  return [
    ...endpoints.map((endpoint) => ({
      name: `the endpoint ${JSON.stringify(endpoint.slice(0, 30))}`,
      run: async () => {
        const { request } = await sent(stage, { endpoint });
        must(isOneLine(request), `the provider got ${shown(request?.head)}`);
      },
    })),
    ...["a\r\nevil: 1", "a&admin=1", "a#b", "a b", "a\0", "\ud800", "=", "a?b"].flatMap((text) => [
      {
        name: `a query's name ${JSON.stringify(text)}`,
        run: async () => {
          const { request } = await sent(stage, query(text, "1"));
          must(isOneLine(request), `the provider got ${shown(request?.head)}`);
          must(!/[?&]admin=/.test(request?.target ?? ""), "a parameter was added");
        },
      },
      {
        name: `a query's value ${JSON.stringify(text)}`,
        run: async () => {
          const { request } = await sent(stage, query("q", text));
          must(isOneLine(request), `the provider got ${shown(request?.head)}`);
          must(!/[?&]admin=/.test(request?.target ?? ""), "a parameter was added");
        },
      },
    ]),
  ];
}

/** Requests to the router's own port whose end can be read in two ways. */
function portAttacks(victim: Victim, origin: string, session: string): Attack[] {
  const host = new URL(origin).host;
  const inner = JSON.stringify({ tool_slug: "PLAIN_ECHO", arguments: { smuggled: true } });
  const head = (more: string, method = "POST", path = `/api/v3${session}/execute`): string =>
    `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\nx-api-key: ${projectKey}\r\ncontent-type: application/json\r\n${more}\r\n`;
  const hidden = `${head(`content-length: ${inner.length}\r\n`)}${inner}`;
  const ambiguous: Record<string, string> = {
    "a length and chunks": head("content-length: 5\r\ntransfer-encoding: chunked\r\n") + `0\r\n\r\n${hidden}`,
    "chunks and a length":
      head(`transfer-encoding: chunked\r\ncontent-length: ${hidden.length}\r\n`) + `0\r\n\r\n${hidden}`,
    "two lengths": head(`content-length: 0\r\ncontent-length: ${hidden.length}\r\n`) + hidden,
    "a list of lengths": head(`content-length: 0, ${hidden.length}\r\n`) + hidden,
    "a length with a plus": head("content-length: +0\r\n") + hidden,
    "a hexadecimal length": head("content-length: 0x0\r\n") + hidden,
    "a negative length": head("content-length: -1\r\n") + hidden,
    "a length with a space in its name": head("content-length : 0\r\n") + hidden,
    "chunks with a space in the name": head("transfer-encoding : chunked\r\n") + `0\r\n\r\n${hidden}`,
    "an encoding that hides chunks": head("transfer-encoding: xchunked\r\n") + hidden,
    "two encodings": head("transfer-encoding: chunked\r\ntransfer-encoding: identity\r\n") + `0\r\n\r\n${hidden}`,
    "an encoding behind a fold": head("transfer-encoding:\r\n chunked\r\n") + `0\r\n\r\n${hidden}`,
    "a chunk with a bad size": head("transfer-encoding: chunked\r\n") + `0x0\r\n\r\n${hidden}`,
    "a chunk that is longer than it says": head("transfer-encoding: chunked\r\n") + `1\r\nab\r\n0\r\n\r\n${hidden}`,
    "a header that ends with LF alone": `POST /api/v3${session} HTTP/1.1\nhost: ${host}\ncontent-length: 0\n\n${hidden}`,
  };
  return [
    ...Object.entries(ambiguous).map(([name, text]) => ({
      name: `a request to the router's port with ${name}`,
      run: async () => {
        const before = victim.runs.length;
        // Without the key of the hidden request's author, what it does is what the attacker wanted.
        const answer = await rawExchange(origin, text);
        must(victim.runs.length === before, `the hidden request ran; answered ${shown(answer)}`);
        must(/^HTTP\/1\.1 4\d\d /.test(answer) || answer === "", `answered ${shown(answer)}`);
      },
    })),
    {
      name: "a body without an end to the router's port",
      run: async () => {
        const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
        const answer = await rawExchange(origin, head("transfer-encoding: chunked\r\n") + chunk.repeat(40));
        must(answer.startsWith("HTTP/1.1 413 ") || answer === "", `answered ${shown(answer)}`);
      },
    },
    {
      name: "a body that the router is asked to wait for",
      run: async () => {
        const answer = await rawExchange(
          origin,
          head(`content-length: ${10 * MAX_BYTES}\r\nexpect: 100-continue\r\nconnection: close\r\n`),
        );
        must(/HTTP\/1\.1 4\d\d /.test(answer), `answered ${shown(answer)}`);
      },
    },
    {
      name: "a request for another protocol",
      run: async () => {
        const more = "connection: upgrade, close\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABk\r\ncontent-length: 0\r\n";
        const answer = await rawExchange(origin, head(more, "GET", `/api/v3${session}`));
        must(!answer.startsWith("HTTP/1.1 101"), `answered ${shown(answer)}`);
      },
    },
  ];
}
