import { editDistance } from "./edit-distance.ts";

/** Comparing two texts takes time that grows with the product of their lengths. */
const MAX_LENGTH = 200;

/** The name that was probably meant, if there is one: the same but for case and marks, or for a letter in four. */
export function closestName(written: string, names: Iterable<string>): string | undefined {
  if (written.length > MAX_LENGTH) return undefined;
  let nearest: { name: string; steps: number } | undefined;
  const plain = plainly(written);
  for (const name of names) {
    const longest = Math.max(written.length, name.length);
    if (Math.abs(written.length - name.length) > longest / 2) continue;
    const steps = plain === plainly(name) ? 0 : editDistance(written, name);
    if (steps <= Math.floor(longest / 4) && steps < (nearest?.steps ?? Infinity)) nearest = { name, steps };
  }
  return nearest?.name;
}

function plainly(name: string): string {
  return name.toLowerCase().replaceAll(/[_-]/g, "");
}
