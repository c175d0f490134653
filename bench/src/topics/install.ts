import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { rivalPackages, rivalsFolder } from "../rivals.ts";
import type { Table } from "../table.ts";

const ownFolder = new URL("../..", import.meta.url).pathname;

/** Measures the installed size of a package with its dependencies and required peers. */
export async function measure(): Promise<Table[]> {
  const installed = [
    ["@tool-router/core", ownFolder],
    ["@tool-router/ai-sdk", ownFolder],
    ["@tool-router/langchain", ownFolder],
    ["@tool-router/openai", ownFolder],
    ["@tool-router/local", ownFolder],
    ...rivalPackages.map((name) => [name, rivalsFolder]),
  ] as [string, string][];
  const data = installed.map(([name, folder]) => ({ name, ...weigh(name, folder) }));
  const rows = data.map(({ name, packages, bytes, files }) => [
    name,
    String(packages),
    (bytes / 1e6).toFixed(2),
    files.toLocaleString("en"),
  ]);
  return [{ title: "Install", columns: ["", "packages", "MB", "files"], rows, data }];
}

interface Weight {
  readonly packages: number;
  readonly bytes: number;
  readonly files: number;
}

/** Resolves packages as Node does, so that every package manager's layout works. */
function weigh(name: string, from: string): Weight {
  const seen = new Map<string, { bytes: number; files: number }>();
  const visit = (wanted: string, folder: string): void => {
    const found = findPackage(wanted, folder);
    if (!found) throw new Error(`${wanted} is not installed, but ${folder} needs it.`);
    const manifest = JSON.parse(readFileSync(join(found, "package.json"), "utf8")) as {
      name: string;
      version: string;
      files?: string[];
      dependencies?: Record<string, string>;
      peerDependencies?: Record<string, string>;
      peerDependenciesMeta?: Record<string, { optional?: boolean }>;
    };
    const id = `${manifest.name}@${manifest.version}`;
    if (seen.has(id)) return;
    // Our folders also contain sources and tests. Only `files` is published.
    const parts = manifest.name.startsWith("@tool-router/") ? ["package.json", "README.md", ...manifest.files!] : ["."];
    const sizes = parts.flatMap((part) => fileSizes(join(found, part)));
    seen.set(id, { bytes: sizes.reduce((sum, size) => sum + size, 0), files: sizes.length });
    for (const dependency of Object.keys(manifest.dependencies ?? {})) visit(dependency, found);
    for (const peer of Object.keys(manifest.peerDependencies ?? {})) {
      if (!manifest.peerDependenciesMeta?.[peer]?.optional) visit(peer, found);
    }
  };
  visit(name, from);
  const weights = [...seen.values()];
  return {
    packages: weights.length,
    bytes: weights.reduce((sum, { bytes }) => sum + bytes, 0),
    files: weights.reduce((sum, { files }) => sum + files, 0),
  };
}

function findPackage(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules", name);
    if (existsSync(join(candidate, "package.json"))) return realpathSync(candidate);
    if (folder === dirname(folder)) return undefined;
  }
}

function fileSizes(path: string): number[] {
  if (!existsSync(path)) return [];
  const stats = statSync(path);
  if (!stats.isDirectory()) return [stats.size];
  return readdirSync(path)
    .filter((name) => name !== "node_modules")
    .flatMap((name) => fileSizes(join(path, name)));
}
