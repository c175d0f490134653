/** As much of a `Response` as this package looks at: every `Response` is one. */
export interface FetchResponse extends Pick<Response, "status" | "statusText" | "ok" | "type" | "headers" | "body"> {
  /** Reads the whole body, in a way that is faster than its stream; gives undefined when it is longer than `maxBytes`. */
  readonly read?: ((maxBytes: number) => Promise<Uint8Array | undefined>) | undefined;
}

/** What this package needs of `fetch`: a URL as text, and options. */
export type Fetch = (url: string, init: RequestInit) => Promise<FetchResponse>;
