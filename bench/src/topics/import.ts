import { rivalPackages } from "../rivals.ts";
import { type ProgramRun, runProgram } from "../program-run.ts";
import { interleaved } from "../rounds.ts";
import { ratioTable, type Samples, type Table } from "../table.ts";

const baseline = "an empty module";

const importing = (of: "ours" | "rivals", names: readonly string[]): [string, () => Promise<ProgramRun>][] =>
  names.map((name) => [name, () => runProgram(`import ${JSON.stringify(name)};`, { of })]);

/** Measures processes that only import a package. */
export async function measure(): Promise<Table[]> {
  const own = ["core", "ai-sdk", "langchain", "openai", "local"].map((name) => `@tool-router/${name}`);
  const frameworks: [string, () => Promise<ProgramRun>][] = [
    ["ai alone", () => runProgram('import "ai";', { of: "ours" })],
    ["@langchain/core/tools alone", () => runProgram('import "@langchain/core/tools";', { of: "ours" })],
  ];
  const runs = await interleaved(
    Object.fromEntries([
      [baseline, () => runProgram("", { of: "ours" })],
      ...importing("ours", own),
      ...frameworks,
      ...importing("rivals", rivalPackages),
    ]) as Record<string, () => Promise<ProgramRun>>,
    { rounds: 9, warmUp: 1 },
  );
  const pick = (quantity: "wall" | "cpu" | "memory"): Samples =>
    Object.fromEntries(Object.entries(runs).map(([name, rounds]) => [name, rounds.map((run) => run[quantity])]));
  return [
    ratioTable("Process that imports the package", baseline, [
      { name: "wall", unit: "ms", samples: pick("wall") },
      { name: "CPU", unit: "ms", samples: pick("cpu") },
      { name: "peak memory", unit: "MiB", samples: pick("memory") },
    ]),
  ];
}
