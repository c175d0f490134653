import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A received request, with or without a response. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  /** SHA-256 of the body, in hexadecimal; undefined if the fault occurred before the body was read. */
  bodyHash: string | undefined;
}

export interface FaultServer {
  readonly origin: string;
  /** An origin without a server. */
  readonly refusingOrigin: string;
  /** Requests with this label, in order. Requests to the presigned URL have the label `<label> store`. */
  received(label: string): readonly Received[];
  /** Requests received at the other origin, the target of some redirects. */
  receivedElsewhere(label: string): readonly Received[];
  close(): Promise<void>;
}

/** Headers that select the fault of a request and the label of its log. */
export const faultHeader = "x-fault";
export const labelHeader = "x-label";
/** The header that selects the fault of the presigned URL in the response. */
export const storeFaultHeader = "x-store-fault";

/** The argument of a fault. `count` is the number of requests with this label so far. */
interface Situation {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly count: number;
  readonly origin: string;
  readonly otherOrigin: string;
  readonly refusingOrigin: string;
}
type Fault = (situation: Situation) => void;

/** A success of any operation: has the required fields of all of them. */
const success: Fault = ({ request, response, origin, refusingOrigin }) => {
  const { [labelHeader]: label, [storeFaultHeader]: storeFault } = request.headers;
  const store = `${storeFault === "connection refused" ? refusingOrigin : origin}/store/${String(label)}`;
  const body = {
    session_id: "trs_1",
    mcp: { type: "http", url: `${origin}/mcp` },
    tool_router_tools: [],
    config: { user_id: "user_1" },
    deleted: true,
    success: true,
    items: [{ slug: "a", connected_account: { id: "ca_1", status: "ACTIVE" } }],
    next_cursor: null,
    results: [],
    // For batches of two.
    data: { results: [0, 1].map((index) => ({ index, response: { successful: true, data: {} } })) },
    error: null,
    log_id: "log_1",
    redirect_url: "https://connect.example/1",
    connected_account: { id: "ca_1", status: "INACTIVE" },
    auth_config: { id: "ac_1", auth_scheme: "OAUTH2", is_composio_managed: true },
    connected_account_id: "ca_1",
    id: "ca_1",
    status: request.url?.includes("/proxy_execute") ? 200 : "ACTIVE",
    slug: "A_TOOL",
    mount_relative_path: "a.txt",
    sandbox_mount_prefix: "/mnt/files",
    upload_url: store,
    download_url: store,
    new_presigned_url: store,
    key: "key_1",
  };
  send(response, 200, JSON.stringify(body));
};

function send(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(body)),
    ...headers,
  });
  response.end(body);
}

const envelope = (status: number): string =>
  JSON.stringify({ error: { message: `refused with ${status}`, code: 1, slug: "Some_Slug", status } });

/** An error response in the router's envelope. */
const refusal =
  (status: number, headers: Record<string, string> = {}): Fault =>
  ({ response }) =>
    send(response, status, envelope(status), headers);

const page = "<!doctype html><html><h1>Sign in</h1></html>";
const html =
  (status: number): Fault =>
  ({ response }) =>
    send(response, status, page, { "content-type": "text/html" });

const answer =
  (body: string, headers: Record<string, string> = {}): Fault =>
  ({ response }) =>
    send(response, 200, body, headers);

/** Closes the connection with RST. */
const reset: Fault = ({ request }) => request.socket.resetAndDestroy();

const redirect =
  (status: number, location: (situation: Situation) => string): Fault =>
  (situation) => {
    situation.response.writeHead(status, { location: location(situation), "content-length": "0" });
    situation.response.end();
  };

/** Begins a JSON response without a content-length. */
const begin = ({ response }: Situation): void => {
  response.writeHead(200, { "content-type": "application/json" });
  response.write('{"data":{');
};

/** An informational response, then the final one. */
const informational =
  (head: string): Fault =>
  (situation) => {
    situation.request.socket.write(head);
    success(situation);
  };

