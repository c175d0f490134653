import type { StoreFailure } from "../errors.ts";
import type { Caller } from "./caller.ts";
import type { DroppedConnection } from "./dropped-connection.ts";

/** Remaining requests of a caller in the current minute. */
export interface Budget {
  readonly limit: number;
  readonly remaining: number;
  readonly isOver: boolean;
  /** Seconds until the next minute begins. */
  readonly resetAfter: number;
}

/** What Hono carries along with one request. */
export interface Environment {
  Bindings: {
    /** The abort signal of an in-process caller. A caller at a socket has the request's own. */
    signal?: AbortSignal | undefined;
    drop?: (lost: DroppedConnection) => void;
    /** Whether the request came in at a loopback address. */
    isLoopback?: boolean;
    /** Set if the router could not open its store. Every request is then refused. */
    failure?: StoreFailure | undefined;
  };
  Variables: {
    requestId: string;
    caller: Caller;
    budget?: Budget;
    toolSlug?: string;
    /** Whether the request may have changed something. Default: true, except for reads. API requests start with false. */
    hasBegun?: boolean;
  };
}
