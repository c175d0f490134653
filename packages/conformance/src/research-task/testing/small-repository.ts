import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A repository of two packages in a temporary folder, with names that occur nowhere else. */
export async function smallRepository(): Promise<{ root: string } & AsyncDisposable> {
  const root = await mkdtemp(join(tmpdir(), "tool-router-repository-"));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return { root, [Symbol.asyncDispose]: () => rm(root, { recursive: true }) };
}

const files: Record<string, string> = {
  "pnpm-workspace.yaml": "packages:\n  - modules/*\n",
  "package.json": '{ "name": "the-whole" }',
  "modules/clock/package.json": '{ "name": "clock", "description": "Tells \\"the\\" time" }',
  "modules/clock/src/index.ts": 'import { setTimeout } from "node:timers";\nimport { hrtime } from "node:process";\n',
  "modules/clock/src/deep/face.ts": "export const face = 12;\n",
  "modules/clock/dist/index.d.ts": "export {};\n",
  "modules/clock/node_modules/dial/package.json": '{ "name": "dial" }',
  "modules/clock/node_modules/dial/index.ts": 'import "node:fs";\n',
  "modules/clock/.cache/index.ts": 'import "node:fs";\n',
  "modules/lamp/package.json": '{ "name": "lamp" }',
  "modules/lamp/lamp.js": 'import { readFile } from "node:fs/promises";\n',
  "modules/notes.ts": 'export { join } from "node:path";\n',
};
