import type { Spread } from "./rounds.ts";

/** Results of one comparison, one row per candidate. The baseline comes first. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The raw measurements, for programs that compare runs. */
  readonly data: unknown;
}

/** Builds a table with ratios to the baseline, per round, so that a slow phase of the machine affects both sides. */
export function ratioTable(
  title: string,
  baseline: string,
  quantities: readonly { readonly name: string; readonly unit: string; readonly samples: Samples }[],
): Table {
  const names = Object.keys(quantities[0]!.samples);
  const columns = ["", ...quantities.flatMap(({ name, unit }) => [`${name}, ${unit}`, `vs. ${baseline}`])];
  const rows = names.map((name) => [
    name,
    ...quantities.flatMap(({ samples }) => {
      const own = samples[name]!;
      const ratios = own.map((value, round) => value / samples[baseline]![round]!);
      return [
        spreadText(spreadOf(own)),
        name === baseline
          ? "1"
          : `**${digits(spreadOf(ratios).median)}×** (${digits(spreadOf(ratios).min)}–${digits(spreadOf(ratios).max)})`,
      ];
    }),
  ]);
  const data = quantities.map(({ name, unit, samples }) => ({ name, unit, samples }));
  return { title, columns, rows, data };
}

/** Measurements by candidate, one per round. */
export type Samples = Readonly<Record<string, readonly number[]>>;

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { min: sorted[0]!, median: sorted[sorted.length >> 1]!, max: sorted.at(-1)! };
}

const spreadText = ({ min, median, max }: Spread): string => `${digits(median)} (${digits(min)}–${digits(max)})`;

/** Formats a number with three significant digits. */
export const digits = (value: number): string =>
  Math.abs(value) >= 100 ? Math.round(value).toLocaleString("en") : Number(value.toPrecision(3)).toString();

export function toMarkdown({ title, columns, rows }: Table): string {
  const widths = columns.map((column, index) => Math.max(3, column.length, ...rows.map((row) => row[index]!.length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index]!)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [`**${title}**`, "", line(columns), rule, ...rows.map(line)].join("\n");
}
