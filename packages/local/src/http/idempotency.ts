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
  /** Requests in flight in this process. Concurrent requests with the same key await the same promise. */
  const inFlight = new Map<string, { request: string; outcome: Promise<unknown> }>();

  /** Leases of claims that may be in the store although their work never ran, by key. */
  const unused = new Map<string, string>();
  /** Releases a key whose work did not run. Never deletes a later claim, even if the store is slow. */
  const release = async (key: string, lease: string): Promise<void> => {
    unused.set(key, lease);
    try {
      const found = await state.read<RequestRecord>(key);
      if (found !== undefined && isClaim(found.value.outcome, lease)) await state.replace(key, found, undefined);
      unused.delete(key);
    } catch (error) {
      // The caller's response is correct anyway.
      if (!(error instanceof StoreFailure)) throw error;
    }
  };

  const runClaimed = async (key: string, record: RequestRecord, lease: string, work: () => Promise<unknown>) => {
    const renewal = usesLeases
      ? setInterval(() => {
          void tried(() => state.write(lease, true, LEASE_TTL_MS));
        }, LEASE_RENEWAL_MS).unref()
      : undefined;
    const keep = (outcome: Outcome) => state.write(key, { ...record, outcome }, TTL_MS);
    try {
      const answer = await work().catch(async (error: unknown) => {
        if (isFinal(error)) {
          await keep({ refusal: { slug: error.slug, message: error.message, details: error.details } });
        } else if (error instanceof Refusal && error.details.mayHaveRun !== true) {
          await release(key, lease);
        } else if (!usesLeases) {
          await keep({ refusal: interrupted });
        }
        throw error;
      });
      // Nothing ran yet. The approved call repeats the key.
      if (isQuestion(answer)) await release(key, lease);
      // The work ran even if this fails, so the key stays claimed.
      else await keep({ answer });
      return answer;
    } catch (error) {
      throw storeRefusal(error, "The request", true);
    } finally {
      clearInterval(renewal);
      // If this fails, the lease expires.
      if (usesLeases) await tried(() => state.delete(lease));
    }
  };

  const isInterrupted = async (key: string, found: Found<RequestRecord>, lease: string): Promise<boolean> =>
    usesLeases && (await state.read(lease)) === undefined && (await state.read(key))?.raw === found.raw;

  const claim = async (key: string, found: Found<unknown> | undefined, record: RequestRecord, lease: string) => {
    try {
      const isClaimed = await state.replace(key, found, record, TTL_MS);
      if (isClaimed) unused.delete(key);
      return isClaimed;
    } catch (error) {
      // The store may still apply the claim. Then the next request with the key takes it over.
      unused.set(key, lease);
      throw error;
    }
  };

  const findOrRun = async (key: string, request: string, work: () => Promise<unknown>, signal: AbortSignal) => {
    let latest = await state.read<RequestRecord>(key);
    for (;;) {
      const found = latest;
      const isOpen =
        found === undefined ||
        found.value.until <= now().getTime() ||
        isClaim(found.value.outcome, unused.get(key) ?? "");
      const first = isOpen ? undefined : found.value;
      if (first === undefined || found === undefined) {
        const lease = `lease/${randomUUID()}`;
        const until = now().getTime() + TTL_MS;
        const record: RequestRecord = { request, until, outcome: { lease } };
        if (usesLeases) await state.write(lease, true, LEASE_TTL_MS);
        requireCaller(signal);
        if (await claim(key, found, record, lease)) return runClaimed(key, record, lease, work);
        if (usesLeases) await state.delete(lease);
        latest = await state.read<RequestRecord>(key);
        continue;
      }
      if (first.request !== request) return refuseOther();
      const { outcome } = first;
      if ("answer" in outcome) return outcome.answer;
      if ("refusal" in outcome) {
        const { slug, message, details } = outcome.refusal;
        return refuse(slug, message, details);
      }
      // In flight in another process: poll for the outcome.
      try {
        if (await isInterrupted(key, found, outcome.lease)) {
          return refuse(interrupted.slug, interrupted.message, interrupted.details);
        }
        await setTimeout(POLL_INTERVAL_MS);
        requireCaller(signal);
        latest = await state.read<RequestRecord>(key);
      } catch (error) {
        throw storeRefusal(error, "The first request with this idempotency key", true);
      }
    }
  };

  return {
    once: async <Result>(
      name: string,
      written: string,
      work: () => Promise<Result>,
      signal: AbortSignal,
    ): Promise<Result> => {
      const [key, request] = [`idempotency/${hashed(name)}`, hashed(written)];
      for (;;) {
        const known = inFlight.get(key);
        if (known !== undefined && known.request !== request) return refuseOther();
        const outcome = known?.outcome ?? findOrRun(key, request, work, signal).finally(() => inFlight.delete(key));
        if (known === undefined) inFlight.set(key, { request, outcome });
        try {
          return (await outcome) as Result;
        } catch (error) {
          // The first caller hung up before the work began.
          if (!(error instanceof CallerGone) || known === undefined) throw error;
          requireCaller(signal);
        }
      }
    },
  };
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
