import { spawn } from "node:child_process";
import { rivalsFolder } from "./rivals.ts";

const ownFolder = new URL("..", import.meta.url).pathname;

/** Resources that a Node process used, from start to exit. Times are in milliseconds. */
export interface ProgramRun {
  readonly wall: number;
  /** Time until the first output. */
  readonly first: number;
  readonly cpu: number;
  /** Peak memory, in MiB. */
  readonly memory: number;
  readonly printed: string;
}

const report = `;process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  process.stderr.write("\\n@usage " + JSON.stringify([(userCPUTime + systemCPUTime) / 1000, maxRSS / 1024]));
});`;

/** Runs source text in a new Node process that resolves packages of the workspace or of the rivals. */
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
  let errors = "";
  child.stdout.on("data", (text: Buffer) => {
    first ||= performance.now() - start;
    printed += text.toString();
  });
  child.stderr.on("data", (text: Buffer) => (errors += text.toString()));
  const timeout = setTimeout(() => child.kill("SIGKILL"), 60_000);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timeout);
      const wall = performance.now() - start;
      const usage = /@usage (\[.*\])/.exec(errors);
      if (code !== 0 || !usage) return reject(new Error(`Benchmark program failed:\n${program}\n${errors}`));
      const [cpu = 0, memory = 0] = JSON.parse(usage[1]!) as number[];
      resolve({ wall, first, cpu, memory, printed });
    });
  });
}
