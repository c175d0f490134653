import { globSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { describe, expect, test } from "vitest";

const root = `${import.meta.dirname}/..`;

/** Files at the top of a package that folders may not import: entries, and what puts the folders together. */
const TOP_FILES = new Set(["index.ts", "options.ts", "router.ts"]);

/** Packages that still have circular imports. Remove a name when its circles are gone. */
const PACKAGES_WITH_CIRCLES = new Set(["conformance"]);

/** For each package with a table in CONTRIBUTING.md, its folders from top to bottom. */
const tables = readFileSync(`${root}/CONTRIBUTING.md`, "utf8")
  .split(/^#+ /m)
  .flatMap((section) => {
    const folders = [...section.matchAll(/^\| `([a-z-]+)\/` /gm)].map(([, folder]) => folder ?? "");
    const [, name] = /`packages\/([a-z-]+)\/src`/.exec(section) ?? [];
    return folders.length > 0 && name !== undefined ? [{ name, folders }] : [];
  });

interface Import {
  readonly from: string;
  readonly to: string;
}

/** The relative imports of a package's own sources, types and lazy imports included. */
function importsOf(name: string): Import[] {
  const cwd = `${root}/packages/${name}/src`;
  return globSync("**/*.ts", { cwd })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !/^testing\/|\.(test|test-d|d)\.ts$/.test(path))
    .flatMap((from) =>
      [...readFileSync(`${cwd}/${from}`, "utf8").matchAll(/\b(?:from |import\()"(\.[^"]+)"/g)].map(([, target]) => ({
        from,
        to: posix.join(posix.dirname(from), target ?? ""),
      })),
    );
}

test("finds the tables of CONTRIBUTING.md", () => {
  expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(["adapter-kit", "local"]));
});

describe.each(tables)("packages/$name/src", ({ name, folders }) => {
  test("lists each folder in CONTRIBUTING.md", () => {
    const entries = readdirSync(`${root}/packages/${name}/src`, { withFileTypes: true });
    const existing = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    expect(folders.toSorted()).toEqual(existing.toSorted());
  });

  test("imports only from folders further down its table", () => {
    const place = (path: string): number => folders.indexOf(posix.dirname(path));
    const inFolders = importsOf(name).filter(({ from }) => from.includes("/"));
    expect(inFolders.length).toBeGreaterThan(10);
    const upward = inFolders.filter(({ from, to }) => (to.includes("/") ? place(to) < place(from) : TOP_FILES.has(to)));
    expect(upward).toEqual([]);
  });
});

test.each(readdirSync(`${root}/packages`).filter((name) => !PACKAGES_WITH_CIRCLES.has(name)))(
  "has no circular imports in packages/%s/src",
  (name) => {
    expect(findCircles(importsOf(name)).map((circle) => circle.join(" → "))).toEqual([]);
  },
);

/** One path for each import that closes a circle, found by a depth-first search. */
function findCircles(imports: readonly Import[]): string[][] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) circles.push([...path.slice(start), file]);
    if (start >= 0 || done.has(file)) return;
    for (const { from, to } of imports) if (from === file) visit(to, [...path, file]);
    done.add(file);
  };
  for (const { from } of imports) visit(from, []);
  return circles;
}
