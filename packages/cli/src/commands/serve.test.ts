import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { commands, type Running } from "../testing/command.ts";

// Most tests start a process.
vi.setConfig({ testTimeout: 20_000 });

const { start, startHere, file, folder } = commands();
const path = (name: string, text: string): string => join(folder, file(name, text));

test("serves a TypeScript file, prints a request that works, and stops on Ctrl-C", async () => {
  const name = file(
    "toolkits.ts",
    `import { defineTool, defineToolkit } from "@tool-router/local";
     const greeting: string = "Hello";
     export default defineToolkit({ slug: "hello", description: "Greetings", tools: [defineTool<{ name: string }>({
       slug: "HELLO_SAY", description: "Says hello", inputSchema: { type: "object", required: ["name"] },
       execute: ({ name }) => ({ text: \`\${greeting}, \${name}\` }),
     })] });`,
  );
  const router = start(["serve", name, "--port", "0"]);
  await router.says("Stop with Ctrl-C");
  expect(router.text()).toContain("hello (1 tool)");

  // Parses the printed command as a shell would.
  const [, url = "", body = ""] = /curl -X POST (\S+) .* -d "(.*)"/.exec(router.text()) ?? [];
  const headers = Object.fromEntries(
    [...router.text().matchAll(/-H "([^:]+): ([^"]+)"/g)].map(([, key, value]) => [key, value]),
  );
  expect(headers["x-api-key"]).toMatch(/^ak_\w{26}$/);
  const created = await fetch(url, { method: "POST", headers, body: body.replaceAll('\\"', '"') });
  expect(created.status).toBe(201);
  const { session_id: id } = (await created.json()) as { session_id: string };
  const executed = await fetch(`${url}/${id}/execute`, {
    method: "POST",
    headers,
    body: JSON.stringify({ tool_slug: "HELLO_SAY", arguments: { name: "Ada" } }),
  });
  expect(await executed.json()).toMatchObject({ data: { text: "Hello, Ada" }, error: null });

  router.interrupt();
  expect(await router.ended).toBe(0);
});

test("loads a module despite a CommonJS package.json, as npm init writes it", async () => {
  file("fresh/package.json", '{ "name": "fresh", "type": "commonjs" }');
  file("fresh/greeting.ts", "export const greeting: string = 'Hello';");
  const name = file(
    "fresh/toolkits.ts",
    `import { defineToolkit } from "@tool-router/local";
     import { greeting } from "./greeting.ts";
     export default defineToolkit({ slug: greeting.toLowerCase(), description: "Greetings", tools: [
       { slug: "HELLO_SAY", description: "Says hello", inputSchema: {}, execute: () => ({ greeting }) } ] });`,
  );
  const router = start(["serve", name, "--port", "0"]);
  await router.says("Stop with Ctrl-C");
  expect(router.text()).toContain("hello (1 tool)");
  expect(router.text()).not.toContain("Warning");
});

test("explains how to fix a file that mixes ES modules and CommonJS", async () => {
  file("half/package.json", '{ "type": "commonjs" }');
  const router = start(["serve", file("half/toolkits.js", "const fs = require('fs');\nexport default [];")]);
  expect(await router.ended).toBe(1);
  expect(router.text()).toMatch(
    /half\/toolkits\.js: .*\. Rename the file to \.mts or \.mjs, or add "type": "module" to the package\.json next to it\n$/,
  );
});

