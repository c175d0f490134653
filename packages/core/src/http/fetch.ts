/** The parts of a `Response` that this package uses. Every `Response` has them. */
export interface FetchResponse extends Pick<Response, "status" | "statusText" | "ok" | "type" | "headers" | "body"> {
  /** Reads the whole body, faster than its stream. Resolves to undefined if it is longer than `maxBytes`. */
  readonly read?: ((maxBytes: number) => Promise<Uint8Array | undefined>) | undefined;
}

/** The parts of `fetch` that this package uses. The URL is always a string. */
export type Fetch = (url: string, init: RequestInit) => Promise<FetchResponse>;

/** The runtime's own `fetch`, before a test or a tracer replaces it. */
const nativeFetch = globalThis.fetch;

/**
 * The global `fetch`, looked up on each call, because a test or a tracer may replace it.
 *
 * After a 421, Node's own repeats a request unless its body is a stream. A write must not be repeated, so its body is sent as
 * a stream of known length.
 */
export const globalFetch: Fetch = (url, init) => {
  const { fetch, navigator } = globalThis;
  const { method, body, headers } = init;
  const isRepeated =
    fetch === nativeFetch && navigator?.userAgent?.startsWith("Node") && method !== "GET" && method !== "HEAD";
  if (!isRepeated || body instanceof ReadableStream) return fetch(url, init);
  const content = new Blob(body ? [body as BlobPart] : []);
  const streamed = { ...init, headers: new Headers(headers), body: content.stream(), duplex: "half" };
  streamed.headers.set("content-length", String(content.size));
  return fetch(url, streamed);
};
