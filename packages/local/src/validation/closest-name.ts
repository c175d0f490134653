import { editDistance } from "./edit-distance.ts";

/** Comparing two strings takes time proportional to the product of their lengths. */
const MAX_LENGTH = 200;

/**
 * The name that was probably meant: equal except for case, `_` and `-`, or with at most a quarter of its letters changed.
 * Undefined if no name is close enough.
 */
export function closestName(written: string, names: Iterable<string>): string | undefined {
  if (written.length > MAX_LENGTH) return undefined;
  let closest: { name: string; distance: number } | undefined;
  const normalized = normalize(written);
  for (const name of names) {
    const longest = Math.max(written.length, name.length);
    if (Math.abs(written.length - name.length) > longest / 2) continue;
    const distance = normalized === normalize(name) ? 0 : editDistance(written, name);
    if (distance <= Math.floor(longest / 4) && distance < (closest?.distance ?? Infinity)) closest = { name, distance };
  }
  return closest?.name;
}

/** `Unknown field "colour". Did you mean "color"?` */
export function unknownName(kind: string, written: string, names: Iterable<string>): string {
  const meant = closestName(written, names);
  return `Unknown ${kind} ${JSON.stringify(written)}.${meant === undefined ? "" : ` Did you mean ${JSON.stringify(meant)}?`}`;
}

function normalize(name: string): string {
  return name.toLowerCase().replaceAll(/[_-]/g, "");
}
