import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach } from "vitest";
import { run } from "../main.ts";

/** A running command. */
export interface Running {
  /** Output so far, on both streams. */
  readonly text: () => string;
  /** Resolves when the output contains the text. Rejects if the command ends before. */
  readonly says: (text: string) => Promise<void>;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  /** As with Ctrl-C. */
  readonly interrupt: () => void;
  /** The address that the command printed. */
  readonly address: () => string;
}

type Start = (argv: readonly string[], env?: Record<string, string>) => Running;

interface Commands {
  /** Starts a command in a process of its own, in the folder. */
  readonly start: Start;
  /** Starts a command in this process. */
  readonly startHere: Start;
  /** Writes a file into the folder. Returns its name. */
  readonly file: (name: string, text: string) => string;
  readonly folder: string;
}

/** Starts commands, which end with each test, in a temporary folder. */
export function commands(): Commands {
  const folder = mkdtempSync(join(tmpdir(), "tool-router-"));
  const children: ChildProcess[] = [];
  const here: Running[] = [];
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    await Promise.all(
      here.splice(0).map(async (running) => {
        running.interrupt();
        await running.ended;
      }),
    );
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder,
    start: (argv, env = {}) => {
      const program = ["--conditions=@tool-router/source", join(import.meta.dirname, "../bin.ts"), ...argv];
      const child = spawn(process.execPath, program, { cwd: folder, env: { ...process.env, ...env } });
      children.push(child);
      const output = collect();
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", output.add);
      const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
      return { ...output.running(ended), interrupt: () => void child.kill("SIGINT") };
    },
    startHere: (argv, env = {}) => {
      const stop = new AbortController();
      const output = collect();
      const ended = run(argv, { out: output.add, err: output.add, env, stop: stop.signal, program: ["", ...argv] });
      const running: Running = {
        ...output.running(ended),
        interrupt: () => {
          stop.abort();
        },
      };
      here.push(running);
      return running;
    },
    file: (name, text) => {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      return name;
    },
  };
}

interface Output {
  readonly add: (chunk: string) => void;
  readonly running: (ended: Promise<number | null>) => Omit<Running, "interrupt">;
}

function collect(): Output {
  let written = "";
  const waiting = new Set<() => void>();
  return {
    add: (chunk) => {
      written += chunk;
      for (const look of waiting) look();
    },
    running: (ended) => ({
      text: () => written,
      says: (text) =>
        new Promise((resolve, reject) => {
          const look = (): void => {
            if (written.includes(text)) resolve();
          };
          waiting.add(look);
          look();
          void ended.finally(() => {
            reject(new Error(`ended without saying ${text}: ${written}`));
          });
        }),
      ended,
      address: () => /at +(http:\S+)/.exec(written)?.[1] ?? "",
    }),
  };
}
