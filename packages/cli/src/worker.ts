import cluster from "node:cluster";
import type { ServedToolkit } from "./report.ts";

// With `--watch`, a supervisor starts the router in worker processes, so that each version of the files is loaded afresh.
// The supervisor holds the port.

/** What a worker learns at its start. */
export interface WorkerSetup {
  /** Whether another worker serves an earlier version of the files. */
  readonly isRestart: boolean;
  /** The key that an earlier worker generated. */
  readonly apiKey: string | undefined;
}

/** What a worker reports to the supervisor. */
export type WorkerMessage =
  | { readonly kind: "loaded"; readonly file: string }
  | ({ readonly kind: "ready" } & Ready)
  /** It accepts no more requests, and finishes those in flight. */
  | { readonly kind: "closing" };

export interface Ready {
  /** The key, if it was generated. */
  readonly apiKey: string | undefined;
  readonly toolkits: readonly ServedToolkit[];
}

/** What the supervisor sends to a worker that should finish its requests and exit. */
export const STOP_MESSAGE = "stop";

const SETUP_VARIABLE = "TOOL_ROUTER_WATCH_SETUP";

/** Environment variables of a new worker. */
export function workerEnvironment(setup: WorkerSetup): Record<string, string> {
  return { [SETUP_VARIABLE]: JSON.stringify(setup) };
}

/** The side of a worker. */
export interface Worker extends WorkerSetup {
  /** Loads a toolkits file with a function that reports each file that it loads. */
  readonly load: <Result>(load: (onLoad: (file: string) => void) => Promise<Result>) => Promise<Result>;
  /** The signal aborts when the supervisor stops this worker. */
  readonly ready: (ready: Ready) => AbortSignal;
  readonly closing: () => void;
}

/** This process as a worker. Undefined in the supervisor and without `--watch`. */
export function thisWorker(): Worker | undefined {
  const setup = process.env[SETUP_VARIABLE];
  if (!cluster.isWorker || setup === undefined) return undefined;
  // It contains a key. Programs that the toolkits start would inherit it.
  delete process.env[SETUP_VARIABLE];
  return {
    ...(JSON.parse(setup) as WorkerSetup),
    load: async (load) => {
      // The channel would keep a process alive whose file never finishes loading.
      process.channel?.unref();
      try {
        return await load((file) => {
          send({ kind: "loaded", file });
        });
      } finally {
        process.channel?.ref();
      }
    },
    ready: (ready) => {
      const stop = new AbortController();
      process.on("message", (message) => {
        if (message === STOP_MESSAGE) stop.abort();
      });
      send({ kind: "ready", ...ready });
      return stop.signal;
    },
    closing: () => {
      send({ kind: "closing" });
    },
  };
}

function send(message: WorkerMessage): void {
  process.send?.(message);
}
