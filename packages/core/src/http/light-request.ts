import type { IncomingResponse } from "./transport.ts";

/** Replaces `Request` in `openapi-fetch`, because Node's own is expensive to create. */
export class LightRequest {
  readonly url: string;
  declare readonly method: string;
  declare readonly headers: Headers;
  declare readonly body: string | undefined;

  constructor(url: string, init: object) {
    Object.assign(this, init);
    this.url = url;
  }
}

const noHeaders = new Map();

/** Passes a response through `openapi-fetch` untouched: with `parseAs: "stream"`, its `body` becomes `data`. */
export const lightResponse = <Body extends IncomingResponse>(
  body: Body,
): { readonly ok: true; readonly headers: unknown; readonly body: Body } => ({ ok: true, headers: noHeaders, body });
