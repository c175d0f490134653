import type { Session, Tool } from "@tool-router/core";
import { describe, expect, test } from "vitest";
import { type AdapterSession, bindTools } from "../index.ts";
import { createAskingDemo } from "../testing/asking-router.ts";
import { fakeSession, fakeTool } from "../testing/fake-session.ts";

const github = { slug: "github", name: "GitHub" };
const remove = fakeTool("GITHUB_DELETE", { toolkit: github, tags: ["destructiveHint"] });
const read = fakeTool("GITHUB_READ", { toolkit: github, tags: ["readOnlyHint"] });
const send = fakeTool("GMAIL_SEND", { toolkit: { slug: "gmail", name: "Gmail" }, tags: ["createHint"] });
const meta = { toolkit: { slug: "composio", name: "Composio" } };
const batch = fakeTool("COMPOSIO_MULTI_EXECUTE_TOOL", { ...meta, tags: ["destructiveHint"] });
const proxy = fakeTool("COMPOSIO_PROXY_EXECUTE", meta);
const hostile = fakeTool("__proto__", { toolkit: { slug: "__proto__", name: "" }, tags: ["constructor"] });
const inherited = fakeTool("constructor", { toolkit: { slug: "constructor", name: "" }, tags: ["toString"] });
const all = [remove, read, send, batch, proxy, hostile, inherited];

/** A session that returns a configuration, and looks up other tools. */
function sessionOf(config: unknown, { lookedUp = [] as readonly Tool[] } = {}): AdapterSession {
  return {
    ...fakeSession(() => undefined, all),
    config: config as Session["config"],
    lookUp: async (slugs) => lookedUp.filter(({ slug }) => slugs.includes(slug)),
  };
}

/** Whether the router is predicted to ask about a call. */
async function predict(session: AdapterSession, tool: Tool, args: unknown = {}): Promise<boolean> {
  const bound = (await bindTools(session)).find((one) => one.tool === tool)!;
  return bound.needsRouterApproval && (await bound.needsRouterApproval(args));
}

const require_approval = (...names: string[]): object => ({ require_approval: names });
const of = (...slugs: string[]): object => ({ tools: slugs.map((tool_slug) => ({ tool_slug, arguments: {} })) });
const parsed = (text: string): unknown => JSON.parse(text);

