import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { interleaved } from "../rounds.ts";
import { rivalsFolder, vendorSetups } from "../rivals.ts";
import { digits, ratioTable, type Samples, type Table } from "../table.ts";

const ownFolder = new URL("../..", import.meta.url).pathname;
const compiler = join(
  dirname(createRequire(new URL("../../../package.json", import.meta.url)).resolve("typescript/package.json")),
  "bin/tsc",
);
const baseline = "fetch";

/** The same program with each library: create a session, search, run a tool, print its result. */
const programs: readonly { name: string; folder: string; program: string }[] = [
  {
    name: baseline,
    folder: ownFolder,
    program: `const base = "https://backend.composio.dev/api/v3/tool_router/session";
const post = async <Result>(url: string, body: object): Promise<Result> => {
  const headers = { "content-type": "application/json", "x-api-key": "k" };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()) as Result;
};
const session = await post<{ session_id: string }>(base, { user_id: "user_42", toolkits: { enable: ["github"] } });
const found = await post<{ results: unknown[] }>(base + "/x/search", { queries: [{ use_case: "open an issue" }] });
console.log(found.results.length);
const run = await post<{ data: object; error: string | null }>(base + "/x/execute", { tool_slug: "A", arguments: {} });
if (run.error === null) console.log(run.data, session.session_id);`,
  },
  {
    name: "@tool-router/core",
    folder: ownFolder,
    program: `import { createToolRouter } from "@tool-router/core";
const router = createToolRouter({ apiKey: "k" });
const session = await router.sessions.create("user_42", { toolkits: ["github"] });
const found = await session.search("open an issue");
console.log(found.results.length);
const run = await session.execute("A", {});
if (run.error === null) console.log(run.data, session.id);`,
  },
  {
    name: "openapi-fetch, with our types",
    folder: ownFolder,
    program: `import { createToolRouter } from "@tool-router/core";
const { api } = createToolRouter({ apiKey: "k" });
const created = await api.POST("/tool_router/session", { body: { user_id: "user_42", toolkits: { enable: ["github"] } } });
const path = { session_id: created.data!.session_id };
const found = await api.POST("/tool_router/session/{session_id}/search", { params: { path }, body: { queries: [{ use_case: "open an issue" }] } });
console.log(found.data?.results.length);
const run = await api.POST("/tool_router/session/{session_id}/execute", { params: { path }, body: { tool_slug: "A", arguments: {} } });
if (run.data && "error" in run.data && run.data.error === null) console.log(run.data.data);`,
  },
  {
    name: "@composio/client",
    folder: rivalsFolder,
    program: `import { Composio } from "@composio/client";
const client = new Composio({ apiKey: "k" });
const session = await client.toolRouter.session.create({ user_id: "user_42", toolkits: { enable: ["github"] } });
const found = await client.toolRouter.session.search(session.session_id, { queries: [{ use_case: "open an issue" }] });
console.log(found.results.length);
const run = await client.toolRouter.session.execute(session.session_id, { tool_slug: "A", arguments: {} });
if (run.error === null) console.log(run.data, session.session_id);`,
  },
  ...vendorSetups.map(({ name, imports, options }) => ({
    name,
    folder: rivalsFolder,
    program: `import { Composio } from "@composio/core"; ${imports}
const composio = new Composio({ apiKey: "k"${options} });
const session = await composio.create("user_42", { toolkits: ["github"] });
const found = await session.search({ query: "open an issue" });
console.log(found.results.length);
const run = await session.execute("A", {});
if (run.error === null) console.log(run.data, session.sessionId);`,
  })),
];

interface Check {
  readonly files: number;
  readonly instantiations: number;
  readonly memory: number;
  readonly time: number;
}

/** Measures the compiler's work for a program that uses a library. */
export async function measure(): Promise<Table[]> {
  const checks = await interleaved(
    Object.fromEntries(programs.map((program) => [program.name, () => check(program)])),
    { rounds: 5, warmUp: 1 },
  );
  const pick = (quantity: keyof Check): Samples =>
    Object.fromEntries(Object.entries(checks).map(([name, rounds]) => [name, rounds.map((round) => round[quantity])]));
  const exact = Object.entries(checks).map(([name, [first]]) => [
    name,
    digits(first!.files),
    digits(first!.instantiations),
  ]);
  return [
    { title: "Types: files and instantiations", columns: ["", "files", "instantiations"], rows: exact, data: exact },
    ratioTable("Types: compiler memory and time", baseline, [
      { name: "memory", unit: "MB", samples: pick("memory") },
      { name: "time", unit: "ms", samples: pick("time") },
    ]),
  ];
}

function check({ folder, program }: { folder: string; program: string }): Check {
  // Inside node_modules, where packages resolve and other tools do not look.
  const place = join(folder, "node_modules", ".types");
  mkdirSync(place, { recursive: true });
  const lib = ["ES2023", "DOM", "DOM.AsyncIterable"];
  const compilerOptions = { module: "nodenext", target: "es2023", strict: true, noEmit: true, skipLibCheck: true, lib };
  try {
    writeFileSync(join(place, "package.json"), '{ "type": "module" }');
    writeFileSync(join(place, "program.ts"), `export {};\n${program}\n`);
    const config = { compilerOptions: { ...compilerOptions, types: [] }, files: ["program.ts"] };
    writeFileSync(join(place, "tsconfig.json"), JSON.stringify(config));
    const start = performance.now();
    const report = diagnose(place);
    const time = performance.now() - start;
    const number = (label: string): number => Number(new RegExp(`${label}:\\s+([\\d.]+)`).exec(report)?.[1]);
    const files = number("Files");
    return { files, instantiations: number("Instantiations"), memory: number("Memory used") / 1000, time };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function diagnose(place: string): string {
  const args = [compiler, "-p", "tsconfig.json", "--extendedDiagnostics"];
  try {
    return execFileSync(process.execPath, args, { cwd: place, encoding: "utf8" });
  } catch (error) {
    const { stdout } = error as { stdout: string };
    throw new Error(`A benchmark program does not type-check:\n${stdout}`, { cause: error });
  }
}
