import { createServer, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { commands, type Running } from "../testing/command.ts";

// Each test starts several processes.
vi.setConfig({ testTimeout: 30_000 });

const { start, startHere, file } = commands();
const key = { TOOL_ROUTER_API_KEY: "ak_mine" };

/** A toolkit that returns a version from a file that it imports. */
function writeToolkit(folder: string, version: number, before = ""): string {
  file(`${folder}/version.ts`, `export const version: number = ${version};`);
  return file(
    `${folder}/toolkits.ts`,
    `import { version } from "./version.ts";
     export default { slug: "a", description: "d", tools: [{ slug: "A_VERSION", description: "d", inputSchema: {},
       async execute() { ${before} return { version }; } }] };`,
  );
}

async function post(router: Running, path: string, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(`${router.address()}/api/v3/tool_router/session${path}`, {
    method: "POST",
    // A kept connection might close while it is used.
    headers: { "x-api-key": key.TOOL_ROUTER_API_KEY, connection: "close" },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Record<string, unknown>;
}

const createSession = async (router: Running): Promise<string> =>
  String((await post(router, "", { user_id: "u" }))["session_id"]);
const runTool = async (router: Running, session: string): Promise<unknown> =>
  (await post(router, `/${session}/execute`, { tool_slug: "A_VERSION" }))["data"];

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

test("restarts on the same port after an imported file changed, and finishes requests in flight", async () => {
  const gate = createServer().listen(0, "127.0.0.1");
  servers.push(gate);
  await once(gate, "listening");
  const { port } = gate.address() as AddressInfo;
  const name = writeToolkit("drain", 1, `if (version === 1) await fetch("http://127.0.0.1:${port}");`);
  const router = start(["serve", name, "--port", "0", "--watch"], key);
  await router.says("Stop with Ctrl-C");

  const arrived = once(gate, "request");
  const slow = createSession(router).then(async (session) => runTool(router, session));
  const [, response] = (await arrived) as [unknown, ServerResponse];
  file("drain/version.ts", "export const version: number = 2;");
  await router.says("Restarted       a (1 tool)");
  expect(await runTool(router, await createSession(router))).toEqual({ version: 2 });
  response.end();
  expect(await slow).toEqual({ version: 1 });

  router.interrupt();
  expect(await router.ended).toBe(0);
});

test("keeps the earlier version while a file is broken, and the sessions of a store", async () => {
  const name = writeToolkit("broken", 1);
  const env = { ...key, TOOL_ROUTER_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64") };
  const router = start(["serve", name, "--port", "0", "--watch", "--store", "sqlite:broken/state.db"], env);
  await router.says("Stop with Ctrl-C");
  const session = await createSession(router);

  file("broken/version.ts", "export const version: number = 1;\nexport const = 2;");
  await router.says("The earlier version keeps running.");
  expect(router.text()).toContain("> 2 | export const = 2;\n");
  expect(await runTool(router, session)).toEqual({ version: 1 });

  file("broken/version.ts", "export const version: number = 3;");
  await router.says("Restarted");
  expect(await runTool(router, session)).toEqual({ version: 3 });
});

test("keeps a generated key", async () => {
  const name = file("key.json", '{ "toolkits": [] }');
  const router = start(["serve", name, "--port", "0", "--watch", "--json"]);
  await router.says('"event":"start"');
  const { address, apiKey } = JSON.parse(
    router
      .text()
      .split("\n")
      .find((line) => line.includes('"start"')) ?? "",
  ) as {
    address: string;
    apiKey: string;
  };
  file("key.json", '{ "toolkits": [ ] }');
  await router.says('{"event":"restart","toolkits":[]}');
  expect((await fetch(`${address}/api/v3/toolkits`, { headers: { "x-api-key": apiKey } })).status).toBe(200);
});

test("keeps the earlier version while an imported file is missing or never loads", async () => {
  const name = file("missing.mjs", "export default [];");
  const router = start(["serve", name, "--port", "0", "--watch"], key);
  await router.says("Stop with Ctrl-C");
  file("missing.mjs", `import "./later.mjs";\nexport default [];`);
  await router.says("The earlier version keeps running.");
  file("later.mjs", "await new Promise(() => {});");
  await router.says("a top-level await never settles");
  file("later.mjs", "export {};");
  await expect(router.says("Restarted")).resolves.toBeUndefined();
});

test("restarts after a crash", async () => {
  const crash = "setTimeout(() => { throw new Error('crashed'); });";
  const router = start(["serve", writeToolkit("crash", 1, crash), "--port", "0", "--watch"], key);
  await router.says("Stop with Ctrl-C");
  await runTool(router, await createSession(router));
  await router.says("the router crashed with exit code 1. It restarts after the next change.");
  const { length } = router.text();
  file("crash/version.ts", "export const version = 2;");
  await vi.waitFor(() => {
    expect(router.text().slice(length)).toContain("Stop with Ctrl-C");
  }, 20_000);
});

test("fails if the first version is broken", async () => {
  const router = start(["serve", file("first.mjs", "export default 1;"), "--watch"]);
  expect(await router.ended).toBe(1);
  expect(router.text()).toMatch(/^first\.mjs: the default export must be .* It is a number\n$/);
});

test("needs a file", async () => {
  const router = startHere(["serve", "--watch"]);
  expect(await router.ended).toBe(2);
  expect(router.text()).toBe("error: --watch needs a toolkits file, such as tool-router serve ./toolkits.ts --watch\n");
});
