import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { loadToolkits } from "./load-toolkits.ts";

const folder = mkdtempSync(join(tmpdir(), "tool-router-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

let files = 0;
function load(text: string, extension = "mjs"): ReturnType<typeof loadToolkits> {
  const path = join(folder, `file-${++files}.${extension}`);
  writeFileSync(path, text);
  return loadToolkits(path);
}

const toolkit = `{ slug: "a", description: "d", tools: [{ slug: "A_B", description: "d", inputSchema: {}, execute: () => 1 }] }`;

describe("a default export that is", () => {
  it.each([
    ["a toolkit", `export default ${toolkit};`, "mjs"],
    ["a list of toolkits", `export default [${toolkit}];`, "mjs"],
    ["options", `export default { toolkits: [${toolkit}] };`, "mjs"],
    ["CommonJS", `module.exports = ${toolkit};`, "cjs"],
    [
      "compiled to CommonJS",
      `Object.defineProperty(exports, "__esModule", { value: true }); exports.default = ${toolkit};`,
      "cjs",
    ],
  ])("%s", async (_, text, extension) => {
    expect((await load(text, extension)).toolkits).toMatchObject([{ slug: "a" }]);
  });

  it("options without toolkits has none", async () => {
    expect(await load(`export default { apiKey: "ak_1" };`)).toEqual({ apiKey: "ak_1", toolkits: [] });
  });
});

describe("names the file and what is wrong with it:", () => {
  it.each([
    [
      "export const toolkit = {};",
      "the default export must be a toolkit, a list of toolkits, or an object with toolkits; there is none",
    ],
    ["export default null;", "an object with toolkits; it is null"],
    ["export default () => 1;", "an object with toolkits; it is a function"],
    ["export default { toolkit: [] };", "there is no option toolkit; there are toolkits, accounts,"],
    [`import "./gone.mjs"; export default [];`, "gone.mjs"],
    [`throw new Error("broken inside");`, "broken inside"],
  ])("%s", async (text, message) => {
    await expect(load(text)).rejects.toThrow(message);
    await expect(load(text)).rejects.toThrow(/file-\d+\.mjs: /);
  });

  it("a file that is not there", async () => {
    await expect(loadToolkits("gone.ts")).rejects.toThrow("gone.ts: there is no such file");
  });
});
