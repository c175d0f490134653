import { prepareResearchTask, type ResearchTask } from "./research-task.ts";
import { formatTable } from "./format-table.ts";
import type { Tally } from "./tally.ts";
import { wrapText } from "./wrap-text.ts";

/** An agent: does the task, or throws. */
export type Agent = (task: ResearchTask) => Promise<void>;

interface Report extends Tally {
  readonly name: string;
  readonly rowsWritten: number;
  readonly milliseconds: number;
  /** Why the agent did not reach its result; empty when it did. */
  readonly problems: readonly string[];
}

/**
 * Lets agents do the task one after the other, each with a router and a database of its own, and prints
 * what they do. True if all of them reached the result.
 */
export async function demonstrate(agents: Readonly<Record<string, Agent>>): Promise<boolean> {
  explainSetting();
  const reports: Report[] = [];
  for (const [name, agent] of Object.entries(agents)) reports.push(await runAgent(name, agent));

  heading("All agents");
  console.log(summary(reports));
  const failed = reports.filter(({ problems }) => problems.length > 0);
  for (const { name, problems } of failed) {
    console.log(`\n  ${name} did not reach its result:`);
    for (const problem of problems) console.log(`  - ${wrapText(problem, 96).join("\n    ")}`);
  }
  if (failed.length > 0) {
    console.log("\n  What to do: read the transcript from its first FAILED. With a real model, run it again, or set");
    console.log("  MODEL to a larger one; with the scripted one, the router or an adapter does not do what it should.");
  }
  return failed.length === 0;
}

async function runAgent(name: string, agent: Agent): Promise<Report> {
  heading(name);
  await using task = await prepareResearchTask({ print: (line) => console.log(line) });
  const started = performance.now();
  const thrown: string[] = [];
  try {
    await agent(task);
  } catch (error) {
    thrown.push(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  }
  const milliseconds = performance.now() - started;

  const findings = task.findings();
  console.log("\n  The findings database, read back:\n");
  const rows = findings.map((row) => [row.package, row.typescript_files, row.node_imports, row.description]);
  console.log(formatTable(["package", ".ts files", "node: imports", "description"], rows));
  const problems = [...thrown, ...task.problems()];
  return { name, ...task.tally(), rowsWritten: findings.length, milliseconds, problems };
}

function summary(reports: readonly Report[]): string {
  return formatTable(
    ["agent", "steps", "tool calls", "app tools", "errors recovered", "written", "time", "result"],
    reports.map((report) => [
      report.name,
      report.steps,
      report.toolCalls,
      report.appToolRuns,
      `${report.errorsRecovered} of ${report.errors}`,
      report.rowsWritten,
      `${Math.round(report.milliseconds)} ms`,
      report.problems.length === 0 ? "ok" : "FAILED",
    ]),
  );
}

function explainSetting(): void {
  const { COMPOSIO_API_KEY: key, COMPOSIO_BASE_URL: url, OPENAI_API_KEY: modelKey } = process.env;
  console.log(
    modelKey
      ? "A real model (OPENAI_API_KEY is set; MODEL chooses another one), and a local router in this process."
      : "A scripted model (set OPENAI_API_KEY for a real one), and a local router in this process.",
  );
  if (key || url) {
    console.log(
      "COMPOSIO_API_KEY and COMPOSIO_BASE_URL are not used: this task's toolkits are on the local router only.",
    );
  }
}

function heading(text: string): void {
  const line = `== ${text} `.padEnd(100, "=");
  console.log(`\n${process.stdout.isTTY && !process.env["NO_COLOR"] ? `\u001B[1m${line}\u001B[22m` : line}`);
}
