/** How many characters must be put in, left out or replaced to make one text the other (Levenshtein). */
export function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, place) => place);
  for (let line = 0; line < from.length; line++) {
    const next = [line + 1];
    for (let place = 0; place < to.length; place++) {
      const replaced = row[place]! + (from[line] === to[place] ? 0 : 1);
      next.push(Math.min(replaced, row[place + 1]! + 1, next[place]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}
