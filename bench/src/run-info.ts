import { execFileSync } from "node:child_process";
import { cpus, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { rivalVersions } from "./rivals.ts";

/** When, where and with which versions a measurement ran. */
export interface RunInfo {
  readonly date: string;
  readonly commit: string;
  readonly node: string;
  readonly machine: string;
  readonly rivals: Readonly<Record<string, string>>;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

const git = (...args: string[]): string => execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();

export function describeRun(): RunInfo {
  const changed = git("status", "--porcelain", "--", "packages") ? " with local changes" : "";
  const processors = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: git("rev-parse", "--short=10", "HEAD") + changed,
    node: process.version,
    machine: `${process.platform} ${process.arch}, ${processors.length} × ${processors[0]?.model.trim() || "unknown CPU"}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    rivals: rivalVersions,
  };
}
