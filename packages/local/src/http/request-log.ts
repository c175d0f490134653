import type { MiddlewareHandler } from "hono";
import { isJSONObject } from "../json.ts";
import { noResponse } from "../requests/dropped-connection.ts";
import type { Environment } from "../requests/environment.ts";

/** An answered request. Credentials, the query, and tokens of links and files are left out. */
export interface AnsweredRequest {
  readonly method: string;
  readonly path: string;
  /** Undefined if the connection ended without a response. */
  readonly status: number | undefined;
  readonly durationMs: number;
  readonly requestId: string;
  /** The tool named by the request. */
  readonly toolSlug: string | undefined;
}

export type OnRequest = (request: AnsweredRequest) => unknown;

export function logRequests(onRequest: OnRequest, now: () => Date): MiddlewareHandler<Environment> {
  return async (context, next) => {
    const start = now().getTime();
    await next();
    const { method, path } = context.req;
    const request: AnsweredRequest = {
      method,
      path: loggedPath(path),
      status: context.res.headers.has(droppedHeader) ? undefined : context.res.status,
      durationMs: now().getTime() - start,
      requestId: context.get("requestId"),
      toolSlug: context.get("toolSlug"),
    };
    const log = async (): Promise<unknown> => onRequest(request);
    // An error of onRequest must not fail the request.
    void log().catch(() => undefined);
  };
}

/** Header that marks a response the HTTP server does not send. */
const [droppedHeader = ""] = noResponse.headers.keys();

/**
 * The path with the tokens of links and files redacted: they are credentials, also in a mistyped path. Control characters
 * are percent-encoded, because they could forge a line of a log.
 */
export function loggedPath(path: string): string {
  return path
    .replaceAll(/(?<!mounts)((?:\/|%2f)+(?:link|files)(?:\/|%2f)+)(?!upload\/request$)[^/]+/gi, "$1***")
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, encodeURIComponent);
}

/** The tool named by a body, if its slug is safe to log. */
export function toolSlugIn(body: unknown): string | undefined {
  const named = isJSONObject(body) ? (body["tool_slug"] ?? body["slug"]) : undefined;
  return typeof named === "string" && /^[\w-]{1,200}$/.test(named) ? named : undefined;
}
