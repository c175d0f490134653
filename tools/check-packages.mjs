// Packs every published package as `pnpm publish` would, and uses the tarballs as a stranger's project
// does: publint, arethetypeswrong, `import`, `require`, and types under the oldest and the newest
// supported TypeScript. The project gets what the tarballs ask for and nothing else.
import { execFile } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const compilers = { 5.5: "typescript-5.5", 7: "typescript" };

const packages = readdirSync(join(root, "packages"))
  .map((folder) => join(root, "packages", folder))
  .map((folder) => ({ folder, manifest: readJSON(join(folder, "package.json")) }))
  .filter(({ manifest }) => manifest.private !== true);

const stranger = mkdtempSync(join(tmpdir(), "tool-router-stranger-"));
const problems = [];
try {
  const modules = join(stranger, "node_modules");
  const packed = await Promise.all(packages.map(({ folder, manifest }) => installTarball(folder, manifest, modules)));
  writeFileSync(join(stranger, "package.json"), JSON.stringify({ name: "stranger", private: true, type: "module" }));
  const entries = packed.flatMap(({ name, exports }) =>
    Object.keys(exports)
      .filter((entry) => entry !== "./package.json")
      .map((entry) => name + entry.slice(1)),
  );
  await Promise.all([checkRuntime(entries), checkTypes(entries)]);
} finally {
  rmSync(stranger, { recursive: true, force: true });
}

if (problems.length > 0) {
  console.error(problems.join("\n\n"));
  console.error(`\n${problems.length} problems with the packages as they would be published.`);
  process.exit(1);
}
console.log(`${packages.length} packages install, import and type-check as published.`);

async function installTarball(folder, manifest, modules) {
  const target = join(modules, manifest.name);
  mkdirSync(target, { recursive: true });
  const tarball = join(stranger, `${manifest.name.replace("/", "-")}.tgz`);
  await run("pnpm", ["pack", "--out", tarball], folder, `${manifest.name}: pnpm pack`);
  await run("tar", ["-xzf", tarball, "-C", target, "--strip-components=1"], folder, `${manifest.name}: tar`);
  await Promise.all([
    run("publint", ["run", target, "--strict"], root, `${manifest.name}: publint`),
    run("attw", [tarball, "--profile", "esm-only", "--no-emoji"], root, `${manifest.name}: arethetypeswrong`),
  ]);

  const text = readFileSync(join(target, "package.json"), "utf8");
  if (/"(workspace|catalog):/.test(text)) problems.push(`${manifest.name}: its package.json names the workspace.`);
  const packed = JSON.parse(text);
  const { dependencies, peerDependencies } = packed;
  for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
    if (name.startsWith("@tool-router/")) continue;
    const link = join(modules, name);
    mkdirSync(dirname(link), { recursive: true });
    try {
      symlinkSync(realpathSync(join(folder, "node_modules", name)), link, "dir");
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
  }
  return packed;
}

async function checkRuntime(entries) {
  const program = `import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
${entries.map((entry) => `await import("${entry}"); require("${entry}");`).join("\n")}
console.log("loaded");
`;
  writeFileSync(join(stranger, "load.mjs"), program);
  await run(process.execPath, ["load.mjs"], stranger, "import and require");
}

async function checkTypes(entries) {
  const names = entries.map((entry, index) => `import * as entry${index} from "${entry}";\nvoid entry${index};`);
  writeFileSync(join(stranger, "index.ts"), `${names.join("\n")}\n`);
  for (const [version, compiler] of Object.entries(compilers)) {
    const compilerOptions = {
      module: "nodenext",
      target: "es2022",
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      skipLibCheck: false,
      types: [],
      lib: ["ES2023", "DOM", "DOM.Iterable", "DOM.AsyncIterable", "ESNext.Disposable"],
    };
    const project = `tsconfig.${version}.json`;
    writeFileSync(join(stranger, project), JSON.stringify({ compilerOptions, files: ["index.ts"] }));
    const bin = join(root, "node_modules", compiler, "bin", "tsc");
    const { stdout, status } = await output(process.execPath, [bin, "-p", project], stranger);
    // Other people's declarations may not be meant for this compiler; ours are.
    const ours = stdout.split("\n").filter((line) => /^(index\.ts|node_modules\/@tool-router\/|error )/.test(line));
    if (ours.length > 0 || (status !== 0 && stdout.trim() === "")) {
      problems.push(`types under TypeScript ${version}:\n${ours.join("\n") || "the compiler failed"}`);
    }
  }
}

async function run(command, args, cwd, what) {
  const { status, stdout, stderr } = await output(command, args, cwd);
  if (status !== 0) problems.push(`${what}:\n${stdout}${stderr}`.trim());
}

function output(command, args, cwd) {
  const options = { cwd, encoding: "utf8", maxBuffer: 2 ** 26, env: { ...process.env, NO_COLOR: "1" } };
  return new Promise((resolve) => {
    execFile(command, args, options, (error, stdout, stderr) => {
      resolve({ status: error ? (error.code ?? 1) : 0, stdout, stderr: stderr || (error?.message ?? "") });
    });
  });
}

function readJSON(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}
