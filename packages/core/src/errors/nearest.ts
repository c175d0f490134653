/**
 * The candidate closest to a misspelled name, ignoring case, `_` and `-`.
 *
 * @returns undefined if more than a third of the letters differ.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  const given = letters(name);
  let best: string | undefined;
  let fewest = given.length / 3 + 0.1;
  for (const candidate of candidates) {
    const distance = editDistance(given, letters(candidate));
    if (distance < fewest) [best, fewest] = [candidate, distance];
  }
  return best;
}

/** ` Did you mean "x"?`, or an empty string. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const meant = nearest(name, candidates);
  return meant === undefined ? "" : ` Did you mean "${meant}"?`;
}

const letters = (name: string): string => name.slice(0, 99).toLowerCase().replaceAll(/[_-]/g, "");

/** Levenshtein distance. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [above, letter] of from.split("").entries()) {
    const next = [above + 1];
    for (const [column, other] of to.split("").entries()) {
      next.push(Math.min(next[column]! + 1, row[column + 1]! + 1, row[column]! + Number(letter !== other)));
    }
    row = next;
  }
  return row[to.length]!;
}
