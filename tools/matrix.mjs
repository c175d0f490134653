// `pnpm test:matrix [name …]`: installs our packages, as they would be published, beside the lowest and the latest version
// of each framework that they name as a peer, and the local router beside the vendor's SDK; compiles a small program against
// each, and runs it. Needs the registry. With names (`mastra`), only the programs of these names.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
// LangGraph is here for its `ToolNode`; what it asks for is not in every registry yet.
const lowest = { "@langchain/langgraph-checkpoint": "1.0.0", "@langchain/langgraph-sdk": "1.0.0" };
const latest = { "@langchain/langgraph-sdk": "1.12.4", "@langchain/protocol": "0.0.19" };

/**
 * Peer versions by adapter, whose name the program has if it has none of its own, and of core's entry for Node;
 * `overrides` for what a registry may lack.
 */
const versions = [
  { adapter: "ai-sdk", install: { ai: "6.0.0" } },
  { adapter: "ai-sdk", install: { ai: "^6.0.0" } },
  { adapter: "ai-sdk", install: { ai: "^7.0.0" } },
  { adapter: "ai-sdk", program: "mastra", install: { "@mastra/core": "1.71.0", ai: "^7.0.0", zod: "^4.0.0" } },
  { adapter: "langchain", install: { "@langchain/core": "1.0.1", "@langchain/langgraph": "1.0.0" }, overrides: lowest },
  {
    adapter: "langchain",
    install: { "@langchain/core": "^1.0.0", "@langchain/langgraph": "1.4.18" },
    overrides: latest,
  },
  { adapter: "openai", install: { openai: "5.23.0" } },
  { adapter: "openai", install: { openai: "^6.0.0" } },
  { adapter: "openai", install: { openai: "^7.0.0" } },
  {
    adapter: "local",
    program: "vendor-sdk",
    install: { "@composio/core": "0.21.0", "@composio/client": "2.0.0-rc.6", zod: "^4.0.0" },
    overrides: { "@composio/client": "2.0.0-rc.6" },
  },
  { adapter: "core", install: { undici: "7.0.0" } },
  { adapter: "core", install: { undici: "^7.0.0" } },
  { adapter: "core", install: { undici: "8.0.0" } },
  { adapter: "core", install: { undici: "^8.0.0" } },
];

const asked = process.argv.slice(2);
const wanted = versions.filter(({ adapter, program = adapter }) => asked.length === 0 || asked.includes(program));
if (wanted.length === 0) throw new Error(`There is no program of the name ${asked.join(" or ")}.`);

run("turbo", ["run", "build", "--output-logs=errors-only"], root);
const work = mkdtempSync(join(tmpdir(), "tool-router-matrix-"));
const failed = [];
try {
  const tarballs = {};
  for (const name of ["openapi", "core", "adapter-kit", "local", "ai-sdk", "langchain", "openai"]) {
    const tarball = join(work, `${name}.tgz`);
    run("pnpm", ["pack", "--out", tarball], join(root, "packages", name));
    tarballs[`@tool-router/${name}`] = `file:${tarball}`;
  }
  for (const [index, { adapter, program = adapter, install, overrides = {} }] of wanted.entries()) {
    const what = `${program} with ${Object.entries(install)
      .map(([name, version]) => `${name} ${version}`)
      .join(", ")}`;
    const folder = join(work, String(index));
    mkdirSync(folder);
    for (const file of ["session.ts", `${program}.ts`]) cpSync(join(root, "tools/matrix", file), join(folder, file));
    const needed = ["openapi", "core", "adapter-kit", "local", adapter].map((name) => `@tool-router/${name}`);
    const ours = Object.fromEntries(needed.map((name) => [name, tarballs[name]]));
    const manifest = {
      private: true,
      type: "module",
      dependencies: { ...ours, ...install, "@types/node": "^22.0.0" },
      overrides: { ...overrides, ...ours },
    };
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
    const compilerOptions = {
      module: "nodenext",
      target: "es2023",
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      // The frameworks' own declarations are not on trial.
      skipLibCheck: true,
      allowImportingTsExtensions: true,
      types: ["node"],
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: [`${program}.ts`] }));
    try {
      run("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"], folder);
      run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", "."], folder);
      run(process.execPath, [`${program}.ts`], folder);
      console.log(`ok      ${what}`);
    } catch (error) {
      failed.push(what);
      console.log(`FAILED  ${what}\n${error.message}`);
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
process.exit(failed.length > 0 ? 1 : 0);

function run(command, args, cwd) {
  const env = { ...process.env, NO_COLOR: "1" };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8", env });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}\n${stdout}${stderr}`.slice(-4000));
}
