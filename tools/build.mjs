// Builds one package, from its own folder: `node ../../tools/build.mjs src/index.ts [src/cli.ts …]`.
// One bundled ES module per entry, dependencies external, and the declarations of `tsc`.
// A package that ships its sources gets source maps that point to them. Declaration maps: tsconfig.build.json.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";

const entryPoints = process.argv.slice(2);
const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const external = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });

const shipsSources = manifest.files.includes("src");

rmSync("dist", { recursive: true, force: true });

// What needs Node has a project of its own, so that the rest is compiled without Node's types.
for (const project of readdirSync(".").filter((file) => /^tsconfig\.build\b.*\.json$/.test(file))) {
  const declarations = spawnSync(`tsc -p ${project}`, { stdio: "inherit", shell: true });
  if (declarations.status !== 0) process.exit(declarations.status ?? 1);
}

// tsc leaves ".ts" in the specifiers of declarations; some tools resolve only what exists.
for (const file of readdirSync("dist", { recursive: true, encoding: "utf8" })) {
  if (!file.endsWith(".d.ts")) continue;
  const text = readFileSync(`dist/${file}`, "utf8");
  writeFileSync(`dist/${file}`, text.replaceAll(/((?:from|import\() ?"\.{1,2}\/[^"]+)\.ts"/g, '$1.js"'));
}

// Declarations that no entry reaches describe internals.
const reached = new Set(entryPoints.map((entry) => entry.replace(/^src/, "dist").replace(/\.ts$/, ".d.ts")));
for (const file of reached) {
  for (const [, path] of readFileSync(file, "utf8").matchAll(/(?:from|import\(?) ?"(\.{1,2}\/[^"]+)\.js"/g)) {
    reached.add(`${join(dirname(file), path)}.d.ts`);
  }
}
for (const file of readdirSync("dist", { recursive: true, encoding: "utf8" })) {
  if (file.endsWith(".d.ts") && !reached.has(join("dist", file))) rmSync(join("dist", file));
}

await build({
  entryPoints,
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2023",
  platform: "neutral",
  chunkNames: "chunk-[hash]",
  // Anything that is not the package's own code must be one of its dependencies, or Node itself.
  external: [...external.flatMap((name) => [name, `${name}/*`]), "node:*"],
  legalComments: "none",
  sourcemap: shipsSources ? "linked" : false,
  // The maps name files in "src", which the package has.
  sourcesContent: false,
  logLevel: "warning",
});