/** Applies the faults in order to the requests of a label, then repeats the last one. */
const inTurn =
  (...faults: readonly Fault[]): Fault =>
  (situation) =>
    faults[Math.min(situation.count, faults.length) - 1]!(situation);

const limiterBody = JSON.stringify({ message: "Rate limit exceeded. Limit: 2000 requests per 1 minutes" });
const limiter: Fault = ({ response }) => send(response, 429, limiterBody, { "retry-after": "0" });

/** The fault that occurs while the request is being sent. */
const early = "reset before the body";

const faults: Readonly<Record<string, Fault>> = {
  "no fault": success,
  [early]: reset,
  "reset before the answer": reset,
  "reset within the answer": (situation) => {
    begin(situation);
    setImmediate(() => situation.request.socket.resetAndDestroy());
  },
  "end before the length": ({ request, response }) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
    response.write('{"data":{');
    setImmediate(() => request.socket.end());
  },
  "a response that is not HTTP": ({ request }) => void request.socket.end("220 mail.example ESMTP\r\n"),
  "invalid gzip": answer("{}", { "content-encoding": "gzip" }),
  "no answer": () => {},
  "100 before the answer": informational("HTTP/1.1 100 Continue\r\n\r\n"),
  "103 before the answer": informational(
    "HTTP/1.1 103 Early Hints\r\nlink: </a>; rel=preload\r\ncontent-length: 9\r\n\r\n",
  ),
  "no end of the headers": ({ request }) => void request.socket.write("HTTP/1.1 200 OK\r\ncontent-type: text/plain"),
  "no body after the headers": ({ response }) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
    response.flushHeaders();
  },
  "a trickle": (situation) => {
    begin(situation);
    const timer = setInterval(() => situation.response.write(" "), 5);
    situation.response.once("close", () => clearInterval(timer));
  },
  "an endless body": ({ response }) => {
    response.writeHead(200, { "content-type": "application/json" });
    const chunk = " ".repeat(16_384);
    const fill = (): void => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on("drain", fill);
    fill();
  },
  "a body announced too long": answer(JSON.stringify({ data: "x".repeat(100_000) })),
  "200 with HTML": html(200),
  "200 with truncated JSON": answer('{"data":{"a":[1,2'),
  "200 with nothing": answer(""),
  "200 with null": answer("null"),
  "200 with a number": answer("5"),
  "200 of something else": answer('{"hello":"world"}'),
  "204": ({ response }) => {
    response.writeHead(204);
    response.end();
  },
  "304": ({ response }) => {
    response.writeHead(304);
    response.end();
  },
  "400": refusal(400),
  "401": refusal(401),
  "402": refusal(402),
  "403": refusal(403),
  "404": refusal(404),
  "405": refusal(405),
  "408": refusal(408),
  "409": refusal(409),
  "410": refusal(410),
  "413": refusal(413),
  "421": refusal(421),
  "422": refusal(422),
  "425": refusal(425),
  "429 limiter": limiter,
  "429 limiter, in envelope": refusal(429, { "x-ratelimit-remaining": "0" }),
  "429 edge, with HTML": html(429),
  "429 limiter, for an hour": ({ response }) => send(response, 429, limiterBody, { "retry-after": "3600" }),
  "429 provider": refusal(429, { "x-ratelimit-remaining": "1999", "retry-after": "0" }),
  "500": refusal(500),
  "501": refusal(501),
  "502": refusal(502),
  "502 with HTML": html(502),
  "503": refusal(503),
  "503 for an hour": refusal(503, { "retry-after": "3600" }),
  "504": refusal(504),
  "301 within the origin": inTurn(
    redirect(301, () => "/moved"),
    success,
  ),
  "302 within the origin": inTurn(
    redirect(302, () => "/moved"),
    success,
  ),
  "303 within the origin": inTurn(
    redirect(303, () => "/moved"),
    success,
  ),
  "307 within the origin": inTurn(
    redirect(307, () => "/moved"),
    success,
  ),
  "308 within the origin": inTurn(
    redirect(308, () => "/moved"),
    success,
  ),
  "307 to another origin": redirect(307, ({ otherOrigin }) => `${otherOrigin}/moved`),
  "307 to itself": redirect(307, () => "/moved"),
  "307 to nowhere": ({ response }) => {
    response.writeHead(307);
    response.end();
  },
  "reset, then success": inTurn(reset, success),
  "503, then success": inTurn(refusal(503), success),
  "429 limiter, then success": inTurn(limiter, success),
  "503, then 404": inTurn(refusal(503), refusal(404)),
  "reset, then 404": inTurn(reset, refusal(404)),
};

