import { unusedId } from "../ids.ts";
import { canonicalJSON } from "../json.ts";
import type { RouterContext } from "../router-context.ts";
import { hashed, type Found } from "../state/state.ts";

/** How long a question can be answered. */
const APPROVAL_TTL_MS = 600_000;

interface PendingRecord {
  readonly session: string;
  /** Hash of the state and of everything the answer is bound to. */
  readonly binding: string;
  /** Places of the calls that the questions are about. */
  readonly asked: readonly number[];
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Questions that wait for an answer. */
export interface PendingApproval {
  readonly asked: readonly number[];
  /** Whether the questions were about this. */
  isAbout(subject: unknown): boolean;
  /** Uses the state up. False if another request has used it, at this router or at one with the same store. */
  consume(): Promise<boolean>;
}

/** Keeps questions for ten minutes, and gives the state by which they are found. */
export async function keepPending(
  { state, ids, now }: RouterContext,
  session: string,
  asked: readonly number[],
  subject: unknown,
): Promise<string> {
  const until = now().getTime() + APPROVAL_TTL_MS;
  return unusedId(ids, "as", async (token) =>
    state.replace(
      pendingKey(token),
      undefined,
      { session, binding: bindingOf(token, subject), asked, until } satisfies PendingRecord,
      APPROVAL_TTL_MS,
    ),
  );
}

/** Finds open questions of the session. Undefined for a state that is unknown, used, expired or foreign. */
export async function findPending(
  { state, now }: RouterContext,
  session: string,
  token: string,
): Promise<PendingApproval | undefined> {
  const key = pendingKey(token);
  const found: Found<PendingRecord> | undefined = await state.read<PendingRecord>(key);
  if (found === undefined || found.value.session !== session || found.value.until <= now().getTime()) return undefined;
  const { asked, binding } = found.value;
  return {
    asked,
    isAbout: (subject) => bindingOf(token, subject) === binding,
    consume: async () => state.replace(key, found, undefined),
  };
}

function pendingKey(token: string): string {
  return `approval/${hashed(token)}`;
}

// The state is part of the hash: without it, short arguments could be guessed from what the store holds.
function bindingOf(token: string, subject: unknown): string {
  return hashed(`${token} ${canonicalJSON(subject)}`);
}
