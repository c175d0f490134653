import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { isQuestion } from "../approvals/answers.ts";
import {
  CallerGone,
  refuse,
  Refusal,
  requireCaller,
  statusOf,
  StoreFailure,
  storeRefusal,
  type RefusalDetails,
} from "../errors.ts";
import type { ErrorSlug } from "../spec.ts";
import { hashed, type Found, type State } from "../state/state.ts";
import type { Awaitable } from "../state/store.ts";

/** Runs requests with an idempotency key once. */
export interface Idempotency {
  /**
   * Runs `work` once per key. Repeated requests get the first outcome; a different request with the same key is refused.
   * `signal` is the caller's, who may hang up.
   */
  once<Result>(key: string, request: string, work: () => Promise<Result>, signal: AbortSignal): Promise<Result>;
}

const TTL_MS = 24 * 3_600_000;
/** A worker whose lease has expired is considered crashed. */
const LEASE_TTL_MS = 15_000;
const LEASE_RENEWAL_MS = 4_000;
const POLL_INTERVAL_MS = 20;

type Outcome =
  | { readonly answer: unknown }
  | { readonly refusal: { slug: ErrorSlug; message: string; details: RefusalDetails } }
  /** In flight. The worker holds the lease of this name. */
  | { readonly lease: string };

interface RequestRecord {
  /** Hash of the first request with the key. */
  readonly request: string;
  /** Milliseconds since 1970. */
  readonly until: number;
  readonly outcome: Outcome;
}

/** `usesLeases`: the store is shared or persistent, so crashed workers must be detected. */
export function createIdempotency(state: State, now: () => Date, usesLeases: boolean): Idempotency {
  return new StoredIdempotency(state, now, usesLeases);
}

type Work = () => Promise<unknown>;

class StoredIdempotency implements Idempotency {
  readonly #state: State;
  readonly #now: () => Date;
  readonly #usesLeases: boolean;
  /** Requests in flight in this process. Concurrent requests with the same key await the same promise. */
  readonly #inFlight = new Map<string, { request: string; outcome: Promise<unknown> }>();
  /** Leases of claims that may be in the store although their work never ran, by key. */
  readonly #unused = new Map<string, string>();

  constructor(state: State, now: () => Date, usesLeases: boolean) {
    this.#state = state;
    this.#now = now;
    this.#usesLeases = usesLeases;
  }

  async once<Result>(name: string, written: string, work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    const [key, request] = [`idempotency/${hashed(name)}`, hashed(written)];
    for (;;) {
      const known = this.#inFlight.get(key);
      if (known !== undefined && known.request !== request) return refuseOther();
      const outcome =
        known?.outcome ?? this.#findOrRun(key, request, work, signal).finally(() => this.#inFlight.delete(key));
      if (known === undefined) this.#inFlight.set(key, { request, outcome });
      try {
        return (await outcome) as Result;
      } catch (error) {
        // The first caller hung up before the work began.
        if (!(error instanceof CallerGone) || known === undefined) throw error;
        requireCaller(signal);
      }
    }
  }

