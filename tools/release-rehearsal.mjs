// `npm run release:rehearsal`: releases to a registry on this machine as the workflow does to npm, in a copy of the
// repository: version, build, pack, publish. Then installs the packages in an empty project with npm, and runs the README.
import { execFile, execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("..", import.meta.url));
const run = promisify(execFile);
const isWindows = process.platform === "win32";

// Verdaccio is not in the lockfile: one check does not justify 280 more packages in every installation. Its own
// dependencies are exact. The override replaces a dist-tag that not every registry has.
const VERDACCIO = "6.10.4";
const VERDACCIO_OVERRIDES = { "node-fetch": "2.7.0" };
const REGISTRY_TIMEOUT_MS = 60_000;

const source = {
  GITHUB_SERVER_URL: "https://git.example",
  GITHUB_REPOSITORY: "acme/tool-router",
  GITHUB_SHA: "0123456789abcdef0123456789abcdef01234567",
};

const folder = mkdtempSync(join(tmpdir(), "tool-router-rehearsal-"));
const copy = join(folder, "repository");
const project = join(folder, "project");
/** The environment without the settings of the pnpm or npm that started this. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(p?npm_|INIT_CWD|TURBO_(?!TELEMETRY))/i.test(name)),
);

let registry;
try {
  registry = await step("start a registry", startRegistry);
  await step("copy the repository", copyRepository);
  await step("install from the lockfile", () => inCopy("pnpm", "install", "--frozen-lockfile", "--prefer-offline"));
  await step("version", () => inCopy("pnpm", "exec", "changeset", "version"));
  const packages = publicPackages();
  checkVersions(packages);
  await step("build", () => inCopy("pnpm", "exec", "turbo", "run", "build", "--output-logs=errors-only"));
  await step("write addresses", () => inCopy("node", "tools/release-metadata.mjs"));
  await step("pack", () => inCopy("pnpm", "exec", "changeset", "pack", "--out-dir", join(folder, "packed")));
  await step("list components", () => inCopy("pnpm", "release:sbom"));
  await step("publish", () =>
    inCopy("pnpm", "exec", "changeset", "publish", "--from-pack-dir", join(folder, "packed")),
  );
  await step("install with npm", () => installProject(packages));
  checkInstalled(packages);
  await step("run the README's first agent", runFirstAgent);
  await step("require, import and run the commands", () => loadPackages(packages));
  await step("check types", () =>
    inProject(process.execPath, join(root, "node_modules/typescript/bin/tsc"), "-p", "."),
  );
  console.log(`Rehearsed the release of ${packages.length} packages, version ${packages[0].version}.`);
} catch (error) {
  console.error([error.message, error.stdout, error.stderr].filter(Boolean).join("\n").trim());
  console.error("The release rehearsal failed.");
  process.exitCode = 1;
} finally {
  registry?.kill();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function step(name, work) {
  const began = performance.now();
  const result = await work();
  console.log(`${name}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return result;
}

function inCopy(command, ...args) {
  return run(command, args, { cwd: copy, env: { ...environment, ...source }, shell: isWindows });
}

function inProject(command, ...args) {
  return run(command, args, { cwd: project, env: environment, shell: isWindows && command === "npm" });
}

/** Starts Verdaccio on a free port. It keeps our packages only; the others come from npm's registry. */
async function startRegistry() {
  const program = join(root, "node_modules/.cache", `verdaccio-${VERDACCIO}`);
  if (!existsSync(join(program, "node_modules/.package-lock.json"))) {
    mkdirSync(program, { recursive: true });
    const manifest = { private: true, dependencies: { verdaccio: VERDACCIO }, overrides: VERDACCIO_OVERRIDES };
    writeFileSync(join(program, "package.json"), JSON.stringify(manifest));
    const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
    await run("npm", ["install", ...flags], { cwd: program, env: environment, shell: isWindows });
  }
  const config = join(folder, "verdaccio.yaml");
  writeFileSync(
    config,
    JSON.stringify({
      storage: join(folder, "storage"),
      auth: { htpasswd: { file: join(folder, "htpasswd") } },
      packages: { "@tool-router/*": { access: "$all", publish: "$all" } },
      web: { enable: false },
      log: { type: "stdout", format: "pretty", level: "error" },
    }),
  );
  const port = await freePort();
  const settings = [`@tool-router:registry=http://127.0.0.1:${port}/`, `//127.0.0.1:${port}/:_authToken=rehearsal`];
  const npmrc = join(folder, ".npmrc");
  writeFileSync(npmrc, `${settings.join("\n")}\n`);
  Object.assign(environment, { npm_config_userconfig: npmrc, NPM_CONFIG_USERCONFIG: npmrc });

  const server = spawn(
    process.execPath,
    [join(program, "node_modules/verdaccio/bin/verdaccio"), "--config", config, "--listen", `127.0.0.1:${port}`],
    { cwd: folder, env: environment, stdio: ["ignore", "inherit", "inherit"] },
  );
  const deadline = Date.now() + REGISTRY_TIMEOUT_MS;
  while (!(await fetch(`http://127.0.0.1:${port}/-/ping`).catch(() => undefined))?.ok) {
    if (server.exitCode !== null || Date.now() > deadline) throw new Error("The registry did not start.");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return server;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Copies the files that git knows or would add, with a history of one commit. */
function copyRepository() {
  const files = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0").filter(Boolean);
  for (const file of files) {
    if (!existsSync(join(root, file))) continue;
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  git(copy, "init", "--quiet", "--initial-branch=main");
  git(copy, "config", "user.name", "rehearsal");
  git(copy, "config", "user.email", "rehearsal@git.example");
  git(copy, "add", "--all");
  git(copy, "commit", "--quiet", "--no-verify", "--message=rehearsal");
}

function git(cwd, ...args) {
  return execFileSync("git", args, { cwd, encoding: "utf8" });
}

function publicPackages() {
  return readdirSync(join(copy, "packages"))
    .map((name) => ({ folder: `packages/${name}`, ...readJSON(join(copy, "packages", name, "package.json")) }))
    .filter((manifest) => manifest.private !== true);
}

/** All packages have the same version, and a changelog that says something about it. */
function checkVersions(packages) {
  for (const { name, version, folder: place } of packages) {
    const file = join(copy, place, "CHANGELOG.md");
    const changes = existsSync(file) ? readFileSync(file, "utf8").split(/^## /m)[1] : "";
    expect(
      version === packages[0].version,
      `${name} has version ${version}, ${packages[0].name} ${packages[0].version}.`,
    );
    expect(version !== "0.0.0", `${name} has version 0.0.0. Add a changeset with \`pnpm changeset\`.`);
    expect(/^- \S/m.test(changes ?? ""), `${place}/CHANGELOG.md has no text for ${version}. Add a changeset.`);
  }
}

async function installProject(packages) {
  const peers = { langchain: "langchain", "@langchain/core": "langchain", ai: "ai-sdk", openai: "openai" };
  const versions = Object.entries(peers).map(([name, host]) => {
    const { version } = readJSON(join(root, "packages", host, "node_modules", name, "package.json"));
    return `${name}@${version}`;
  });
  const types = readJSON(join(root, "node_modules/@types/node/package.json")).version;
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "my-agent", private: true, type: "module" }));
  const names = packages.map(({ name, version }) => `${name}@${version}`);
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  await inProject("npm", "install", ...flags, ...names, ...versions, `@types/node@${types}`);
}

function checkInstalled(packages) {
  const url = `${source.GITHUB_SERVER_URL}/${source.GITHUB_REPOSITORY}`;
  for (const { name, folder: place } of packages) {
    const installed = join(project, "node_modules", name);
    const manifest = readJSON(join(installed, "package.json"));
    const { repository, homepage, bugs } = manifest;
    expect(
      repository?.url === `git+${url}.git` && repository.directory === place,
      `${name} has no repository in its package.json.`,
    );
    expect(homepage?.startsWith(url) && bugs?.startsWith(url), `${name} has no homepage or bugs in its package.json.`);
    const readme = readFileSync(join(installed, "README.md"), "utf8");
    expect(!/\]\(\.{1,2}\//.test(readme), `The published README of ${name} has relative links.`);
    expect(readme.includes(source.GITHUB_SHA), `The README of ${name} has no link to the released commit.`);
    expect(existsSync(join(installed, "LICENSE")), `${name} has no LICENSE.`);
    for (const [dependency, range] of Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies })) {
      expect(!/^(workspace|catalog):/.test(range), `${name} depends on ${dependency} as ${range}.`);
    }
  }
}

