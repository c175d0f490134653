import type { MiddlewareHandler } from "hono";
import { isJSONObject } from "../json.ts";
import type { Environment } from "./api.ts";
import { noResponse } from "./dropped-connection.ts";

/** A request that was answered. It holds no credentials, no query and no tokens of links or files. */
export interface AnsweredRequest {
  readonly method: string;
  readonly path: string;
  /** Undefined if the connection ended without an answer. */
  readonly status: number | undefined;
  readonly durationMs: number;
  readonly requestId: string;
  /** The tool that the request was to run. */
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
    // A broken log must not cost the caller its answer.
    void log().catch(() => undefined);
  };
}

/** Marks the response that an HTTP server does not send. */
const [droppedHeader = ""] = noResponse.headers.keys();

/**
 * The path without the tokens of links and files, which are secrets. A mistyped path may have a token as well. Characters
 * that could begin a line of a log, or control a terminal, are percent-encoded.
 */
export function loggedPath(path: string): string {
  return path
    .replaceAll(/(?<!mounts)((?:\/|%2f)+(?:link|files)(?:\/|%2f)+)(?!upload\/request$)[^/]+/gi, "$1***")
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, encodeURIComponent);
}

/** The tool that a body names, if its slug can stand in a line of a log. */
export function toolSlugIn(body: unknown): string | undefined {
  const named = isJSONObject(body) ? (body["tool_slug"] ?? body["slug"]) : undefined;
  return typeof named === "string" && /^[\w-]{1,200}$/.test(named) ? named : undefined;
}