describe("a running router", () => {
  const toolkit = `export default { slug: "a", description: "d", tools: [{ slug: "A_FAIL", description: "d", inputSchema: {},
    execute() { throw new Error("boom"); } }] };`;
  const callTool = async (address: string): Promise<unknown> => {
    const headers = { "x-api-key": "ak_mine" };
    const sessions = `${address}/api/v3/tool_router/session`;
    const created = await fetch(`${sessions}?secret=query`, { method: "POST", headers, body: '{ "user_id": "u" }' });
    const { session_id: id } = (await created.json()) as { session_id: string };
    const body = '{ "tool_slug": "A_FAIL" }';
    return (await fetch(`${sessions}/${id}/execute`, { method: "POST", headers, body })).json();
  };

  test("logs requests and the stack of a throwing tool", async () => {
    const name = file("fails.mjs", toolkit);
    const router = start(["serve", name, "--port", "0", "--api-key", "ak_mine"]);
    await router.says("Stop with Ctrl-C");
    expect(await callTool(router.address())).toMatchObject({ error: "boom" });
    await router.says("/execute 200");
    const log = router.text().slice(router.text().indexOf("Stop with Ctrl-C"));
    expect(log).toMatch(/^POST {3}\/api\/v3\/tool_router\/session 201 \d+ ms$/m);
    expect(log).toMatch(/^POST {3}\/api\/v3\/tool_router\/session\/trs_\w+\/execute 200 \d+ ms A_FAIL$/m);
    expect(log).toMatch(/^A_FAIL threw \(log_\w+\): Error: boom\n +at .*fails\.mjs:2:/m);
    expect(log).not.toMatch(/ak_mine|secret/);
  });

  test("prints JSON lines with --json", async () => {
    const router = start(["serve", file("json.mjs", toolkit), "--port", "0", "--api-key", "ak_mine", "--json"]);
    await router.says('"event":"start"');
    const events = (): Record<string, unknown>[] =>
      router
        .text()
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    const { event, address, ...started } = events().at(-1) ?? {};
    expect({ event, ...started }).toEqual({
      event: "start",
      keySource: "--api-key",
      toolkits: [{ slug: "a", tools: 1 }],
      callbacks: [],
    });
    await callTool(String(address));
    await router.says("/execute");
    const [warning, , created, thrown, executed] = events();
    expect(warning).toMatchObject({ event: "warning", message: expect.stringContaining("--api-key") });
    expect(created).toMatchObject({ event: "request", method: "POST", status: 201, requestId: expect.any(String) });
    expect(thrown).toMatchObject({ event: "error", kind: "run", toolSlug: "A_FAIL", message: "boom" });
    expect(String(thrown?.["stack"])).toContain("json.mjs:2:");
    expect(executed).toMatchObject({ event: "request", status: 200, toolSlug: "A_FAIL" });
  });

  test("prints the generated key and a failure with --json", async () => {
    const router = startHere(["serve", "--port", "0", "--json"]);
    await router.says('"event":"start"');
    const started = JSON.parse(router.text()) as Record<string, unknown>;
    expect(started).toMatchObject({ keySource: "generated", apiKey: expect.stringMatching(/^ak_/) });
    const { port } = new URL(String(started["address"]));
    const second = startHere(["serve", "--port", port, "--json"]);
    expect(await second.ended).toBe(1);
    expect(JSON.parse(second.text())).toMatchObject({ event: "failed", message: expect.stringContaining(port) });
  });

  test("allows CORS from loopback origins only", async () => {
    const router = startHere(["serve", "--port", "0"]);
    await router.says("Stop with Ctrl-C");
    const allowed = async (origin: string): Promise<string | null> => {
      const headers = { origin, "access-control-request-method": "POST" };
      const answer = await fetch(`${router.address()}/api/v3/tool_router/session`, { method: "OPTIONS", headers });
      return answer.headers.get("access-control-allow-origin");
    };
    expect(await allowed("http://localhost:5173")).toBe("http://localhost:5173");
    expect(await allowed("https://example.com")).toBeNull();
  });

  test("logs only errors with --quiet", async () => {
    const name = file("quiet.mjs", toolkit);
    const router = start(["serve", name, "--port", "0", "--api-key", "ak_mine", "--quiet"]);
    await router.says("Stop with Ctrl-C");
    await callTool(router.address());
    await router.says("A_FAIL threw");
    expect(router.text()).not.toContain(" 200 ");
  });
});

describe("shows the file, line and code of", () => {
  test.each([
    ["a syntax error in a module", "syntax.mjs", `const a = 1;\nexport default {\n  slug: "a",,\n};`, 13],
    ["a syntax error in CommonJS", "syntax.cjs", `const a = 1;\nmodule.exports = {\n  slug: "a",,\n};`, 13],
    ["a syntax error in TypeScript", "syntax.ts", `const a: number = 1;\nexport default {\n  slug: "a",,\n};`, 13],
    ["a throw", "throw.mjs", `function fail() {\n  // No options.\n\tthrow new Error("boom");\n}\nfail();`, 8],
    [
      "a definition that throws",
      "definition.ts",
      `import { defineTool } from "@tool-router/local";\nexport default [\n  defineTool({ slug: "A_B", description: "d" } as never),\n];`,
      3,
    ],
  ])("%s", async (_, name, text, column) => {
    const router = start(["serve", file(name, text)]);
    expect(await router.ended).toBe(1);
    const line = text.split("\n")[2] ?? "";
    const caret = line.slice(0, column - 1).replaceAll(/[^\t]/g, " ");
    expect(router.text()).toMatch(new RegExp(`^${name}: .+\n\n${name}:3:${column}\n`));
    expect(router.text()).toContain(`\n> 3 | ${line}\n    | ${caret}^\n  4 | `);
  });

  test("a syntax error in an imported module", async () => {
    file("broken.mjs", "export const a = 1;\nexport const = 2;");
    const router = start(["serve", file("imports.mjs", `import "./broken.mjs";\nexport default [];`)]);
    expect(await router.ended).toBe(1);
    expect(router.text()).toBe(
      "imports.mjs: Unexpected token '='\n\nbroken.mjs:2:14\n  1 | export const a = 1;\n> 2 | export const = 2;\n    |              ^\n\n",
    );
  });
});

