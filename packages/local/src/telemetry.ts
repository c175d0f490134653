/** A request that runs tools, or one call of a batch. */
export interface TracedRun {
  /** The headers of a request, with the caller's `traceparent`. Undefined for a call of a batch. */
  readonly headers: Headers | undefined;
  /** Undefined outside of sessions. */
  readonly sessionId: string | undefined;
  /** Undefined for a proxy request. */
  readonly tool: string | undefined;
  /** The account that the call names, by id, word id or alias. */
  readonly account: string | undefined;
}

/** Does the work within a span, and returns what the work returns. */
export type Telemetry = <Result>(run: TracedRun, work: () => Promise<Result>) => Promise<Result>;

/** The default: no spans. */
export const untraced: Telemetry = async (_run, work) => work();