  /** Returns the stored outcome, waits for another process, or runs the work. */
  async #findOrRun(key: string, request: string, work: Work, signal: AbortSignal): Promise<unknown> {
    let found = await this.#state.read<RequestRecord>(key);
    for (;;) {
      if (found === undefined || this.#isFree(key, found.value)) {
        const claimed = await this.#claim(key, found, request, signal);
        if (claimed !== undefined) return this.#runClaimed(key, claimed, work);
        found = await this.#state.read<RequestRecord>(key);
        continue;
      }
      const { request: first, outcome } = found.value;
      if (first !== request) return refuseOther();
      if ("answer" in outcome) return outcome.answer;
      if ("refusal" in outcome) {
        const { slug, message, details } = outcome.refusal;
        return refuse(slug, message, details);
      }
      found = await this.#poll(key, found, outcome.lease, signal);
    }
  }

  #isFree(key: string, { until, outcome }: RequestRecord): boolean {
    return until <= this.#now().getTime() || isClaim(outcome, this.#unused.get(key) ?? "");
  }

  /** Claims a free key. Undefined if another process was faster. */
  async #claim(
    key: string,
    found: Found<RequestRecord> | undefined,
    request: string,
    signal: AbortSignal,
  ): Promise<{ record: RequestRecord; lease: string } | undefined> {
    const lease = `lease/${randomUUID()}`;
    const record: RequestRecord = { request, until: this.#now().getTime() + TTL_MS, outcome: { lease } };
    if (this.#usesLeases) await this.#state.write(lease, true, LEASE_TTL_MS);
    requireCaller(signal);
    try {
      if (await this.#state.replace(key, found, record, TTL_MS)) {
        this.#unused.delete(key);
        return { record, lease };
      }
    } catch (error) {
      // The store may still apply the claim. Then the next request with the key takes it over.
      this.#unused.set(key, lease);
      throw error;
    }
    if (this.#usesLeases) await this.#state.delete(lease);
    return undefined;
  }

  async #runClaimed(
    key: string,
    { record, lease }: { record: RequestRecord; lease: string },
    work: Work,
  ): Promise<unknown> {
    const renewal = this.#usesLeases
      ? setInterval(() => {
          void tried(() => this.#state.write(lease, true, LEASE_TTL_MS));
        }, LEASE_RENEWAL_MS).unref()
      : undefined;
    const keep = (outcome: Outcome): Awaitable<void> => this.#state.write(key, { ...record, outcome }, TTL_MS);
    try {
      const answer = await work().catch(async (error: unknown) => {
        if (isFinal(error)) {
          await keep({ refusal: { slug: error.slug, message: error.message, details: error.details } });
        } else if (error instanceof Refusal && error.details.mayHaveRun !== true) {
          await this.#release(key, lease);
        } else if (!this.#usesLeases) {
          await keep({ refusal: interrupted });
        }
        throw error;
      });
      // Nothing ran yet. The approved call repeats the key.
      if (isQuestion(answer)) await this.#release(key, lease);
      // The work ran even if this fails, so the key stays claimed.
      else await keep({ answer });
      return answer;
    } catch (error) {
      throw storeRefusal(error, "The request", true);
    } finally {
      clearInterval(renewal);
      // If this fails, the lease expires.
      if (this.#usesLeases) await tried(() => this.#state.delete(lease));
    }
  }

  /** Releases a key whose work did not run. Never deletes a later claim, even if the store is slow. */
  async #release(key: string, lease: string): Promise<void> {
    this.#unused.set(key, lease);
    try {
      const found = await this.#state.read<RequestRecord>(key);
      if (found !== undefined && isClaim(found.value.outcome, lease)) {
        await this.#state.replace(key, found, undefined);
      }
      this.#unused.delete(key);
    } catch (error) {
      // The caller's response is correct anyway.
      if (!(error instanceof StoreFailure)) throw error;
    }
  }

  /** Waits for a request in flight in another process, and reads its record again. Refuses if that process crashed. */
  async #poll(
    key: string,
    found: Found<RequestRecord>,
    lease: string,
    signal: AbortSignal,
  ): Promise<Found<RequestRecord> | undefined> {
    try {
      if (await this.#isInterrupted(key, found, lease)) {
        return refuse(interrupted.slug, interrupted.message, interrupted.details);
      }
      await setTimeout(POLL_INTERVAL_MS);
      requireCaller(signal);
      return await this.#state.read<RequestRecord>(key);
    } catch (error) {
      throw storeRefusal(error, "The first request with this idempotency key", true);
    }
  }

  async #isInterrupted(key: string, found: Found<RequestRecord>, lease: string): Promise<boolean> {
    if (!this.#usesLeases || (await this.#state.read(lease)) !== undefined) return false;
    return (await this.#state.read(key))?.raw === found.raw;
  }
}

/** Runs an operation of the store whose failure is harmless. */
async function tried(operation: () => Awaitable<void>): Promise<void> {
  try {
    await operation();
  } catch {
    // The next operation reports a failing store.
  }
}

const interrupted = {
  slug: "HTTP_IdempotencyConflict",
  message: "The first request with this idempotency key was interrupted. It may or may not have run",
  details: { suggestedFix: "Check whether it ran, then use a new key" },
} as const;

function isClaim(outcome: Outcome, lease: string): boolean {
  return "lease" in outcome && outcome.lease === lease;
}

function refuseOther(): never {
  return refuse("HTTP_IdempotencyConflict", "The idempotency key was already used for a different request", {
    suggestedFix: "Use a new key for a new request",
  });
}

function isFinal(error: unknown): error is Refusal {
  if (!(error instanceof Refusal) || error instanceof CallerGone) return false;
  return statusOf(error.slug) < 500 && statusOf(error.slug) !== 429;
}
