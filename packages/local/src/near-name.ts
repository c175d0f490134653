/** The name that was probably meant, if there is one: the same but for case and marks, or for a letter in four. */
export function nearName(written: string, names: Iterable<string>): string | undefined {
  let nearest: { name: string; steps: number } | undefined;
  const plain = plainly(written);
  for (const name of names) {
    const longest = Math.max(written.length, name.length);
    const steps = plain === plainly(name) ? 0 : stepsBetween(written, name);
    if (steps <= Math.floor(longest / 4) && steps < (nearest?.steps ?? Infinity)) nearest = { name, steps };
  }
  return nearest?.name;
}

function plainly(name: string): string {
  return name.toLowerCase().replaceAll(/[_-]/g, "");
}

/** How many letters have to be put in, left out, replaced, or exchanged with their neighbour. */
function stepsBetween(from: string, to: string): number {
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const next = [row];
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1];
      const isExchanged = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      next[column] = Math.min(
        next[column - 1]! + 1,
        last[column]! + 1,
        last[column - 1]! + (isSame ? 0 : 1),
        isExchanged ? before[column - 2]! + 1 : Infinity,
      );
    }
    [before, last] = [last, next];
  }
  return last[to.length]!;
}
