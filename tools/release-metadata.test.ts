import { readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
// @ts-expect-error A script without declarations.
import { sourceOf, withAbsoluteLinks, withAddresses } from "./release-metadata.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const commit = "0123456789abcdef0123456789abcdef01234567";
const environment = {
  GITHUB_SERVER_URL: "https://git.example",
  GITHUB_REPOSITORY: "acme/router",
  GITHUB_SHA: commit,
};
const source = { url: "https://git.example/acme/router", commit };
const isFolder = (file: string): boolean => statSync(root + file).isDirectory();
const linked = (markdown: string): string => withAbsoluteLinks(markdown, "packages/core", source, isFolder);

test("reads the repository and the commit from the workflow's variables", () => {
  expect(sourceOf(environment)).toEqual(source);
});

test.each([
  ["GITHUB_REPOSITORY", undefined],
  ["GITHUB_REPOSITORY", "router"],
  ["GITHUB_SERVER_URL", "git.example"],
  ["GITHUB_SHA", "main"],
])("rejects %s %s", (name, value) => {
  expect(() => sourceOf({ ...environment, [name]: value })).toThrow(`Invalid ${name}: ${value ?? "missing"}.`);
});

test("adds the addresses that npm shows to a manifest", () => {
  expect(withAddresses({ name: "@tool-router/core", version: "0.1.0" }, "packages/core", source)).toEqual({
    name: "@tool-router/core",
    version: "0.1.0",
    homepage: `https://git.example/acme/router/blob/${commit}/packages/core/README.md`,
    bugs: "https://git.example/acme/router/issues",
    repository: { type: "git", url: "git+https://git.example/acme/router.git", directory: "packages/core" },
  });
});

test.each([
  ["[a file](../../docs/adapters.md#options)", "blob", "docs/adapters.md#options"],
  ["[a folder](../local)", "tree", "packages/local"],
  ["[a folder](../../spec/)", "tree", "spec"],
  ["[a reference][1]\n\n[1]: ../../README.md", "blob", "README.md"],
])("makes the link of %j absolute", (markdown, kind, path) => {
  expect(linked(markdown)).toContain(`https://git.example/acme/router/${kind}/${commit}/${path}`);
  expect(linked(markdown)).not.toContain("../");
});

test.each(["[npm](https://www.npmjs.com)", "[below](#options)", "`[a](../b)`", "```ts\nf[0](../x/);\n```"])(
  "leaves %j unchanged",
  (markdown) => expect(linked(markdown)).toBe(markdown),
);

test("removes the remark that a package is not on npm yet", () => {
  expect(linked("`npm install x` ([not on npm yet](../../README.md#install))\n")).toBe("`npm install x`\n");
});

test.each(['<a href="../local">local</a>', "[out](../../../x.md)"])("rejects %j", (markdown) => {
  expect(() => linked(markdown)).toThrow("packages/core/README.md:");
});

test.each(readdirSync(`${root}packages`))("leaves no relative link in the README of %s", (name) => {
  const readme = readFileSync(`${root}packages/${name}/README.md`, "utf8");
  const published = withAbsoluteLinks(readme, `packages/${name}`, source, isFolder);
  expect(published).not.toMatch(/\]\(\.{1,2}\//);
  expect(published).not.toContain("not on npm yet");
});
