import { shorten } from "./shorten.ts";
import { errorCodes, type ErrorSlug, type Schemas } from "./spec.ts";

export interface RefusalDetails {
  /** How the caller can fix the request. */
  suggestedFix?: string | undefined;
  /** Individual problems, one line each. */
  errors?: readonly string[] | undefined;
  /** Seconds until the caller should retry. */
  retryAfter?: number | undefined;
  /** Whether the router's own rate limiter refused. */
  byLimiter?: boolean | undefined;
  /** Whether the request may have taken effect. */
  mayHaveRun?: boolean | undefined;
  /** Reported to `onError`. Callers do not see it. */
  cause?: unknown;
}

const MAX_TEXT_LENGTH = 1_000;
const MAX_ERRORS = 25;

/**
 * A refused request. The HTTP layer answers it with the error envelope. Texts are truncated to 1,000 characters, because
 * many quote the request.
 */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly slug: ErrorSlug;
  readonly details: RefusalDetails;

  constructor(slug: ErrorSlug, message: string, details: RefusalDetails = {}) {
    super(shorten(message, MAX_TEXT_LENGTH));
    this.slug = slug;
    const { suggestedFix, errors, ...rest } = details;
    this.details = {
      ...rest,
      suggestedFix: suggestedFix && shorten(suggestedFix, MAX_TEXT_LENGTH),
      errors: errors && shortList(errors),
    };
  }
}

function shortList(errors: readonly string[]): string[] {
  const shown = errors.slice(0, MAX_ERRORS).map((error) => shorten(error, MAX_TEXT_LENGTH));
  const rest = errors.length - shown.length;
  return rest > 0 ? [...shown, `and ${rest} more`] : shown;
}

export function refuse(slug: ErrorSlug, message: string, details?: RefusalDetails): never {
  throw new Refusal(slug, message, details);
}

/** The caller hung up before the work began. */
export class CallerGone extends Refusal {
  constructor(subject: string) {
    super("HTTP_RequestTimeout", `The caller hung up. ${subject} did not run.`);
  }
}

/** Throws if the caller hung up. Call it right before the first side effect. */
export function requireCaller(signal: AbortSignal, subject = "The request"): void {
  if (signal.aborted) throw new CallerGone(subject);
}

/** The store threw or timed out. A write may have taken effect. */
export class StoreFailure extends Error {
  override readonly name = "StoreFailure";

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** Turns a store failure into a refusal for the caller. Returns other errors unchanged. */
export function storeRefusal(error: unknown, subject: string, mayHaveRun: boolean): unknown {
  if (!(error instanceof StoreFailure)) return error;
  const { cause } = error;
  return mayHaveRun
    ? new Refusal("HTTP_ServiceUnavailable", `The router's store failed. ${subject} may have run.`, {
        suggestedFix: "Check whether it ran before retrying",
        mayHaveRun,
        cause,
      })
    : new Refusal("HTTP_ServiceUnavailable", `The router's store is unavailable. ${subject} did not run.`, {
        suggestedFix: "Retry in a moment. The router's onError receives the cause",
        retryAfter: 1,
        cause,
      });
}

export function statusOf(slug: ErrorSlug): number {
  return lookUp(slug).status;
}

/** The error envelope, with the slug's code and status. */
export function envelope(refusal: Refusal, requestId: string): Schemas["Error"] {
  const { code, status } = lookUp(refusal.slug);
  const { suggestedFix, errors } = refusal.details;
  return {
    error: {
      message: refusal.message,
      code,
      slug: refusal.slug,
      status,
      request_id: requestId,
      ...(suggestedFix === undefined ? {} : { suggested_fix: suggestedFix }),
      ...(errors === undefined ? {} : { errors: [...errors] }),
    },
  };
}

function lookUp(slug: ErrorSlug): { code: number; status: number } {
  const known = errorCodes.get(slug);
  if (known === undefined) throw new Error(`The OpenAPI document has no error ${slug}`);
  return known;
}

/** A request that failed with an internal error. The caller sees a bare 500. */
export interface FailedRequest {
  readonly kind: "request";
  readonly method: string;
  /** Without the query, and without the tokens of links and files. */
  readonly path: string;
  readonly requestId: string;
}

/** A run in which the tool or a hook threw. The caller sees only the message. */
export interface FailedRun {
  readonly kind: "run";
  readonly toolSlug: string;
  readonly logId: string;
  readonly sessionId: string;
}

/** Receives a thrown error and its source. */
export type OnError = (error: unknown, source: FailedRequest | FailedRun) => void;
