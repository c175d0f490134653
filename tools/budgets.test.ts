import { basename } from "node:path";
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

/** Bytes of what is loaded at first; without splitting, of all. */
async function gzipped(name: string, contents: string, splitting: boolean): Promise<number> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: `${root}packages/${name}` },
    absWorkingDir: root,
    outdir: "bundle",
    bundle: true,
    splitting,
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
  });
  const first = new Set(["bundle/stdin.js"]);
  for (const file of first) {
    for (const { path, kind, external } of metafile.outputs[file].imports) {
      if (kind === "import-statement" && external !== true) first.add(path);
    }
  }
  const sizes = outputFiles.map(({ path, contents: bytes }) =>
    first.has(`bundle/${basename(path)}`) ? gzipSync(bytes, { level: 9 }).byteLength : 0,
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

describe.each([
  ["what is loaded at first", true, budgets.bundle],
  ["the whole in one file", false, budgets.wholeBundle],
])("the bundle for browsers: %s", (_, splitting, limits) => {
  test.each(Object.entries(programs))("with %s stays within its bytes", async (name, contents) => {
    const size = await gzipped(name, contents, splitting);
    const limit = limits[name as keyof typeof programs];
    expect(size).toBeLessThanOrEqual(limit);
    // A budget with much room says nothing.
    expect(size).toBeGreaterThan(limit * 0.85);
  });
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
