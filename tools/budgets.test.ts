import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import { toAISDKTools } from "../packages/ai-sdk/src/index.ts";
import { createToolRouter } from "../packages/core/src/index.ts";
import { createLocalRouter } from "../packages/local/src/index.ts";
import { budgets } from "./budgets.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

const client = `
import { createToolRouter } from "@tool-router/core";
const session = await createToolRouter().sessions.create("user_42");
console.log(await session.execute("A_TOOL"));
`;
const programs = {
  core: client,
  "ai-sdk": `${client} import { toAISDKTools } from "@tool-router/ai-sdk"; console.log(await toAISDKTools(session));`,
  langchain: `${client} import { toLangChainTools } from "@tool-router/langchain"; console.log(await toLangChainTools(session));`,
  openai: `${client} import { handleChatToolCalls, toChatTools } from "@tool-router/openai";
    console.log(await handleChatToolCalls(await toChatTools(session), {}));`,
};

describe("the bundle for browsers", () => {
  test.each(Object.entries(programs))("with %s stays within its bytes", async (name, contents) => {
    const { first, all } = budgets.bundle[name as keyof typeof programs];
    const together = bytes((await bundle(name, contents, { splitting: false })).outputFiles);
    const { outputFiles, metafile } = await bundle(name, contents, { splitting: true, outdir: "out" });
    // What is imported in functions is not loaded until they are called.
    const load = (path: string): string[] =>
      [path].concat(
        metafile.outputs[path].imports.flatMap(({ kind, path: next, external }) =>
          kind === "import-statement" && !external ? load(next) : [],
        ),
      );
    // Modules that are loaded lazily are entries, too.
    const entry = Object.keys(metafile.outputs).find((path) => metafile.outputs[path].entryPoint === "<stdin>")!;
    const loaded = new Set(load(entry));
    const atFirst = bytes(outputFiles.filter(({ path }) => loaded.has(relative(root, path))));
    expect({ atFirst, together }).toEqual({ atFirst: atMost(first), together: atMost(all) });
  });
});

/** A budget with much room says nothing. */
const atMost = (budget: number): unknown =>
  expect.toSatisfy((size: number) => size <= budget && size > budget * 0.9, `at most ${budget}, and near it`);

const bytes = (files: { contents: Uint8Array }[]): number =>
  files.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).byteLength, 0);

const bundle = (name: string, contents: string, options: { splitting: boolean; outdir?: string }) =>
  build({
    stdin: { contents, resolveDir: `${root}packages/${name}` },
    absWorkingDir: root,
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    conditions: ["@tool-router/source"],
    // Loaded only when asked for, by those who installed it.
    external: ["ai", "@langchain/core/*", "openai", "@cfworker/json-schema"],
    legalComments: "none",
    ...options,
  });

test("no more requests are sent than needed", async () => {
  const empty = { type: "object", properties: {} };
  const tools = [{ slug: "CLOCK_NOW", description: "Tells the time", inputSchema: empty, execute: () => ({}) }];
  const local = createLocalRouter({ toolkits: [{ slug: "clock", description: "Tells the time", tools }] });
  let sent = 0;
  const counting: typeof fetch = (...request) => {
    sent++;
    return local.fetch(...request);
  };
  const requests: Record<string, number> = {};
  const count = async <Result>(what: string, work: () => Result | Promise<Result>): Promise<Result> => {
    sent = 0;
    const result = await work();
    requests[what] = sent;
    return result;
  };
  const calls = (many: number): { tool: string }[] => Array.from({ length: many }, () => ({ tool: "CLOCK_NOW" }));

  const router = await count("createToolRouter", () => createToolRouter({ ...local, fetch: counting }));
  await count("sessions.use", () => router.sessions.use("trs_1"));
  const session = await count("sessions.create", () => router.sessions.create("user_42"));
  const taken = await count("session.tools", () => session.tools());
  await count("session.execute", () => session.execute("CLOCK_NOW"));
  await count("session.executeMany of 50", () => session.executeMany(calls(50)));
  await count("session.executeMany of 51", () => session.executeMany(calls(51)));
  await count("session.ensureConnected, no account needed", () => session.ensureConnected("clock"));
  await count("tools in a framework's shape, from tools taken before", () => toAISDKTools(session, { tools: taken }));
  expect(requests).toEqual(budgets.requests);
});