test("serves the demo toolkit without a file", async () => {
  const router = startHere(["serve", "--port", "0"]);
  await router.says("Stop with Ctrl-C");
  expect(router.text()).toContain("notes (3 tools)");
});

test("warns when a file has no toolkits", async () => {
  const router = start(["serve", file("none.mjs", "export default [];"), "--port", "0"]);
  await router.says("Stop with Ctrl-C");
  expect(router.text()).toContain("Warning: none.mjs has no toolkits");
});

test("fails when a top-level await of the file never settles", async () => {
  const router = start(["serve", file("stuck.mjs", "await new Promise(() => {});\nexport default [];")]);
  expect(await router.ended).toBe(1);
  expect(router.text()).toBe("stuck.mjs: did not finish loading: a top-level await never settles\n");
});

describe("the API key", () => {
  const answers = async (router: Running, key: string): Promise<number> => {
    await router.says("Stop with Ctrl-C");
    return (await fetch(`${router.address()}/api/v3/toolkits`, { headers: { "x-api-key": key } })).status;
  };

  test("is read from the environment and not printed", async () => {
    const router = startHere(["serve", "--port", "0"], { TOOL_ROUTER_API_KEY: "ak_environment" });
    expect(await answers(router, "ak_environment")).toBe(200);
    expect(router.text()).toContain('-H "x-api-key: $TOOL_ROUTER_API_KEY"');
    expect(router.text()).not.toMatch(/ak_environment|Warning/);
  });

  test("is read from a file, which takes precedence over the environment", async () => {
    const router = startHere(["serve", "--port", "0", "--api-key-file", path("key", "ak_file\n")], {
      TOOL_ROUTER_API_KEY: "ak_no",
    });
    expect(await answers(router, "ak_file")).toBe(200);
    expect(router.text()).toMatch(/ from .+key\n/);
    expect(router.text()).not.toMatch(/ak_file|ak_no/);
  });

  test("triggers a warning on the command line", async () => {
    const router = startHere(["serve", "--port", "0", "--api-key", "ak_mine"]);
    expect(await answers(router, "ak_mine")).toBe(200);
    expect(router.text()).toContain("Warning: other users of this machine can read --api-key");
  });

  test.each<[string, Record<string, string>, string[], RegExp]>([
    [
      "empty in the environment",
      { TOOL_ROUTER_API_KEY: "" },
      [],
      /^TOOL_ROUTER_API_KEY must contain one key .*openssl/,
    ],
    ["two lines in a file", {}, ["--api-key-file", path("two", "a\nb\n")], /two must contain one key/],
    ["in a file that does not exist", {}, ["--api-key-file", "gone"], /no such file.*gone/],
    [
      "too short for other machines",
      { TOOL_ROUTER_API_KEY: "ak_local" },
      ["--host", "0.0.0.0"],
      /^apiKey is too easy to guess for 0\.0\.0\.0.*: it has 8 characters/,
    ],
    [
      "missing for other machines",
      {},
      ["--host", "0.0.0.0"],
      /^Choose an apiKey .* TOOL_ROUTER_API_KEY or --api-key-file/,
    ],
  ])("is rejected if it is %s", async (_, env, flags, message) => {
    const router = startHere(["serve", "--port", "0", ...flags], env);
    expect(await router.ended).toBe(1);
    expect(router.text()).toMatch(message);
  });
});

test.each([
  ["given two keys", ["--api-key", "a", "--api-key-file", "two"], "cannot be used with option '--api-key-file <file>'"],
  ["a misspelled flag", ["--prot", "1"], "(Did you mean --port?)"],
  ["an invalid port", ["--port", "http"], "Expected a number from 0 to 65535."],
  ["two files", ["a.ts", "b.ts"], "too many arguments for 'serve'. Expected 1 argument but got 2"],
])("exits with 2 for %s", async (_, flags, message) => {
  const router = startHere(["serve", ...flags]);
  expect(await router.ended).toBe(2);
  expect(router.text()).toMatch(/^error: /);
  expect(router.text()).toContain(message);
});

test("fails if the port is in use", async () => {
  const first = startHere(["serve", "--port", "0"]);
  await first.says("Stop with Ctrl-C");
  const { port } = new URL(first.address());
  const second = startHere(["serve", "--port", port]);
  expect(await second.ended).toBe(1);
  expect(second.text()).toBe(`Port ${port} is already in use. Choose another port, or 0 for any free one\n`);
});

