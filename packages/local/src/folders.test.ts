import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect, test } from "vitest";

const src = import.meta.dirname;
const map = readFileSync(`${src}/../../../CONTRIBUTING.md`, "utf8");
/** Folders in the order of the map. Imports run down this list. */
const folders = [...map.matchAll(/^\| `([a-z-]+)\/` /gm)].map(([, name]) => name ?? "");
/** Entry points, which no folder imports. */
const entries = ["index.ts", "cli.ts", "load-toolkits.ts", "router.ts"];

test("lists each folder in the map of CONTRIBUTING.md", () => {
  const existing = readdirSync(src, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.toSorted()).toEqual(existing.map(({ name }) => name).toSorted());
});

test("imports only down the map", () => {
  const sources = readdirSync(src, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /^(?!testing\/).*\/.*(?<!\.test|\.test-d|\.d)\.ts$/.test(path));
  const imports = sources.flatMap((path) =>
    [...readFileSync(`${src}/${path}`, "utf8").matchAll(/\bfrom "(\.[^"]+)"/g)].map(([, written]) => ({
      path,
      target: posix.join(posix.dirname(path), written ?? ""),
    })),
  );
  expect(imports.length).toBeGreaterThan(300);
  const upward = imports.filter(({ path, target }) =>
    target.includes("/") ? placeOf(target) < placeOf(path) : entries.includes(target),
  );
  expect(upward).toEqual([]);
});

function placeOf(path: string): number {
  return folders.indexOf(posix.dirname(path));
}
