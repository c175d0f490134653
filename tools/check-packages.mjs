// Packs every published package as `pnpm publish` would, and checks the tarballs in a new project: publint,
// arethetypeswrong, `import`, `require`, and types with the oldest and the newest supported TypeScript.
// The project has only the dependencies that the tarballs declare.
import { execFile } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { budgets } from "./budgets.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const compilers = { 5.5: "typescript-5.5", 7: "typescript" };

const packages = readdirSync(join(root, "packages"))
  .map((folder) => join(root, "packages", folder))
  .map((folder) => ({ folder, manifest: readJSON(join(folder, "package.json")) }))
  .filter(({ manifest }) => manifest.private !== true);

const consumer = mkdtempSync(join(tmpdir(), "tool-router-consumer-"));
const problems = [];
try {
  const modules = join(consumer, "node_modules");
  const packed = await Promise.all(packages.map(({ folder, manifest }) => installTarball(folder, manifest, modules)));
  writeFileSync(join(consumer, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  const entries = packed.flatMap(({ name, exports }) =>
    Object.keys(exports)
      .filter((entry) => entry !== "./package.json")
      .map((entry) => name + entry.slice(1)),
  );
  await Promise.all([checkRuntime(entries), checkTypes(entries), checkTypeCost()]);
} finally {
  rmSync(consumer, { recursive: true, force: true });
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
  const tarball = join(consumer, `${manifest.name.replace("/", "-")}.tgz`);
  await run("pnpm", ["pack", "--out", tarball], folder, `${manifest.name}: pnpm pack`);
  await run("tar", ["-xzf", tarball, "-C", target, "--strip-components=1"], folder, `${manifest.name}: tar`);
  await Promise.all([
    run("publint", ["run", target, "--strict"], root, `${manifest.name}: publint`),
    run("attw", [tarball, "--profile", "esm-only", "--no-emoji"], root, `${manifest.name}: arethetypeswrong`),
  ]);

  const text = readFileSync(join(target, "package.json"), "utf8");
  if (/"(workspace|catalog):/.test(text)) problems.push(`${manifest.name}: its package.json names the workspace.`);
  const packed = JSON.parse(text);
  checkWeight(folder, target, packed);
  const { dependencies, peerDependencies } = packed;
  for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
    if (name.startsWith("@tool-router/")) continue;
    const link = join(modules, name);
    mkdirSync(dirname(link), { recursive: true });
    try {
      symlinkSync(realpathSync(join(folder, "node_modules", name)), link, "junction");
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
  }
  return packed;
}

/** Compares the size of an installation with its budget. */
function checkWeight(folder, target, { name }) {
  const budget = budgets.install[basename(folder)];
  const brought = new Set();
  const add = (place) => {
    const manifest = readJSON(join(place, "package.json"));
    brought.add(manifest.name);
    for (const dependency of Object.keys(manifest.dependencies ?? {})) {
      if (!brought.has(dependency)) add(installedFor(place, dependency));
    }
  };
  add(folder);
  const paths = readdirSync(target, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  // Only debuggers and editors read maps and sources.
  const files = paths.filter((path) => !path.endsWith(".map") && !path.startsWith(join(target, "src"))).length;
  const kilobytes = Math.ceil(paths.reduce((sum, path) => sum + statSync(path).size, 0) / 1000);
  if (brought.size > budget.packages || files > budget.files || kilobytes > budget.kilobytes) {
    problems.push(
      `${name}: an installation brings ${brought.size} packages, ${files} files and ${kilobytes} kB. ` +
        `The budget is ${budget.packages}, ${budget.files} and ${budget.kilobytes}.`,
    );
  }
}

/** The folder of a package's dependency. */
function installedFor(place, dependency) {
  for (let folder = realpathSync(place); ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules", dependency);
    if (existsSync(candidate)) return realpathSync(candidate);
    if (folder === dirname(folder)) throw new Error(`${place} has no ${dependency}.`);
  }
}

async function checkRuntime(entries) {
  const program = `import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
${entries.map((entry) => `await import("${entry}"); require("${entry}");`).join("\n")}
console.log("loaded");
`;
  writeFileSync(join(consumer, "load.mjs"), program);
  await run(process.execPath, ["load.mjs"], consumer, "import and require");
}

async function checkTypes(entries) {
  const names = entries.map((entry, index) => `import * as entry${index} from "${entry}";\nvoid entry${index};`);
  writeFileSync(join(consumer, "index.ts"), `${names.join("\n")}\n`);
  mkdirSync(join(consumer, "node_modules", "@types"), { recursive: true });
  symlinkSync(
    realpathSync(join(root, "node_modules/@types/node")),
    join(consumer, "node_modules/@types/node"),
    "junction",
  );
  /** The types of each environment. */
  const surroundings = {
    "a browser": { types: [], lib: ["ES2023", "DOM", "DOM.Iterable", "DOM.AsyncIterable", "ESNext.Disposable"] },
    Node: { types: ["node"], lib: ["ES2023"] },
  };
  for (const [version, compiler] of Object.entries(compilers)) {
    for (const [place, surrounding] of Object.entries(surroundings)) {
      const compilerOptions = {
        module: "nodenext",
        target: "es2022",
        strict: true,
        exactOptionalPropertyTypes: true,
        noEmit: true,
        skipLibCheck: false,
        ...surrounding,
      };
      writeFileSync(join(consumer, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["index.ts"] }));
      const bin = join(root, "node_modules", compiler, "bin", "tsc");
      const { stdout, status } = await output(process.execPath, [bin, "-p", "tsconfig.json"], consumer);
      // Declarations of dependencies may not support this compiler.
      const ours = stdout.split("\n").filter((line) => /^(index\.ts|node_modules\/@tool-router\/|error )/.test(line));
      if (ours.length > 0 || (status !== 0 && stdout.trim() === "")) {
        problems.push(`types of ${place} under TypeScript ${version}:\n${ours.join("\n") || "the compiler failed"}`);
      }
    }
  }
}

/** Counts the types that a program with the client instantiates. */
async function checkTypeCost() {
  const program = `import { createToolRouter, isAPIError, offloaded } from "@tool-router/core";

const router = createToolRouter({ apiKey: "ak_1", retry: { attempts: 2 } });
const session = await router.sessions.create("user_42", { toolkits: ["github", "gmail"] });
const tools = await session.tools();
console.log(tools.map((tool) => tool.slug));
for await (const toolkit of session.toolkits({ isConnected: true })) console.log(toolkit.slug);
const found = await session.search("open an issue");
console.log(found.results.length);
const run = await session.execute("GITHUB_CREATE_AN_ISSUE", { owner: "a", repo: "b", title: "c" });
console.log(offloaded(run)?.path ?? run.data, run.error, run.logId);
const meta = await session.executeMeta("COMPOSIO_SEARCH_TOOLS", { queries: [{ use_case: "x" }] });
if (meta.error === null) console.log(meta.data.results[0]?.primary_tool_slugs);
const connection = await session.ensureConnected("github");
if (connection.status === "link") await connection.wait();
try {
  await session.execute("GMAIL_SEND_EMAIL");
} catch (error) {
  if (isAPIError(error)) console.log(error.status, error.code);
}
await session.delete();
`;
  writeFileSync(join(consumer, "program.ts"), program);
  const lib = ["ES2023", "DOM", "DOM.AsyncIterable"];
  const compilerOptions = {
    module: "nodenext",
    target: "es2023",
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    lib,
  };
  writeFileSync(join(consumer, "tsconfig.cost.json"), JSON.stringify({ compilerOptions, files: ["program.ts"] }));
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const { stdout } = await output(
    process.execPath,
    [tsc, "-p", "tsconfig.cost.json", "--extendedDiagnostics"],
    consumer,
  );
  const instantiations = Number(/Instantiations:\s+(\d+)/.exec(stdout)?.[1]);
  if (instantiations > 0 && instantiations <= budgets.instantiations) return;
  problems.push(
    `A program of twenty lines instantiates ${instantiations} types, not ${budgets.instantiations} at most.\n${stdout}`,
  );
}

async function run(command, args, cwd, what) {
  const { status, stdout, stderr } = await output(command, args, cwd);
  if (status !== 0) problems.push(`${what}:\n${stdout}${stderr}`.trim());
}

function output(command, args, cwd) {
  // On Windows the commands of npm packages are scripts, which only a shell starts.
  const shell = process.platform === "win32";
  // Each of some thirty processes would compile the same tools again.
  const env = { ...process.env, NO_COLOR: "1", NODE_COMPILE_CACHE: join(root, "node_modules/.cache/node-compile") };
  const options = { cwd, encoding: "utf8", maxBuffer: 2 ** 26, shell, env };
  const quote = (text) => (shell ? `"${text}"` : text);
  return new Promise((resolve) => {
    execFile(quote(command), args.map(quote), options, (error, stdout, stderr) => {
      resolve({ status: error ? (error.code ?? 1) : 0, stdout, stderr: stderr || (error?.message ?? "") });
    });
  });
}

function readJSON(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}
