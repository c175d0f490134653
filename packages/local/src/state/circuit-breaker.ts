/** Runs a call to a server, or rejects immediately while the server is down. */
export type CircuitBreaker = <Value>(call: () => Promise<Value>) => Promise<Value>;

export interface CircuitBreakerOptions {
  /** Consecutive failures after which calls reject immediately. */
  readonly maxFailures: number;
  /** Milliseconds until a call may probe the server. */
  readonly cooldown: number;
  /** Whether an error means that the server is down. Any other error shows that it answers. */
  readonly isFailure: (error: unknown) => boolean;
  /** Called when the breaker opens, and after each failed probe. */
  readonly onOpen: () => void;
  /** The clock, in milliseconds. Default: `performance.now`. */
  readonly now?: (() => number) | undefined;
}

/** While it is open, calls reject with the error that opened it. One call at a time probes the server. */
export function circuitBreaker({
  maxFailures,
  cooldown,
  isFailure,
  onOpen,
  now = () => performance.now(),
}: CircuitBreakerOptions): CircuitBreaker {
  let failures = 0;
  let probeAt = 0;
  let lastError: unknown;
  return async (call) => {
    if (failures >= maxFailures) {
      if (now() < probeAt) throw lastError;
      // Other calls reject until this probe has ended.
      probeAt = Infinity;
    }
    try {
      const value = await call();
      failures = 0;
      return value;
    } catch (error) {
      if (!isFailure(error)) {
        failures = 0;
        throw error;
      }
      failures++;
      lastError = error;
      if (failures >= maxFailures) {
        probeAt = now() + cooldown;
        onOpen();
      }
      throw error;
    }
  };
}
