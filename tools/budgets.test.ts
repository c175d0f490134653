import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
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
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: `${root}packages/${name}` },
      bundle: true,
      minify: true,
      write: false,
      format: "esm",
      platform: "browser",
      target: "es2022",
      conditions: ["@tool-router/source"],
      // The validator is imported only when it is asked for.
      external: ["ai", "@langchain/core/*", "openai", "@cfworker/json-schema"],
      legalComments: "none",
    });
    const size = gzipSync(outputFiles[0].contents, { level: 9 }).byteLength;
    expect(size).toBeLessThanOrEqual(budgets.bundle[name as keyof typeof programs]);
    // A budget with much room says nothing.
    expect(size).toBeGreaterThan(budgets.bundle[name as keyof typeof programs] * 0.85);
  });
});
