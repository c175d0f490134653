/** As much of a `Response` as this package looks at: every `Response` is one. */
export interface FetchResponse extends Pick<Response, "status" | "statusText" | "ok" | "type" | "headers" | "body"> {
  /** Reads the whole body, in a way that is faster than its stream; gives undefined when it is longer than `maxBytes`. */
  readonly read?: ((maxBytes: number) => Promise<Uint8Array | undefined>) | undefined;
}

/** What this package needs of `fetch`: a URL as text, and options. */
export type Fetch = (url: string, init: RequestInit) => Promise<FetchResponse>;

/** The runtime's own `fetch`, before a test or a tracer replaces it. */
const native = globalThis.fetch;

/**
 * The global `fetch`, looked up on each call, so that a test or a tracer may replace it later. Node's own repeats a request
 * after a 421, as the standard allows, unless the body is a stream: so there it gets one, of a known length.
 */
export const globalFetch: Fetch = (url, init) => {
  const { fetch, navigator } = globalThis;
  const { method, body, headers } = init;
  const repeats = fetch === native && navigator?.userAgent?.startsWith("Node") && method !== "GET" && method !== "HEAD";
  if (!repeats || body instanceof ReadableStream) return fetch(url, init);
  const content = new Blob(body ? [body as BlobPart] : []);
  const streamed = { ...init, headers: new Headers(headers), body: content.stream(), duplex: "half" };
  streamed.headers.set("content-length", String(content.size));
  return fetch(url, streamed);
};
