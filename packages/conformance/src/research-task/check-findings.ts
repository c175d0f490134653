import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "./findings-database.ts";

/**
 * The findings as they should be, straight from the file system: by other code than the toolkit's and
 * the script's, so that one mistake cannot hide the other.
 */
export function expectedFindings(root: string, searchedText: string): Finding[] {
  const workspace = readFileSync(join(root, "pnpm-workspace.yaml"), "utf8");
  const parents = workspace.split("\n").flatMap((line) => /^ {2}- (\w+)\/\*$/.exec(line)?.[1] ?? []);
  return parents
    .flatMap((parent) => readdirSync(join(root, parent)).map((name) => join(root, parent, name)))
    .filter((folder) => existsSync(join(folder, "package.json")))
    .map((folder) => {
      const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
        name: string;
        description?: string;
      };
      const sources = typescriptFiles(folder).map((path) => readFileSync(path, "utf8"));
      return {
        package: manifest.name,
        description: manifest.description ?? "",
        typescript_files: sources.length,
        node_imports: sources
          .join("\n")
          .split("\n")
          .filter((line) => line.includes(searchedText)).length,
      };
    })
    .toSorted((a, b) => (a.package < b.package ? -1 : 1));
}

/** What is wrong with the findings that were written; empty when nothing is. */
export function findingProblems(written: readonly Finding[], expected: readonly Finding[]): string[] {
  const rows = new Map(written.map((finding) => [finding.package, finding]));
  const missing = expected.filter((finding) => !rows.has(finding.package)).map((finding) => finding.package);
  const invented = written.filter((row) => !expected.some((finding) => finding.package === row.package));
  const wrong = expected.flatMap((finding) => {
    const row = rows.get(finding.package);
    if (row === undefined) return [];
    return (["description", "typescript_files", "node_imports"] as const)
      .filter((field) => row[field] !== finding[field])
      .map(
        (field) =>
          `${finding.package}: ${field} is ${JSON.stringify(finding[field])}, not ${JSON.stringify(row[field])}`,
      );
  });
  return [
    ...(missing.length === 0 ? [] : [`no finding on ${missing.join(", ")}`]),
    ...invented.map((row) => `a finding on ${row.package}, which is not a package here`),
    ...wrong,
  ];
}

const elsewhere = /^(\..*|node_modules|dist|coverage)$/;

function typescriptFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return elsewhere.test(entry.name) ? [] : typescriptFiles(path);
    return entry.isFile() && path.endsWith(".ts") ? [path] : [];
  });
}
