import { aBoolean, checkOptions, type OptionRule, type OptionRules, type RulesFor } from "../errors/options.ts";

/** When and how often a failed call is retried. */
export interface RetryOptions {
  /** Maximum number of attempts, including the first. Default: 3. */
  readonly attempts?: number | undefined;
  /** Maximum delay between attempts in milliseconds. A longer `Retry-After` ends the call. Default: 20 000. */
  readonly maxDelay?: number | undefined;
  /** Milliseconds for all attempts and delays together. Default: no limit. */
  readonly deadline?: number | undefined;
  /**
   * Whether the call can safely run twice. Default: true for reads and for tools annotated as read-only or idempotent. Other
   * calls are retried only if they provably did not run.
   */
  readonly repeatable?: boolean | undefined;
}

/** The facts of an error that decide about a retry. */
interface Failure {
  readonly kind: string;
  readonly mayHaveRun?: boolean | undefined;
  readonly status?: number | undefined;
  readonly retryAfterMs?: number | undefined;
}

/** Upper bound of the first delay, in milliseconds; it doubles with each attempt. */
const FIRST_DELAY_MS = 500;

/**
 * The delay before a retry in milliseconds; undefined if the call must not be retried.
 *
 * - Repeatable calls are retried after a lost connection, a timeout, 408, 429 and 5xx.
 * - Other calls are retried if no connection was made, or if the rate limiter rejected them.
 *
 * The delay is the router's `Retry-After`, or exponential backoff with full jitter.
 */
export function retryDelay(
  failure: Failure,
  options: {
    /** Number of failed attempts. */
    readonly failed: number;
    readonly repeatable: boolean;
    readonly attempts: number;
    readonly maxDelay: number;
    /** Milliseconds until the deadline. */
    readonly left: number;
    /** A random number from 0 to 1. */
    readonly random: number;
  },
): number | undefined {
  const { failed, repeatable, attempts, maxDelay, left, random } = options;
  const { kind, mayHaveRun, status = 0, retryAfterMs } = failure;
  const isLost = kind === "ConnectionError";
  const isRetryable = repeatable
    ? isLost || kind === "TimeoutError" || status === 408 || status === 429 || status >= 500
    : !mayHaveRun && (isLost || status === 429);
  const delay = retryAfterMs ?? random * Math.min(maxDelay, FIRST_DELAY_MS * 2 ** (failed - 1));
  return isRetryable && failed < attempts && delay <= maxDelay && delay < left ? delay : undefined;
}

/** Retry options with all defaults filled in. */
export interface RetryPolicy {
  readonly attempts: number;
  readonly maxDelay: number;
  readonly deadline: number;
}

export const DEFAULT_RETRY: RetryPolicy = { attempts: 3, maxDelay: 20_000, deadline: Infinity };

const atLeast = (minimum: number): OptionRule => [
  `a number of at least ${minimum}`,
  (value) => typeof value === "number" && value >= minimum,
];

/** `repeatable` is an option of single calls only. */
export const routerRetryRules: RulesFor<Omit<RetryOptions, "repeatable">> = {
  attempts: atLeast(1),
  maxDelay: atLeast(0),
  deadline: ["a number of milliseconds above 0", (value) => typeof value === "number" && value > 0],
};

const retryRules: RulesFor<RetryOptions> = { ...routerRetryRules, repeatable: aBoolean };

/** @throws ToolRouterError that names an invalid option. */
export function retryPolicy(
  retry: RetryOptions | false | undefined,
  defaults: RetryPolicy,
  rules: OptionRules = retryRules,
): RetryPolicy {
  if (retry === false) return { ...DEFAULT_RETRY, attempts: 1 };
  checkOptions(retry ?? {}, rules, "retry");
  const { attempts = defaults.attempts, maxDelay = defaults.maxDelay, deadline = defaults.deadline } = retry ?? {};
  return { attempts, maxDelay, deadline };
}