test("applies --allowed-host and --link-completion-route", async () => {
  const router = startHere([
    "serve",
    "--port",
    "0",
    "--allowed-host",
    "a.test",
    "--allowed-host",
    "b.test",
    "--link-completion-route",
  ]);
  await router.says("Stop with Ctrl-C");
  const [, port = ""] = /at +http:\S+:(\d+)/.exec(router.text()) ?? [];
  const statusAt = async (host: string): Promise<number | undefined> => {
    const asked = request({
      port,
      host: "127.0.0.1",
      method: "POST",
      path: "/_local/link/lt_no/complete",
      headers: { host },
    });
    const [answer] = (await once(asked.end(), "response")) as [IncomingMessage];
    answer.resume();
    return answer.statusCode;
  };
  expect([await statusAt("a.test"), await statusAt("b.test"), await statusAt("c.test")]).toEqual([404, 404, 403]);
});

test("lists the supported file types", async () => {
  const supported = "Supported files: .json, .js, .mjs, .cjs, .ts, .mts, .cts";
  const yaml = start(["serve", file("toolkits.yaml", "toolkits: []")]);
  expect(await yaml.ended).toBe(1);
  expect(yaml.text()).toContain(
    `toolkits.yaml: Node ${process.versions.node} cannot load this file type. ${supported}`,
  );
  const place = startHere(["serve", "."]);
  expect(await place.ended).toBe(1);
  expect(place.text()).toBe(`.: is a folder. ${supported}\n`);
});

test("names the file and the invalid field", async () => {
  const toolkit = `{ slug: "a", description: "d", tools: [{ slug: "A_B", description: "d" }] }`;
  const router = start(["serve", file("field.mjs", `export default ${toolkit};`)]);
  expect(await router.ended).toBe(1);
  expect(router.text()).toBe(
    'field.mjs: toolkits[0]: toolkit "a": tool "A_B": inputSchema must be a JSON Schema object\n',
  );
});

test("keeps state in SQLite across restarts and shares it with another process", async () => {
  const env = { TOOL_ROUTER_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64") };
  const flags = ["--port", "0", "--api-key", "ak_mine", "--store", "sqlite:state/router.db"];
  const headers = { "x-api-key": "ak_mine" };
  const urlOf = (router: Running): string =>
    `${/at +(http:\S+)/.exec(router.text())?.[1] ?? ""}/api/v3/tool_router/session`;
  const first = start(["serve", ...flags], env);
  await first.says("Stop with Ctrl-C");
  const created = await fetch(urlOf(first), { method: "POST", headers, body: '{ "user_id": "u" }' });
  const { session_id: id } = (await created.json()) as { session_id: string };

  const second = start(["serve", ...flags], env);
  await second.says("Stop with Ctrl-C");
  expect((await fetch(`${urlOf(second)}/${id}`, { headers })).status).toBe(200);
  for (const router of [first, second]) router.interrupt();
  expect([await first.ended, await second.ended]).toEqual([0, 0]);

  const third = start(["serve", ...flags], env);
  await third.says("Stop with Ctrl-C");
  expect((await fetch(`${urlOf(third)}/${id}`, { headers })).status).toBe(200);
  third.interrupt();
  expect(await third.ended).toBe(0);
});

test.each(["", "sqlite:", "state"])("rejects the store %j", async (place) => {
  const router = startHere(["serve", "--store", place]);
  expect(await router.ended).toBe(2);
  expect(router.text()).toBe(
    `error: option '--store <place>' argument '${place}' is invalid. Expected sqlite:FILE or redis://HOST:PORT.\n`,
  );
});

test("names the variable of a missing encryption key", async () => {
  const router = startHere(["serve", "--store", "sqlite:state/router.db"], { TOOL_ROUTER_ENCRYPTION_KEY: "" });
  expect(await router.ended).toBe(1);
  expect(router.text()).toMatch(/^TOOL_ROUTER_ENCRYPTION_KEY is (?:missing|invalid)\. .*openssl rand -base64 32/);
});

test("names the file and the unknown option", async () => {
  const router = startHere(["serve", path("option.json", '{ "toolkits": [], "key": "ak_1" }')]);
  expect(await router.ended).toBe(1);
  expect(router.text()).toMatch(/option\.json: Unknown option "key"\. Options: toolkits, accounts, apiKey,/);
});

test("prints the callback URL of OAuth providers", async () => {
  const auth = { scheme: "OAUTH2", issuer: "https://id.example", clientId: "c" };
  const tools = [{ slug: "MAIL_SEND", description: "Sends", answers: [{ data: {} }] }];
  const seed = JSON.stringify({ slug: "mail", description: "Mail", auth, tools });
  const router = startHere([
    "serve",
    path("oauth.json", seed),
    "--port",
    "0",
    "--public-url",
    "https://tools.example/",
  ]);
  await router.says("Stop with Ctrl-C");
  expect(router.text()).toContain("redirect to https://tools.example/oauth/callback/mail\n");
});
