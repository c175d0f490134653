import type { State } from "../state/state.ts";
import type { Account } from "./account.ts";

const MAX_ATTEMPTS = 100;

/**
 * Reserves one of `maxActive` slots for an account that is about to become active. False if all are taken.
 *
 * Active accounts take a slot, and so do pending accounts that reserved one. Reservations of one list are serialized, also
 * across routers.
 */
export async function reserveActiveSlot(
  state: State,
  list: string,
  { id, maxActive }: { id: string; maxActive: number },
  readAll: () => Promise<readonly Account[]>,
): Promise<boolean> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    // Read in this order, so that an account that becomes active in between is counted.
    const found = await state.read<readonly string[]>(list);
    const others = (await readAll()).filter((account) => account.id !== id);
    const reserved = others.filter(({ id: other, status }) => status === "INITIATED" && found?.value.includes(other));
    const active = others.filter(({ status }) => status === "ACTIVE");
    if (active.length + reserved.length >= maxActive) return false;
    if (await state.replace(list, found, [...reserved.map((account) => account.id), id])) return true;
  }
  throw new Error(`Too many concurrent activations: ${list}`);
}
