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

/** What became of the requests that carried an idempotency key. */
export interface Idempotency {
  /**
   * Does the work once for a key; whoever comes again gets the first outcome. Refuses another request with the key.
   * `signal` is that of the caller, who may hang up.
   */
  once<Result>(key: string, request: string, work: () => Promise<Result>, signal: AbortSignal): Promise<Result>;
}

const hoursKept = 24;
/** How long a router is taken to be at work after it has said so, and how often it says so. */
const leaseMilliseconds = 15_000;
const renewalMilliseconds = 4_000;
const pollMilliseconds = 20;

type Outcome =
  | { readonly answer: unknown }
  | { readonly refusal: { slug: ErrorSlug; message: string; details: RefusalDetails } }
  /** Whoever does the work has a lease of this name. */
  | { readonly lease: string };

interface RequestRecord {
  /** The request that came with the key. */
  readonly request: string;
  /** Milliseconds since 1970. */
  readonly until: number;
  readonly outcome: Outcome;
}

/** `usesLeases`: whether the store outlives those who do the work, so that it must be seen when one of them is gone. */
export function createIdempotency(state: State, now: () => Date, usesLeases: boolean): Idempotency {
  // Those who come at the same time to the same router wait for the one promise.
  const atWork = new Map<string, { request: string; outcome: Promise<unknown> }>();

  /** Leases of claims that may be in the store although nothing ran under them, by key. */
  const unused = new Map<string, string>();
  /** Gives a key back under which nothing ran. Deletes no later claim, even if the store is late. */
  const release = async (key: string, lease: string): Promise<void> => {
    unused.set(key, lease);
    try {
      const found = await state.read<RequestRecord>(key);
      if (found !== undefined && isClaim(found.value.outcome, lease)) await state.replace(key, found, undefined);
      unused.delete(key);
    } catch (error) {
      // The caller already has an answer that is true.
      if (!(error instanceof StoreFailure)) throw error;
    }
  };

  const carryOut = async (key: string, record: RequestRecord, lease: string, work: () => Promise<unknown>) => {
    const renewal = usesLeases
      ? setInterval(() => {
          void tried(() => state.write(lease, true, leaseMilliseconds));
        }, renewalMilliseconds).unref()
      : undefined;
    const keep = (outcome: Outcome) => state.write(key, { ...record, outcome }, hoursKept * 3_600_000);
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
      // Nothing ran yet: the answered call comes with the same key.
      if (isQuestion(answer)) await release(key, lease);
      // If this fails, the work is done all the same: its key stays taken.
      else await keep({ answer });
      return answer;
    } catch (error) {
      throw storeRefusal(error, "The request", true);
    } finally {
      clearInterval(renewal);
      // It ends by itself.
      if (usesLeases) await tried(() => state.delete(lease));
    }
  };

  const isInterrupted = async (key: string, found: Found<RequestRecord>, lease: string): Promise<boolean> =>
    usesLeases && (await state.read(lease)) === undefined && (await state.read(key))?.raw === found.raw;

  const claim = async (key: string, found: Found<unknown> | undefined, record: RequestRecord, lease: string) => {
    try {
      const isClaimed = await state.replace(key, found, record, hoursKept * 3_600_000);
      if (isClaimed) unused.delete(key);
      return isClaimed;
    } catch (error) {
      // The store may carry it out later. Then the next request with the key takes it over.
      unused.set(key, lease);
      throw error;
    }
  };

  const findOrDo = async (key: string, request: string, work: () => Promise<unknown>, signal: AbortSignal) => {
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
        const until = now().getTime() + hoursKept * 3_600_000;
        const record: RequestRecord = { request, until, outcome: { lease } };
        if (usesLeases) await state.write(lease, true, leaseMilliseconds);
        requireCaller(signal);
        if (await claim(key, found, record, lease)) return carryOut(key, record, lease, work);
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
      // Whoever asked first may hang up; others who came meanwhile wait for the same.
      try {
        if (await isInterrupted(key, found, outcome.lease)) {
          return refuse(interrupted.slug, interrupted.message, interrupted.details);
        }
        await setTimeout(pollMilliseconds);
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
        const known = atWork.get(key);
        if (known !== undefined && known.request !== request) return refuseOther();
        const outcome = known?.outcome ?? findOrDo(key, request, work, signal).finally(() => atWork.delete(key));
        if (known === undefined) atWork.set(key, { request, outcome });
        try {
          return (await outcome) as Result;
        } catch (error) {
          // The one who came first hung up before the work began.
          if (!(error instanceof CallerGone) || known === undefined) throw error;
          requireCaller(signal);
        }
      }
    },
  };
}

/** Does what may fail without harm. */
async function tried(operation: () => Awaitable<void>): Promise<void> {
  try {
    await operation();
  } catch {
    // The store says so in the next answer.
  }
}

const interrupted = {
  slug: "HTTP_IdempotencyConflict",
  message: "The first request with this idempotency key was interrupted: whether it was carried out is not known",
  details: { suggestedFix: "Look whether it was, then use a new key" },
} as const;

function isClaim(outcome: Outcome, lease: string): boolean {
  return "lease" in outcome && outcome.lease === lease;
}

function refuseOther(): never {
  return refuse("HTTP_IdempotencyConflict", "The idempotency key came with another request before", {
    suggestedFix: "Use a new key for a new request",
  });
}

function isFinal(error: unknown): error is Refusal {
  if (!(error instanceof Refusal) || error instanceof CallerGone) return false;
  return statusOf(error.slug) < 500 && statusOf(error.slug) !== 429;
}
