import type { CallErrorFacts, ToolRouterErrorFacts } from "../errors/errors.ts";
import { redact } from "../errors/redact.ts";
import { operationId } from "./operations.ts";

/** What is known about an attempt before its response arrives. Errors are made from it. */
export interface CallFacts {
  readonly method: string;
  readonly url: string;
  /** The operation's path in the OpenAPI document; undefined for `router.api`. */
  readonly template?: string | undefined;
  readonly toolSlug?: string | undefined;
  /** Running the call twice does no harm. */
  readonly repeatable: boolean;
  /** The number of this attempt, from 1. */
  readonly attempts: number;
  /** Known tool slugs, for suggesting a correction. */
  readonly slugs?: Iterable<string> | undefined;
  /** How to fix a 401, if the client can tell. */
  readonly keyFix?: string | undefined;
  /** Texts that errors must not contain. */
  readonly secrets: readonly string[];
  /** The URL is presigned: neither credential nor caller's headers are sent, and a successful body is left unread. */
  readonly presigned?: boolean | undefined;
}

/** The facts of a call, as its error exposes them. */
export function callDetails(
  { method, url, template, toolSlug, attempts, repeatable, secrets }: CallFacts,
  mayHaveRun: boolean,
): Omit<CallErrorFacts, keyof ToolRouterErrorFacts> {
  return {
    operation: template && operationId(method, template),
    method,
    // A caller may pass a key as an id by mistake.
    path: redact(new URL(url).pathname, secrets),
    toolSlug: toolSlug && redact(toolSlug, secrets),
    mayHaveRun: mayHaveRun && !repeatable,
    attempts,
  };
}
