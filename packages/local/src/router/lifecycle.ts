/** Opens a router before its first request, and closes it once. */
export class Lifecycle {
  readonly #start: () => Promise<void>;
  readonly #stop: () => Promise<void>;
  #opening: Promise<void> | undefined;
  #closing: Promise<void> | undefined;
  #isOpen = false;

  /** `start` runs before the first request, again after a failure, and after a restart. `stop` runs once. */
  constructor(steps: { start: () => Promise<void>; stop: () => Promise<void> }) {
    this.#start = steps.start;
    this.#stop = steps.stop;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Starts the router, unless it has started or is starting. */
  open(): Promise<void> {
    return this.#opening ?? this.#run(this.#start);
  }

  /** As {@link open}, but rejects after `close()`: a closed store would open itself again. */
  async requireOpen(): Promise<void> {
    this.requireNotClosed();
    await this.open();
  }

  requireNotClosed(): void {
    if (this.#closing !== undefined) throw new Error("The router is closed. Create a new one");
  }

  /** Runs `clear` after a start in flight has ended, and starts again. */
  restart(clear: () => Promise<void>): Promise<void> {
    const earlier = this.#opening;
    this.#isOpen = false;
    return this.#run(async () => {
      await earlier?.catch(() => undefined);
      await clear();
      await this.#start();
    });
  }

  close(): Promise<void> {
    this.#closing ??= this.#stop();
    return this.#closing;
  }

  #run(steps: () => Promise<void>): Promise<void> {
    // A restart may replace this start while it runs.
    const opening: Promise<void> = this.#attempt(steps, () => this.#opening === opening);
    this.#opening = opening;
    return opening;
  }

  async #attempt(steps: () => Promise<void>, isCurrent: () => boolean): Promise<void> {
    try {
      await steps();
      if (isCurrent()) this.#isOpen = true;
    } catch (error) {
      // The store may be reachable again at the next request.
      if (isCurrent()) this.#opening = undefined;
      throw error;
    }
  }
}
