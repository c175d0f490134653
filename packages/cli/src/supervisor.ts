import cluster, { type Worker } from "node:cluster";
import { CommandFailed } from "./exit-codes.ts";
import type { IO } from "./io.ts";
import type { Report } from "./report.ts";
import { watchFiles } from "./watch-files.ts";
import { STOP_MESSAGE, workerEnvironment, type Ready, type WorkerMessage } from "./worker.ts";

/**
 * Runs this program in a worker process, and in a new one after each change of a file that it loaded. The old worker
 * answers requests until the new one is ready, and then finishes those in flight. Resolves when the command was stopped.
 *
 * @throws CommandFailed if the first worker fails.
 */
export async function supervise(io: IO, report: Report): Promise<void> {
  const [exec, ...args] = io.program;
  cluster.setupPrimary({ exec, args });
  await new Promise<void>((resolve, reject) => {
    const workers = new Workers(report, {
      stopped: resolve,
      failed: () => {
        reject(new CommandFailed());
      },
    });
    io.stop.addEventListener("abort", () => {
      workers.stop();
    });
    workers.start();
  });
}

class Workers {
  readonly #running = new Set<Worker>();
  readonly #files = watchFiles(() => {
    this.start();
  });
  readonly #report: Report;
  readonly #ends: { readonly stopped: () => void; readonly failed: () => void };
  #serving: Worker | undefined;
  #starting: Worker | undefined;
  #apiKey: string | undefined;
  #hasServed = false;
  #isStopping = false;

  constructor(report: Report, ends: { readonly stopped: () => void; readonly failed: () => void }) {
    this.#report = report;
    this.#ends = ends;
  }

  start(): void {
    // It loads an outdated version.
    this.#starting?.process.kill("SIGKILL");
    const worker = cluster.fork(workerEnvironment({ isRestart: this.#serving !== undefined, apiKey: this.#apiKey }));
    this.#starting = worker;
    this.#running.add(worker);
    worker.on("message", (message: WorkerMessage) => {
      if (message.kind === "loaded") this.#files.add(message.file);
      else if (message.kind === "ready" && worker === this.#starting) this.#takeOver(worker, message);
    });
    // A message did not arrive, because the worker has ended.
    worker.on("error", () => undefined);
    worker.once("exit", (code: number | null, signal: string | null) => {
      this.#running.delete(worker);
      this.#ended(worker, code === null ? `signal ${signal}` : `exit code ${code}`);
    });
  }

  stop(): void {
    this.#isStopping = true;
    this.#files.close();
    for (const worker of this.#running) {
      if (worker === this.#starting) worker.process.kill("SIGKILL");
      else askToStop(worker);
    }
    this.#endIfIdle();
  }

  #takeOver(worker: Worker, { apiKey, toolkits }: Ready): void {
    const earlier = this.#serving;
    this.#serving = worker;
    this.#starting = undefined;
    this.#hasServed = true;
    this.#apiKey = apiKey;
    if (earlier === undefined) return;
    // From here on, requests get the new version.
    onceClosing(earlier, () => {
      this.#report.restarted(toolkits);
    });
    askToStop(earlier);
  }

  #ended(worker: Worker, reason: string): void {
    if (this.#isStopping) {
      this.#endIfIdle();
    } else if (worker === this.#starting) {
      this.#starting = undefined;
      if (this.#serving !== undefined) {
        this.#report.warning("the change was not applied. The earlier version keeps running.");
      } else if (!this.#hasServed) {
        this.#files.close();
        this.#ends.failed();
      }
    } else if (worker === this.#serving) {
      this.#serving = undefined;
      this.#report.warning(`the router crashed with ${reason}. It restarts after the next change.`);
    }
  }

  #endIfIdle(): void {
    if (this.#running.size === 0) this.#ends.stopped();
  }
}

function onceClosing(worker: Worker, listener: () => void): void {
  let isCalled = false;
  const call = (): void => {
    if (!isCalled) listener();
    isCalled = true;
  };
  worker.on("message", ({ kind }: WorkerMessage) => {
    if (kind === "closing") call();
  });
  worker.once("exit", call);
}

function askToStop(worker: Worker): void {
  if (worker.isConnected()) worker.send(STOP_MESSAGE);
}
