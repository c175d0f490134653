import { unusedId } from "../ids.ts";
import { canonicalJSON } from "../json.ts";
import type { RouterContext } from "../router-context.ts";
import { hashed, type Found } from "../state/state.ts";

const APPROVAL_TTL_MS = 600_000;

interface PendingRecord {
  readonly session: string;
  /** Hash of the state and the request that the answer is bound to. */
  readonly binding: string;
  /** Indexes of the calls that the questions are about. */
  readonly asked: readonly number[];
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Questions without an answer. */
export interface PendingApproval {
  readonly asked: readonly number[];
  /** Whether the questions were asked for the same request. */
  matches(subject: unknown): boolean;
  /** Consumes the state. False if another request has consumed it, also at another router. */
  consume(): Promise<boolean>;
}

/** Stores questions for ten minutes. Returns the state by which they are found. */
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

/** Finds pending questions. Undefined if the state is unknown, consumed, expired or of another session. */
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
    matches: (subject) => bindingOf(token, subject) === binding,
    consume: async () => state.replace(key, found, undefined),
  };
}

function pendingKey(token: string): string {
  return `approval/${hashed(token)}`;
}

// The state salts the hash, so that short arguments cannot be guessed from the store.
function bindingOf(token: string, subject: unknown): string {
  return hashed(`${token} ${canonicalJSON(subject)}`);
}
