import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

test("matches the committed files when generating from spec/", () => {
  const script = fileURLToPath(new URL("generate.ts", import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [script, "--check"], { encoding: "utf8" });
  expect(stderr).toBe("");
  expect(status).toBe(0);
});

test("gives each schema a type of its own", () => {
  const schema = readFileSync(new URL("../src/schema.ts", import.meta.url), "utf8");
  expect(schema).toContain("export type ConnectedAccount = {");
  expect(schema).not.toContain('components["schemas"]');
});
