import type { paths } from "@tool-router/openapi";
import createClient, { type Client } from "openapi-fetch";
import { apiError, type CallFacts, unusableAnswer } from "./api-error.ts";
import { type Credential, redact } from "./credential.ts";
import { ToolRouterError } from "./errors.ts";
import type { Operation } from "./operations.ts";
import type { Incoming, Limits, Transport } from "./transport.ts";
import { type APIVersion, type BaseUrl, versionFor } from "./version.ts";

/** Limits of one call. */
export interface CallOptions {
  /** Ends the call at once; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds until the answer, its body included, must be there. Default: the router's `timeout`. */
  readonly timeout?: number | undefined;
}

/** What an own call hands to `openapi-fetch`. */
interface Sending {
  readonly fetch: (request: Request) => Promise<Response>;
}

/** The results of `openapi-fetch`, as far as they are used here. */
interface Answer<T> {
  readonly data?: T | undefined;
  readonly response: { readonly ok: boolean };
}

/** Calls of the API: typed from the spec, with one transport under all of them. */
export interface Http {
  /** For users: the whole API as plain `openapi-fetch`, with real `Request` and `Response` objects. */
  readonly api: Client<paths>;
  /** For our own calls, which need neither. */
  readonly client: Client<paths>;
  /**
   * Makes one call of `client` and gives the body of its success.
   *
   * @throws ToolRouterError (see `createTransport`), APIError for every answer that is no success.
   */
  call<T>(
    operation: Operation,
    options: CallOptions & { readonly defaultTimeout?: number | undefined; readonly toolSlug?: string | undefined },
    send: (sending: Sending) => Promise<Answer<T>>,
  ): Promise<NonNullable<T>>;
}

/** Stands in for `Request`, of which Node makes an expensive one. */
class LightRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | undefined;

  constructor(url: string, init: { method: string; headers: Headers; body?: string | undefined }) {
    this.url = url;
    this.method = init.method;
    this.headers = init.headers;
    this.body = init.body;
  }
}

/** Stands in for `Response`; holds what `openapi-fetch` reads of one. */
class LightResponse {
  readonly status: number;
  readonly ok: boolean;
  readonly headers: Headers;
  readonly #text: string;

  constructor(status: number, headers: Headers, text: string) {
    this.status = status;
    this.ok = status >= 200 && status < 300;
    this.headers = headers;
    this.#text = text;
  }

  text(): Promise<string> {
    return Promise.resolve(this.#text);
  }

  async json(): Promise<unknown> {
    return JSON.parse(this.#text);
  }
}

/** Statuses whose answers have no body; `Response` refuses one. */
const bodiless = new Set([204, 205, 304]);

export function createHttp(options: {
  baseUrl: BaseUrl;
  timeout: number | undefined;
  credential: Credential | undefined;
  transport: Transport;
}): Http {
  const { baseUrl, credential, transport } = options;
  const prefix = (version: APIVersion): string => `${baseUrl.root}/api/${version}`;
  const ownPrefix = prefix(baseUrl.version);
  const timeoutOf = (given: number | undefined, usual = 60_000): number =>
    checkedTimeout(given ?? options.timeout ?? usual);

  /** Where a request of this client really goes: operations of the other version lie beside. */
  const address = (url: string, method: string): string => {
    if (!url.startsWith(`${ownPrefix}/`)) return url;
    const rest = url.slice(ownPrefix.length);
    const [path = ""] = rest.split("?", 1);
    const version = versionFor(baseUrl.version, method, path);
    return version === baseUrl.version ? url : prefix(version) + rest;
  };
  const shared = {
    baseUrl: ownPrefix,
    pathSerializer: fillPath,
    querySerializer: { array: { style: "form", explode: false } },
  } as const;

  const client = createClient<paths>({ ...shared, Request: LightRequest as unknown as typeof Request });
  const api = createClient<paths>({
    ...shared,
    fetch: async (request: Request) => {
      const { method } = request;
      const url = address(request.url, method);
      const call: CallFacts = {
        operation: undefined,
        method,
        path: new URL(url).pathname,
        toolSlug: undefined,
        read: method === "GET" || method === "HEAD",
      };
      const body = request.body ? await request.arrayBuffer() : undefined;
      const limits: Limits = { timeout: timeoutOf(undefined), signal: request.signal };
      const incoming = await transport(call, { url, headers: new Headers(request.headers), body }, limits);
      const { status, statusText, headers } = incoming;
      return new Response(bodiless.has(status) ? null : incoming.body, { status, statusText, headers });
    },
  });

  return {
    api,
    client,
    async call(operation, { signal, timeout, defaultTimeout, toolSlug }, send) {
      const limits: Limits = { timeout: timeoutOf(timeout, defaultTimeout), signal };
      let call: CallFacts | undefined;
      let incoming: Incoming | undefined;
      let text = "";
      const fetch = async (request: Request): Promise<Response> => {
        const light = request as unknown as LightRequest;
        const url = address(light.url, light.method);
        const { id, read } = operation;
        call = { operation: id, method: light.method, path: new URL(url).pathname, toolSlug, read };
        incoming = await transport(call, { url, headers: light.headers, body: light.body }, limits);
        text = new TextDecoder().decode(incoming.body);
        return new LightResponse(incoming.status, incoming.headers, text) as unknown as Response;
      };

      let answer;
      try {
        answer = await send({ fetch });
      } catch (error) {
        // Only the parser of the body throws this: whatever the transport throws is its own.
        if (!(error instanceof SyntaxError) || !call || !incoming) throw error;
        // The parser quotes the body.
        const cause = new SyntaxError(redact(error.message, credential));
        throw unusableAnswer(call, incoming, `its body is no JSON: ${show(text)}`, cause);
      }
      if (!call || !incoming) throw new ToolRouterError(`${operation.id} was not sent.`);
      if (!answer.response.ok) {
        const hint =
          incoming.status === 401 && !credential
            ? "No key was sent: pass apiKey to createToolRouter, or set COMPOSIO_API_KEY."
            : "";
        throw apiError(call, { ...incoming, text }, (said) => redact(said, credential), hint);
      }
      if (typeof answer.data !== "object" || answer.data === null) {
        throw unusableAnswer(call, incoming, `its body is no JSON object: ${show(text)}`);
      }
      return answer.data;
    },
  };

  function show(text: string): string {
    return text === "" ? "it is empty." : JSON.stringify(redact(text, credential).slice(0, 200));
  }
}

/** Puts ids into a path. An id must stay one segment: `..` would address something else. */
function fillPath(path: string, parameters: Record<string, unknown>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const id = parameters[name];
    if (typeof id !== "string" || id === "" || id === "." || id === "..") {
      throw new ToolRouterError(`${name} must be an id; it is ${JSON.stringify(id)}.`);
    }
    return encodeURIComponent(id);
  });
}

/** @throws ToolRouterError when it is no time. */
export function checkedTimeout(timeout: number): number {
  if (timeout > 0) return timeout;
  throw new ToolRouterError(`timeout must be a number of milliseconds above 0, or Infinity; it is ${timeout}.`);
}