async function runFirstAgent() {
  const section = readFileSync(join(copy, "README.md"), "utf8").split("## A first agent")[1] ?? "";
  const [, code] = /^```ts\n(.*?)^```$/ms.exec(section) ?? [];
  const [, output] = /It prints:\n\n```text\n(.*?)^```$/ms.exec(section) ?? [];
  expect(code && output, 'README.md has no agent with its output under "A first agent".');
  writeFileSync(join(project, "agent.ts"), code);
  const { stdout } = await inProject(process.execPath, "--disable-warning=ExperimentalWarning", "agent.ts");
  expect(stdout === output, `The README's first agent printed:\n${stdout}`);
}

async function loadPackages(packages) {
  const entries = packages.flatMap(({ name, publishConfig }) =>
    Object.keys(publishConfig.exports)
      .filter((entry) => entry !== "./package.json")
      .map((entry) => name + entry.slice(1)),
  );
  // They need undici or the API of OpenTelemetry, optional peers.
  const loadable = entries.filter((entry) => !/\/(node|opentelemetry)$/.test(entry));
  const load = (call) => loadable.map((entry) => `${call}(${JSON.stringify(entry)});`).join("\n");
  writeFileSync(join(project, "load.cjs"), load("require"));
  writeFileSync(join(project, "load.mjs"), load("await import"));
  await inProject(process.execPath, "load.cjs");
  await inProject(process.execPath, "load.mjs");

  const imports = loadable.map((entry, index) => `import * as entry${index} from "${entry}";\nvoid entry${index};\n`);
  writeFileSync(join(project, "types.ts"), imports.join(""));
  const compilerOptions = { strict: true, noEmit: true, skipLibCheck: true, module: "nodenext", types: ["node"] };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["agent.ts", "types.ts"] }));
  for (const { name, bin, version } of packages) {
    for (const command of Object.keys(bin ?? {})) {
      const program = join(project, "node_modules", name, bin[command]);
      const { stdout } = await inProject(process.execPath, program, "--version");
      expect(stdout.includes(version), `${command} --version printed ${stdout.trim()} instead of ${version}.`);
    }
  }
}

function expect(isTrue, problem) {
  if (!isTrue) throw new Error(problem);
}

function readJSON(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}