describe("a session's require_approval", () => {
  test.each<[name: string, config: unknown, tool: Tool, args: unknown, expected: boolean]>([
    ["its toolkit", { toolkits: { enabled: ["github"], ...require_approval("github") } }, remove, {}, true],
    ["its toolkit", { toolkits: require_approval("gmail", "github") }, read, {}, true],
    ["another toolkit", { toolkits: require_approval("gmail") }, remove, {}, false],
    ["the tool", { tools: { github: require_approval("GITHUB_DELETE") } }, remove, {}, true],
    [
      "the tool, beside others",
      { tools: { gmail: {}, github: require_approval("X", "GITHUB_DELETE") } },
      remove,
      {},
      true,
    ],
    ["another tool", { tools: { github: require_approval("GITHUB_DELETE") } }, read, {}, false],
    ["a tag", { tags: require_approval("updateHint", "destructiveHint") }, remove, {}, true],
    ["another tag", { tags: require_approval("destructiveHint") }, send, {}, false],
    ["a tag of its toolkit", { tools: { github: { tags: require_approval("readOnlyHint") } } }, read, {}, true],
    ["a tag of another toolkit", { tools: { gmail: { tags: require_approval("readOnlyHint") } } }, read, {}, false],
    [
      "a tag of the session, beside the toolkit's own tags",
      { tags: require_approval("readOnlyHint"), tools: { github: { tags: require_approval("createHint") } } },
      read,
      {},
      true,
    ],
    [
      "a tool in a batch",
      { tools: { github: require_approval("GITHUB_DELETE") } },
      batch,
      of("GITHUB_READ", "GITHUB_DELETE"),
      true,
    ],
    ["a tag in a batch", { tags: require_approval("createHint") }, batch, of("GITHUB_READ", "GMAIL_SEND"), true],
    // The items decide, not the batch.
    ["a tag of the batch alone", { tags: require_approval("destructiveHint") }, batch, of("GITHUB_READ"), false],
    ["nothing in a batch", { toolkits: require_approval("gmail") }, batch, of("GITHUB_READ", "GITHUB_DELETE"), false],
    ["something, but the batch is empty", { toolkits: require_approval("gmail") }, batch, of(), false],
    [
      "the toolkit of a proxied request",
      { toolkits: require_approval("github") },
      proxy,
      { toolkit_slug: "GitHub" },
      true,
    ],
    [
      "another toolkit than the proxied request's",
      { toolkits: require_approval("github") },
      proxy,
      { toolkit_slug: "gmail" },
      false,
    ],
    [
      "destructive tools, as proxied requests are",
      { tags: require_approval("destructiveHint") },
      proxy,
      { toolkit_slug: "gmail" },
      true,
    ],
    ["open-world tools, as proxied requests are", { tags: require_approval("openWorldHint") }, proxy, {}, true],
    [
      "tags of the toolkit of a proxied request",
      { tools: { gmail: { tags: require_approval("destructiveHint") } } },
      proxy,
      { toolkit_slug: "gmail" },
      true,
    ],
    [
      "a proxied request in a batch",
      { toolkits: require_approval("github") },
      batch,
      { tools: [{ tool_slug: "COMPOSIO_PROXY_EXECUTE", arguments: { toolkit_slug: "github" } }] },
      true,
    ],
    ["reading tools", { tags: require_approval("readOnlyHint") }, proxy, { toolkit_slug: "github" }, false],
    // Hostile and malformed names.
    ["a toolkit of a hostile name", { toolkits: require_approval("__proto__") }, hostile, {}, true],
    [
      "a tool of a hostile name",
      parsed('{"tools":{"__proto__":{"require_approval":["__proto__"]}}}'),
      hostile,
      {},
      true,
    ],
    [
      "a tag of a hostile toolkit",
      parsed('{"tools":{"__proto__":{"tags":{"require_approval":["constructor"]}}}}'),
      hostile,
      {},
      true,
    ],
    ["nothing of a hostile toolkit", { tools: { github: require_approval("GITHUB_DELETE") } }, hostile, {}, false],
    ["nothing of an inherited name", { tools: { github: require_approval("GITHUB_DELETE") } }, inherited, {}, false],
    ["a hostile tool in a batch", { toolkits: require_approval("__proto__") }, batch, of("__proto__"), true],
    ["a toolkit, and a proxied request names none", { toolkits: require_approval("github") }, proxy, {}, false],
    [
      "a toolkit, and a proxied request names a hostile one",
      { tools: { github: require_approval("X") } },
      proxy,
      { toolkit_slug: "__proto__" },
      false,
    ],
    [
      "a toolkit, and a proxied request names no text",
      { toolkits: require_approval("github") },
      proxy,
      { toolkit_slug: { a: 1 } },
      false,
    ],
    [
      "by a list that is a text",
      { toolkits: { require_approval: "github" }, tags: require_approval("x") },
      remove,
      {},
      false,
    ],
    [
      "with entries that are null",
      { toolkits: null, tags: null, tools: { github: null, gmail: require_approval("X") } },
      remove,
      {},
      false,
    ],
  ])("lists %s", async (_, config, tool, args, expected) => {
    expect(await predict(sessionOf(config), tool, args)).toBe(expected);
  });

  test("parses JSON text, and predicts nothing for invalid arguments", async () => {
    const session = sessionOf({ tags: require_approval("createHint") });
    expect(await predict(session, batch, JSON.stringify(of("GMAIL_SEND")))).toBe(true);
    for (const args of ["{oops", "[]", 5, { tools: "GMAIL_SEND" }, { tools: [5] }]) {
      expect(await predict(session, batch, args)).toBe(false);
    }
  });

  test("looks up tools of a batch outside the session", async () => {
    const move = fakeTool("GITHUB_MOVE", { toolkit: github, tags: ["updateHint"] });
    const config = { tools: { github: { tags: require_approval("updateHint") } } };
    expect(await predict(sessionOf(config, { lookedUp: [move] }), batch, of("GITHUB_MOVE"))).toBe(true);
    expect(await predict(sessionOf(config), batch, of("GITHUB_MOVE"))).toBe(false);
  });

  test("matches the tool's slug if the lookup fails", async () => {
    const session = sessionOf({ tools: { github: require_approval("GITHUB_MOVE") } });
    const failing = { ...session, lookUp: () => Promise.reject(new Error("down")) };
    expect(await predict(failing, batch, of("GITHUB_MOVE"))).toBe(true);
  });

  test.each([
    undefined,
    {},
    { toolkits: { enabled: ["github"] } },
    { tags: { require_approval: [] }, tools: { github: { tags: ["destructiveHint"] } } },
  ])("creates no prediction without rules: %j", async (config) => {
    const tools = await bindTools(sessionOf(config));
    expect(tools.map(({ needsRouterApproval }) => needsRouterApproval)).toEqual(all.map(() => false));
  });

  test("agrees with the router", async () => {
    const config = { tags: require_approval("destructiveHint") };
    const demo = await createAskingDemo({ config });
    for (const [slug, args] of [
      ["DEMO_DELETE", { id: "x" }],
      ["DEMO_ADD", { a: 1, b: 2 }],
      ["COMPOSIO_MULTI_EXECUTE_TOOL", of("DEMO_ADD")],
      ["COMPOSIO_MULTI_EXECUTE_TOOL", of("DEMO_ADD", "DEMO_DELETE")],
    ] as const) {
      const [bound] = await bindTools(demo.session, { include: [slug] });
      const predicted = bound!.needsRouterApproval && (await bound!.needsRouterApproval(args));
      const { status } = await bound!.call(args);
      expect([slug, predicted]).toEqual([slug, status === "needs_input"]);
    }
  });
});
