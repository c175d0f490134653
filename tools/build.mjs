// Builds one package, from its own folder: `node ../../tools/build.mjs src/index.ts [src/cli.ts …]`.
// One bundled ES module per entry, dependencies external, and the declarations of `tsc`.
// A package that ships its sources gets source maps that point to them. Declaration maps: tsconfig.build.json.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { posix } from "node:path";
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

// Only declarations that the entries reach are part of the package. In their specifiers tsc leaves ".ts", but some tools
// resolve only files that exist.
const reached = new Set();
const keep = (file) => {
  if (reached.has(file)) return;
  reached.add(file).add(`${file}.map`);
  const specifier = /((?:from|import|import\() ?"(\.{1,2}\/[^"]+))\.ts"/g;
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replaceAll(specifier, '$1.js"'));
  for (const [, , target] of text.matchAll(specifier)) keep(posix.join(posix.dirname(file), `${target}.d.ts`));
};
for (const entry of entryPoints) keep(entry.replace(/^src\/(.*)\.ts$/, "dist/$1.d.ts"));
for (const path of readdirSync("dist", { recursive: true, encoding: "utf8" })) {
  const file = `dist/${path.replaceAll("\\", "/")}`;
  if (/\.d\.ts(\.map)?$/.test(file) && !reached.has(file)) rmSync(file);
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
  // The API document is a third indentation. Code stays readable for debuggers.
  minifyWhitespace: !shipsSources,
  sourcemap: shipsSources ? "linked" : false,
  // The maps name files in "src", which the package has.
  sourcesContent: false,
  logLevel: "warning",
});
