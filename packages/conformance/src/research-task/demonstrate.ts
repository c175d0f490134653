import type { TaskOptions } from "./research-task.ts";
import { type AgentRun, runAgent } from "./run-agent.ts";

/**
 * Runs agents one after the other, each with a router and a database of its own, and prints what they do.
 *
 * @param agents - the files of the agents by name.
 * @returns whether all of them did the task.
 */
export async function demonstrate(
  agents: Readonly<Record<string, string>>,
  options: TaskOptions = {},
): Promise<boolean> {
  console.log(
    process.env["OPENAI_API_KEY"]
      ? "A real model (OPENAI_API_KEY is set; MODEL chooses another one), and a local router."
      : "A scripted model (set OPENAI_API_KEY for a real one), and a local router.",
  );
  const runs: [name: string, run: AgentRun, milliseconds: number][] = [];
  for (const [name, file] of Object.entries(agents)) {
    console.log(`\n== ${name} ${"=".repeat(Math.max(0, 90 - name.length))}`);
    const started = performance.now();
    const run = await runAgent(file, options, (text) => process.stdout.write(text));
    runs.push([name, run, performance.now() - started]);
  }

  console.log(`\n== Result ${"=".repeat(84)}`);
  for (const [name, { requests, rows, problems }, milliseconds] of runs) {
    const result = problems.length === 0 ? "ok" : "FAILED";
    const numbers = `${String(requests).padStart(3)} requests ${String(rows).padStart(3)} rows`;
    console.log(`${name.padEnd(26)}${numbers}${String(Math.round(milliseconds)).padStart(8)} ms   ${result}`);
    for (const problem of problems) console.log(`  - ${problem}`);
  }
  const isDone = runs.every(([, { problems }]) => problems.length === 0);
  if (isDone) console.log("\nThe database of each agent holds what is really in this repository.");
  return isDone;
}
