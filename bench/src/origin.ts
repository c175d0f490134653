import { execFileSync } from "node:child_process";
import { cpus, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { rivalVersions } from "./rivals.ts";

/** Where numbers come from; without it they mean nothing. */
export interface Origin {
  readonly date: string;
  readonly commit: string;
  readonly node: string;
  readonly machine: string;
  readonly rivals: Readonly<Record<string, string>>;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

const git = (...args: string[]): string => execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();

export function describeOrigin(): Origin {
  const changed = git("status", "--porcelain", "--", "packages") ? " and changes" : "";
  const processors = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: git("rev-parse", "--short=10", "HEAD") + changed,
    node: process.version,
    machine: `${process.platform} ${process.arch}, ${processors.length} × ${processors[0]?.model.trim() || "unnamed processor"}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    rivals: rivalVersions,
  };
}
