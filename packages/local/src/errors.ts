import { shorten } from "./shorten.ts";
import { errorCodes, type ErrorSlug, type Schemas } from "./spec.ts";

export interface RefusalDetails {
  /** What the caller can do about it. */
  suggestedFix?: string | undefined;
  /** Single problems, one line each. */
  errors?: readonly string[] | undefined;
  /** Seconds until the next attempt makes sense. */
  retryAfter?: number | undefined;
  /** True if the router's own limiter refuses. */
  byLimiter?: boolean | undefined;
  /** True if the work may have been done all the same. */
  mayHaveRun?: boolean | undefined;
  /** For `onError`; callers do not see it. */
  cause?: unknown;
}

const MAX_TEXT_LENGTH = 1_000;
const MAX_ERRORS = 25;

/**
 * A call that the router does not carry out; the pipeline answers it with the error envelope. Texts are shortened to 1,000
 * characters: many repeat what the caller sent.
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
  constructor(what: string) {
    super("HTTP_RequestTimeout", `The caller hung up. ${what} did not run.`);
  }
}

/** Call it right before the first effect, because the caller may have hung up while the router waited. */
export function requireCaller(signal: AbortSignal, what = "The request"): void {
  if (signal.aborted) throw new CallerGone(what);
}

/** The store threw, or did not answer in time. A write may have been carried out. */
export class StoreFailure extends Error {
  override readonly name = "StoreFailure";

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** A failure of the store as callers are told about it. Gives any other error as it is. */
export function storeRefusal(error: unknown, what: string, mayHaveRun: boolean): unknown {
  if (!(error instanceof StoreFailure)) return error;
  const { cause } = error;
  return mayHaveRun
    ? new Refusal("HTTP_ServiceUnavailable", `The router's store failed. ${what} may have run.`, {
        suggestedFix: "Check whether it ran before you repeat it",
        mayHaveRun,
        cause,
      })
    : new Refusal("HTTP_ServiceUnavailable", `The router's store is unavailable. ${what} did not run.`, {
        suggestedFix: "Try again in a moment. The router's onError receives the reason",
        retryAfter: 1,
        cause,
      });
}

export function statusOf(slug: ErrorSlug): number {
  return lookUp(slug).status;
}

/** The error envelope; code and status are those of the slug. */
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

/** A request that failed inside the router. The caller sees a bare 500. */
export interface FailedRequest {
  readonly kind: "request";
  readonly method: string;
  /** Without the query, and without the tokens of links and files. */
  readonly path: string;
  readonly requestId: string;
}

/** A run of a tool that threw, or one of its hooks did. The caller sees the message alone. */
export interface FailedRun {
  readonly kind: "run";
  readonly toolSlug: string;
  readonly logId: string;
  readonly sessionId: string;
}

/** Called with what was thrown, stack included, and where. */
export type OnError = (error: unknown, source: FailedRequest | FailedRun) => void;
