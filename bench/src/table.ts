import type { Spread } from "./rounds.ts";

/** What came of one comparison: one row for each that was compared, the floor first. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What the cells were made of, for programs that compare runs. */
  readonly data: unknown;
}

/** Several runs are compared by the ratios of one round each, so that what slows the machine slows both sides. */
export function ratioTable(
  title: string,
  floor: string,
  quantities: readonly { readonly name: string; readonly unit: string; readonly samples: Samples }[],
): Table {
  const names = Object.keys(quantities[0]!.samples);
  const columns = ["", ...quantities.flatMap(({ name, unit }) => [`${name}, ${unit}`, `over ${floor}`])];
  const rows = names.map((name) => [
    name,
    ...quantities.flatMap(({ samples }) => {
      const own = samples[name]!;
      const ratios = own.map((value, round) => value / samples[floor]![round]!);
      return [
        spreadText(spreadOf(own)),
        name === floor
          ? "1"
          : `**${digits(spreadOf(ratios).median)}×** (${digits(spreadOf(ratios).min)}–${digits(spreadOf(ratios).max)})`,
      ];
    }),
  ]);
  const data = quantities.map(({ name, unit, samples }) => ({ name, unit, samples }));
  return { title, columns, rows, data };
}

/** The measurements of each that is compared, one for each round. */
export type Samples = Readonly<Record<string, readonly number[]>>;

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { min: sorted[0]!, median: sorted[sorted.length >> 1]!, max: sorted.at(-1)! };
}

const spreadText = ({ min, median, max }: Spread): string => `${digits(median)} (${digits(min)}–${digits(max)})`;

/** Three digits that mean something. */
export const digits = (value: number): string =>
  Math.abs(value) >= 100 ? Math.round(value).toLocaleString("en") : Number(value.toPrecision(3)).toString();

export function toMarkdown({ title, columns, rows }: Table): string {
  const widths = columns.map((column, index) => Math.max(3, column.length, ...rows.map((row) => row[index]!.length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index]!)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [`**${title}**`, "", line(columns), rule, ...rows.map(line)].join("\n");
}
