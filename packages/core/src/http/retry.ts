import { aBoolean, checkOptions, type OptionRule, type OptionRules, type RulesFor } from "../errors/options.ts";

/** When and how often a call that failed is sent again. */
export interface RetryOptions {
  /** How often a call is sent, the first time included. Default: 3. */
  readonly attempts?: number | undefined;
  /** The longest wait between two attempts, in milliseconds. Default: 20 000. A router that asks for a longer one is not asked again. */
  readonly maxDelay?: number | undefined;
  /** Milliseconds for all attempts and waits together. Default: no limit but the attempts' own. */
  readonly deadline?: number | undefined;
  /**
   * Says of one call that to run it twice does no harm, or that it does. Default: reads, and tools that
   * call themselves read-only or idempotent, may be repeated; every other call only when it provably did not run.
   */
  readonly repeatable?: boolean | undefined;
}

/** What is decided from; see the errors of this package. */
interface Failure {
  readonly kind: string;
  readonly mayHaveRun?: boolean | undefined;
  readonly status?: number | undefined;
  readonly retryAfterMs?: number | undefined;
}

/** A wait before the first repetition, in milliseconds; it doubles each time. */
const firstDelay = 500;

/**
 * How long to wait before the call is sent again, in milliseconds; undefined: it is not.
 *
 * - Repeatable calls: after a lost connection, a timeout, and 408, 429 or 5xx.
 * - All others: when no connection was made, or when the rate limiter itself refused.
 *
 * The wait is what the router asks for, else random below a bound that doubles (full jitter).
 */
export function retryDelay(
  failure: Failure,
  options: {
    /** How many attempts failed, this one included. */
    readonly failed: number;
    readonly repeatable: boolean;
    readonly attempts: number;
    readonly maxDelay: number;
    /** Milliseconds that are left of the deadline. */
    readonly left: number;
    /** From 0 up to 1. */
    readonly random: number;
  },
): number | undefined {
  const { failed, repeatable, attempts, maxDelay, left, random } = options;
  const { kind, mayHaveRun, status = 0, retryAfterMs } = failure;
  const lost = kind === "ConnectionError";
  const again = repeatable
    ? lost || kind === "TimeoutError" || status === 408 || status === 429 || status >= 500
    : !mayHaveRun && (lost || status === 429);
  const delay = retryAfterMs ?? random * Math.min(maxDelay, firstDelay * 2 ** (failed - 1));
  return again && failed < attempts && delay <= maxDelay && delay < left ? delay : undefined;
}

/** A complete choice. */
export interface RetryPolicy {
  readonly attempts: number;
  readonly maxDelay: number;
  readonly deadline: number;
}

export const noRetry: RetryPolicy = { attempts: 1, maxDelay: 20_000, deadline: Infinity };

const atLeast = (least: number): OptionRule => [
  `a number of at least ${least}`,
  (value) => typeof value === "number" && value >= least,
];

/** The router's own `retry`: whether a call may be repeated is said of each call. */
export const routerRetryRules: RulesFor<Omit<RetryOptions, "repeatable">> = {
  attempts: atLeast(1),
  maxDelay: atLeast(0),
  deadline: ["a number of milliseconds above 0", (value) => typeof value === "number" && value > 0],
};

const retryRules: RulesFor<RetryOptions> = { ...routerRetryRules, repeatable: aBoolean };

/** @throws ToolRouterError that names the option. */
export function checkedRetry(
  retry: RetryOptions | false | undefined,
  usual: RetryPolicy,
  rules: OptionRules = retryRules,
): RetryPolicy {
  if (retry === false) return noRetry;
  checkOptions(retry ?? {}, rules, "retry");
  const { attempts = usual.attempts, maxDelay = usual.maxDelay, deadline = usual.deadline } = retry ?? {};
  return { attempts, maxDelay, deadline };
}
