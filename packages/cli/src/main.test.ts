import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { commands } from "./testing/command.ts";

const { startHere } = commands();

test("prints its version", async () => {
  const { version } = JSON.parse(readFileSync(`${import.meta.dirname}/../package.json`, "utf8")) as {
    version: string;
  };
  const command = startHere(["--version"]);
  expect(await command.ended).toBe(0);
  expect(command.text()).toBe(`${version}\n`);
});

test.each([[["--help"]], [["serve", "--help"]]])("shows an example for %j", async (argv) => {
  const command = startHere(argv);
  expect(await command.ended).toBe(0);
  expect(command.text()).toContain("\nExample:\n  $ npx @tool-router/cli serve ./toolkits.ts --port 4310");
});

test.each([
  [["./toolkits.ts"], "(Did you mean tool-router serve ./toolkits.ts?)"],
  [["sreve"], "(Did you mean serve?)"],
  [["--prot"], "error: unknown option '--prot'"],
  [[], "Usage: tool-router"],
])("exits with 2 for %j", async (argv, message) => {
  const command = startHere(argv);
  expect(await command.ended).toBe(2);
  expect(command.text()).toContain(message);
});
