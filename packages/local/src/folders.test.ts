import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect, it } from "vitest";

const src = import.meta.dirname;
const map = readFileSync(`${src}/../../../CONTRIBUTING.md`, "utf8");
/** The folders as the map lists them: imports run down this list. */
const folders = [...map.matchAll(/^\| `([a-z-]+)\/` /gm)].map(([, name]) => name ?? "");
/** What puts a router together, and is imported by no folder. */
const top = ["index.ts", "cli.ts", "load-toolkits.ts", "router.ts", "router-options.ts"];

it("has a line in the map of CONTRIBUTING.md for each folder", () => {
  const there = readdirSync(src, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.toSorted()).toEqual(there.map(({ name }) => name).toSorted());
});

it("imports down the map only", () => {
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
    target.includes("/") ? placeOf(target) < placeOf(path) : top.includes(target),
  );
  expect(upward).toEqual([]);
});

function placeOf(path: string): number {
  return folders.indexOf(posix.dirname(path));
}