/** The names of all faults. */
export const servedFaults: readonly string[] = Object.keys(faults);

/**
 * Starts a router on the loopback interface that fails as each request selects, and records requests. Its presigned URLs
 * lead to itself.
 */
export async function startFaultServer(): Promise<FaultServer> {
  const log = new Map<string, Received[]>();
  const elsewhere = new Map<string, Received[]>();
  /** The faults of the presigned URLs, by label. */
  const stores = new Map<string, string>();
  let origin = "";
  let otherOrigin = "";
  const refusingOrigin = await findRefusingOrigin();

  const keep = (where: Map<string, Received[]>, label: string, request: IncomingMessage): [Received, number] => {
    const { method = "", url: path = "", headers } = request;
    const received: Received = { method, path, headers, bodyHash: undefined };
    const list = where.get(label) ?? [];
    where.set(label, list);
    return [received, list.push(received)];
  };

  const server = createServer((request, response) => {
    const { url = "", headers } = request;
    const [, storeLabel] = /^\/store\/([^?]+)/.exec(url) ?? [];
    const label = String(storeLabel ? `${decodeURIComponent(storeLabel)} store` : headers[labelHeader]);
    const fault = String(
      storeLabel ? (stores.get(decodeURIComponent(storeLabel)) ?? "no fault") : headers[faultHeader],
    );
    const storeFault = headers[storeFaultHeader];
    if (typeof storeFault === "string") stores.set(label, storeFault);

    const [received, count] = keep(log, label, request);
    const situation = { request, response, count, origin, otherOrigin, refusingOrigin };
    // Clients abort many of these requests.
    request.on("error", () => {});
    response.on("error", () => {});
    if (fault === early) return reset(situation);
    const hash = createHash("sha256");
    request.on("data", (chunk: Buffer) => hash.update(chunk));
    request.on("end", () => {
      received.bodyHash = hash.digest("hex");
      faults[fault]!(situation);
    });
  });
  const other = createServer((request, response) => {
    keep(elsewhere, String(request.headers[labelHeader]), request);
    response.end("{}");
  });

  for (const each of [server, other]) {
    each.on("connection", (socket) => socket.on("error", () => {}));
    each.keepAliveTimeout = 60_000;
    each.listen(0, "127.0.0.1");
    await once(each, "listening");
  }
  const originOf = (each: typeof server): string => `http://127.0.0.1:${(each.address() as AddressInfo).port}`;
  origin = originOf(server);
  otherOrigin = originOf(other);

  return {
    origin,
    refusingOrigin,
    received: (label) => log.get(label) ?? [],
    receivedElsewhere: (label) => elsewhere.get(label) ?? [],
    async close() {
      for (const each of [server, other]) {
        each.closeAllConnections();
        await new Promise((resolve) => each.close(resolve));
      }
    },
  };
}

/** Finds a free port below the ephemeral range, so that no other process or connection takes it. */
async function findRefusingOrigin(): Promise<string> {
  for (let port = 20_011; port < 30_000; port++) {
    const probe = createServer().listen(port, "127.0.0.1");
    const free = await Promise.race([
      once(probe, "listening").then(
        () => true,
        () => false,
      ),
      once(probe, "error").then(() => false),
    ]);
    if (!free) continue;
    await new Promise((resolve) => probe.close(resolve));
    return `http://127.0.0.1:${port}`;
  }
  throw new Error("No free port");
}
