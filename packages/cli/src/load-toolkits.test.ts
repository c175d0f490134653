import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLocalRouter } from "@tool-router/local";
import { afterAll, describe, expect, test, vi } from "vitest";
import { loadToolkits } from "./load-toolkits.ts";

const folder = mkdtempSync(join(tmpdir(), "tool-router-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

let files = 0;
function load(text: string, extension = "mjs"): ReturnType<typeof loadToolkits> {
  const path = join(folder, `file-${++files}.${extension}`);
  writeFileSync(path, text);
  return loadToolkits(path);
}

const toolkit = `{ slug: "a", description: "d", tools: [{ slug: "A_B", description: "d", inputSchema: {}, execute: () => 1 }] }`;

describe("loads a default export that is", () => {
  test.each([
    ["a toolkit", `export default ${toolkit};`, "mjs"],
    ["a list of toolkits", `export default [${toolkit}];`, "mjs"],
    ["options", `export default { toolkits: [${toolkit}] };`, "mjs"],
    ["CommonJS", `module.exports = ${toolkit};`, "cjs"],
    [
      "compiled to CommonJS",
      `Object.defineProperty(exports, "__esModule", { value: true }); exports.default = ${toolkit};`,
      "cjs",
    ],
  ])("%s", async (_, text, extension) => {
    expect((await load(text, extension)).toolkits).toMatchObject([{ slug: "a" }]);
  });

  test("options with an empty list of toolkits", async () => {
    expect(await load(`export default { apiKey: "ak_1", toolkits: [] };`)).toEqual({ apiKey: "ak_1", toolkits: [] });
  });
});

describe("names the file and the problem of", () => {
  test.each([
    [
      "export const toolkit = {};",
      "the default export must be a toolkit, a list of toolkits or an object with toolkits. The file has no default export",
    ],
    ["export default null;", "an object with toolkits. It is null"],
    ["export default () => 1;", "an object with toolkits. It is a function"],
    ["export default {};", "an object with toolkits. It is an empty object"],
    [
      `export default { apiKey: "ak_1", toolkit: {} };`,
      "an object with toolkits. It is an object with apiKey, toolkit",
    ],
    ["const make = async () => [];\nexport default make();", "an object with toolkits. It is a promise; await it"],
    [`import "./gone.mjs"; export default [];`, "gone.mjs"],
    [`throw new Error("broken inside");`, "broken inside"],
  ])("%s", async (text, message) => {
    await expect(load(text)).rejects.toThrow(message);
    await expect(load(text)).rejects.toThrow(/file-\d+\.mjs: /);
  });

  test("a missing file", async () => {
    await expect(loadToolkits("gone.ts")).rejects.toThrow("gone.ts: file not found");
  });
});

describe("a JSON file", () => {
  test("declares toolkits with canned answers, and accounts", async () => {
    const seed = {
      toolkits: [
        {
          slug: "mail",
          description: "Mail",
          auth: { scheme: "API_KEY" },
          tools: [{ slug: "MAIL_SEND", description: "Sends", answers: [{ data: { sent: true } }] }],
        },
      ],
      accounts: [{ user_id: "u", toolkit: "mail", expiresAt: "2026-01-01T00:00:00Z" }],
      projects: [
        {
          id: "proj_2",
          apiKey: "ak_2",
          accounts: [{ user_id: "u", toolkit: "mail", expiresAt: "2026-01-02T00:00:00Z" }],
        },
      ],
    };
    const options = await load(JSON.stringify(seed), ".json");
    expect(options.accounts?.[0]?.expiresAt).toEqual(new Date("2026-01-01T00:00:00Z"));
    expect(options.projects?.[0]?.accounts?.[0]?.expiresAt).toEqual(new Date("2026-01-02T00:00:00Z"));
    const router = createLocalRouter({ ...options, now: () => new Date("2025-12-31T00:00:00Z") });
    const call = async (path: string, body: object) => {
      const response = await router.fetch(`/api/v3/tool_router/session${path}`, {
        method: "POST",
        headers: { "x-api-key": router.apiKey },
        body: JSON.stringify(body),
      });
      return (await response.json()) as Record<string, unknown>;
    };
    const { session_id: id } = await call("", { user_id: "u" });
    expect(await call(`/${String(id)}/execute`, { tool_slug: "MAIL_SEND" })).toMatchObject({ data: { sent: true } });
  });

  test("names the variable that holds a provider's secret", async () => {
    const auth = { scheme: "OAUTH2", issuer: "https://id.example", clientId: "c", clientSecretEnv: "SEED_SECRET" };
    const tools = [{ slug: "MAIL_SEND", description: "Sends", answers: [{ data: {} }] }];
    const options = await load(JSON.stringify({ slug: "mail", description: "Mail", auth, tools }), ".json");
    expect(() => createLocalRouter(options)).toThrow(
      "auth.clientSecretEnv: the environment variable SEED_SECRET is not set",
    );
    vi.stubEnv("SEED_SECRET", "hunter2");
    expect(() => createLocalRouter(options)).not.toThrow();
  });

  test("shows line and code of a syntax error", async () => {
    await expect(load(`{\n  "toolkits": [],\n  "accounts": [],,\n}`, "json")).rejects.toThrow(
      /\.json:3:18\n {2}1 \| \{\n {2}2 \| {3}"toolkits": \[\],\n> 3 \| {3}"accounts": \[\],,\n {4}\| {18}\^\n {2}4 \| \}\n$/,
    );
  });

  test.each([
    ["{", /JSON/],
    ["3", /default export must be/],
  ])("is not %s", async (text, message) => {
    await expect(load(text, ".json")).rejects.toThrow(message);
  });
});
