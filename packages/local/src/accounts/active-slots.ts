import type { State } from "../state/state.ts";
import type { Account } from "./accounts.ts";

const mostAttempts = 100;

/**
 * Keeps a place for an account that is about to become active, unless that many others have one; says whether it did.
 * Others are those that are active, and those that were given a place and still wait: an account that is given up, or
 * removed, has none any more. The places of one list are given one after the other, whoever asks for them.
 */
export async function reserveActiveSlot(
  state: State,
  list: string,
  { id, maxActive }: { id: string; maxActive: number },
  readAll: () => Promise<readonly Account[]>,
): Promise<boolean> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    // In this order: who has become active meanwhile is in one of the two.
    const found = await state.read<readonly string[]>(list);
    const others = (await readAll()).filter((account) => account.id !== id);
    const coming = others.filter(({ id: other, status }) => status === "INITIATED" && found?.value.includes(other));
    const active = others.filter(({ status }) => status === "ACTIVE");
    if (active.length + coming.length >= maxActive) return false;
    if (await state.replace(list, found, [...coming.map((account) => account.id), id])) return true;
  }
  throw new Error(`Too many accounts become active at the same time: ${list}`);
}
