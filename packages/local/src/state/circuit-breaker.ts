/** Runs a call to a server, or rejects at once while the server is down. */
export type CircuitBreaker = <Value>(call: () => Promise<Value>) => Promise<Value>;

export interface CircuitBreakerOptions {
  /** Failures in a row after which calls reject at once. */
  readonly maxFailures: number;
  /** Milliseconds until a call may probe the server. */
  readonly cooldown: number;
  /** Whether an error means that the server is down. Any other error shows that it answers. */
  readonly isFailure: (error: unknown) => boolean;
  /** Called when calls begin to reject at once, and after each failed probe. */
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
      // Until this probe has ended, the other calls reject.
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
