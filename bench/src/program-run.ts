import { spawn } from "node:child_process";
import { rivalsFolder } from "./rivals.ts";

const ownFolder = new URL("..", import.meta.url).pathname;

/** What a Node process cost, from its start to its end. */
export interface ProgramRun {
  readonly wall: number;
  /** Milliseconds until it printed something. */
  readonly first: number;
  readonly cpu: number;
  readonly memory: number;
  readonly printed: string;
}

const report = `;process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  process.stderr.write("\\n@usage " + JSON.stringify([(userCPUTime + systemCPUTime) / 1000, maxRSS / 1024]));
});`;

/** Runs a module of text in a Node of its own, which finds the packages of the bench or of the rivals. */
export function runProgram(
  program: string,
  { of, env = {}, flags = [] }: { of: "ours" | "rivals"; env?: Record<string, string>; flags?: string[] },
): Promise<ProgramRun> {
  const start = performance.now();
  const child = spawn(process.execPath, [...flags, "--input-type=module", "--eval", report + program], {
    cwd: of === "ours" ? ownFolder : rivalsFolder,
    env: { ...process.env, ...env },
  });
  let first = 0;
  let printed = "";
  let complaints = "";
  child.stdout.on("data", (text: Buffer) => {
    first ||= performance.now() - start;
    printed += text.toString();
  });
  child.stderr.on("data", (text: Buffer) => (complaints += text.toString()));
  const late = setTimeout(() => child.kill("SIGKILL"), 60_000);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(late);
      const wall = performance.now() - start;
      const usage = /@usage (\[.*\])/.exec(complaints);
      if (code !== 0 || !usage) return reject(new Error(`A program of the bench failed:\n${program}\n${complaints}`));
      const [cpu = 0, memory = 0] = JSON.parse(usage[1]!) as number[];
      resolve({ wall, first, cpu, memory, printed });
    });
  });
}
