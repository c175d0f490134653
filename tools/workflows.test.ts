import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const files = globSync(".github/{workflows,actions/*}/*.yml", { cwd: root }).map((file) => file.replaceAll("\\", "/"));
const read = (file: string): string => readFileSync(root + file, "utf8");

test.each(files)("%s pins every action by commit, with the version in a comment", (file) => {
  const uses = [...read(file).matchAll(/^\s*(?:- )?uses: (.+)$/gm)].map(([, action = ""]) => action);
  const isPinned = (action: string): boolean => /^(\.\/.+|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/.test(action);
  expect(uses.length).toBeGreaterThan(0);
  expect(uses.filter((action) => !isPinned(action))).toEqual([]);
});

test.each(files.filter((file) => file.includes("/workflows/")))("%s gives permissions per job only", (file) => {
  const workflow = read(file);
  const jobs = workflow.split(/^jobs:$/m)[1]?.match(/^ {2}[\w-]+:$/gm) ?? [];
  expect(workflow).toMatch(/^permissions: \{\}$/m);
  expect(workflow.match(/^ {4}permissions:/gm)).toHaveLength(jobs.length);
});

test("only the job that publishes gets an id token", () => {
  const jobs = read(".github/workflows/release.yml").split(/^ {2}(?=[\w-]+:$)/m);
  const withToken = jobs.filter((job) => job.includes("id-token: write")).map((job) => job.split(":")[0]);
  expect(withToken).toEqual(["publish"]);
});

test("every slower check of .ci/run is a script, and runs in a workflow", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const commands = [...read(".ci/run").matchAll(/^npm (?:run )?([\w:-]+)$/gm)].map(([, name = ""]) => name);
  expect(commands[0]).toBe("test");
  expect(commands.filter((name) => !(name in scripts))).toEqual([]);
  const workflow = read(".github/workflows/test.yml");
  expect(commands.slice(1).filter((name) => !workflow.includes(`"${name}"`))).toEqual([]);
});
