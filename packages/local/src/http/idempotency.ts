import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { isQuestion } from "../approvals/answers.ts";
import { refuse, Refusal, statusOf, type RefusalDetails } from "../errors.ts";
import type { ErrorSlug } from "../spec.ts";
import { hashed, type Found, type State } from "../state/state.ts";

/** What became of the requests that carried an idempotency key. */
export interface Idempotency {
  /** Does the work once for a key; whoever comes again gets the first outcome. Refuses another request with the key. */
  once<Result>(key: string, request: string, work: () => Promise<Result>): Promise<Result>;
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

/** `mayDie`: whether the store outlives those who do the work, so that it must be seen when one of them is gone. */
export function createIdempotency(state: State, now: () => Date, mayDie: boolean): Idempotency {
  // Those who come at the same time to the same router wait for the one promise.
  const atWork = new Map<string, { request: string; outcome: Promise<unknown> }>();

  const carryOut = async (key: string, record: RequestRecord, lease: string, work: () => Promise<unknown>) => {
    const renewal = mayDie
      ? setInterval(() => {
          void Promise.resolve(state.write(lease, true, leaseMilliseconds)).catch(() => undefined);
        }, renewalMilliseconds).unref()
      : undefined;
    const keep = (outcome: Outcome) => state.write(key, { ...record, outcome }, hoursKept * 3_600_000);
    try {
      const answer = await work().catch(async (error: unknown) => {
        if (isFinal(error)) {
          await keep({ refusal: { slug: error.slug, message: error.message, details: error.details } });
        } else if (error instanceof Refusal || !mayDie) {
          // What was refused for now may be tried again with its key; of a failure inside nobody knows what it left.
          await state.delete(key);
        }
        throw error;
      });
      // Nothing ran yet: the answered call comes with the same key.
      if (isQuestion(answer)) await state.delete(key);
      // If this fails, the work is done all the same: its key stays taken.
      else await keep({ answer });
      return answer;
    } finally {
      clearInterval(renewal);
      if (mayDie) await state.delete(lease);
    }
  };

  const isInterrupted = async (key: string, found: Found<RequestRecord>, lease: string): Promise<boolean> =>
    mayDie && (await state.read(lease)) === undefined && (await state.read(key))?.raw === found.raw;

  const findOrDo = async (key: string, request: string, work: () => Promise<unknown>) => {
    for (;;) {
      const found = await state.read<RequestRecord>(key);
      const first = found && found.value.until > now().getTime() ? found.value : undefined;
      if (first === undefined || found === undefined) {
        const lease = `lease/${randomUUID()}`;
        const until = now().getTime() + hoursKept * 3_600_000;
        const record: RequestRecord = { request, until, outcome: { lease } };
        if (mayDie) await state.write(lease, true, leaseMilliseconds);
        if (await state.replace(key, found, record, hoursKept * 3_600_000)) return carryOut(key, record, lease, work);
        if (mayDie) await state.delete(lease);
        continue;
      }
      if (first.request !== request) return refuseOther();
      const { outcome } = first;
      if ("answer" in outcome) return outcome.answer;
      if ("refusal" in outcome) {
        const { slug, message, details } = outcome.refusal;
        return refuse(slug, message, details);
      }
      if (await isInterrupted(key, found, outcome.lease)) {
        return refuse(
          "HTTP_IdempotencyConflict",
          "The first request with this idempotency key was interrupted: whether it was carried out is not known",
          { suggestedFix: "Look whether it was, then use a new key" },
        );
      }
      // Whoever asked first may hang up; others who came meanwhile wait for the same.
      await setTimeout(pollMilliseconds);
    }
  };

  return {
    once: async <Result>(name: string, written: string, work: () => Promise<Result>): Promise<Result> => {
      const [key, request] = [`idempotency/${hashed(name)}`, hashed(written)];
      const known = atWork.get(key);
      if (known !== undefined) {
        if (known.request !== request) return refuseOther();
        return (await known.outcome) as Result;
      }
      const outcome = findOrDo(key, request, work).finally(() => atWork.delete(key));
      atWork.set(key, { request, outcome });
      return (await outcome) as Result;
    },
  };
}

function refuseOther(): never {
  return refuse("HTTP_IdempotencyConflict", "The idempotency key came with another request before", {
    suggestedFix: "Use a new key for a new request",
  });
}

function isFinal(error: unknown): error is Refusal {
  return error instanceof Refusal && statusOf(error.slug) < 500 && statusOf(error.slug) !== 429;
}
