const widest = 100;
const indent = "  ";
const gap = "  ";

/** A plain text table, at most 100 columns wide: its longest column is cut to fit. Numbers are set to the right. */
export function formatTable(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map((row) => row.map(String));
  const widths = heads.map((head, column) => Math.max(head.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const total = widths.reduce((sum, width) => sum + gap.length + width, indent.length - gap.length);
  const longest = widths.lastIndexOf(Math.max(...widths));
  widths[longest] = Math.max(3, widths[longest]! - Math.max(0, total - widest));

  const isNumber = (column: number): boolean => rows.length > 0 && rows.every((row) => typeof row[column] === "number");
  const format = (row: readonly string[]): string => {
    const fitted = row.map((cell, column) => {
      const width = widths[column]!;
      if (cell.length > width) return `${cell.slice(0, width - 3)}...`;
      return isNumber(column) ? cell.padStart(width) : cell.padEnd(width);
    });
    return (indent + fitted.join(gap)).trimEnd();
  };
  return [heads, widths.map((width) => "-".repeat(width)), ...cells].map(format).join("\n");
}
