import { describe, expect, test } from "vitest";
import { moduleFormat } from "./esm-in-commonjs.ts";

const format = (text: string, url = "file:///home/me/toolkits.ts", given: string | null = "commonjs-typescript") =>
  moduleFormat(url, given, () => text);

describe("treats as a module", () => {
  test.each([
    `import { defineToolkit } from "@tool-router/local";`,
    `import local from "@tool-router/local";`,
    `import * as local from "@tool-router/local";`,
    `import "./other.ts";`,
    `// toolkits\n\nexport default [];`,
    `export const toolkits: string[] = [];`,
    `export { a } from "./a.ts";`,
    `import type { A } from "./a.ts";\nexport default {};`,
  ])("%j", (text) => {
    expect(format(text)).toBe("module-typescript");
    expect(format(text, "file:///home/me/toolkits.js", "commonjs")).toBe("module");
    expect(format(text, "file:///home/me/toolkits.ts", null)).toBe("module-typescript");
  });
});

describe("keeps the format of", () => {
  test.each([
    `module.exports = [];`,
    `const fs = require("node:fs");\nconst text = \`\nexport default []\`;\nmodule.exports = text;`,
    `exports.default = [];`,
    `import type { A } from "./a.ts";\nglobalThis.a = {} as A;`,
    `/**\n * import a from "a";\n */\nvoid import("./a.mts");`,
  ])("%j", (text) => {
    expect(format(text)).toBeUndefined();
  });

  test.each([
    ["file:///home/me/toolkits.cts", "commonjs-typescript"],
    ["file:///home/me/toolkits.cjs", "commonjs"],
    ["file:///home/me/node_modules/a/index.js", "commonjs"],
    ["file:///home/me/toolkits.ts", "module-typescript"],
    ["node:fs", "builtin"],
  ])("%s as %s", (url, given) => {
    expect(format("export default [];", url, given)).toBeUndefined();
  });
});
