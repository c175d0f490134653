import { describe, expect, test } from "vitest";
import { createToolRouter, defineCustomTool, ToolRouterError } from "../index.ts";
import { json, ran, refusal, stubFetch } from "../testing/stub-fetch.ts";

const unknownTool = refusal(400, "ToolRouterV2_InvalidToolSlug", 4301);
const open = (...answers: Parameters<typeof stubFetch>) => {
  const { fetch, seen } = stubFetch(...answers);
  return { sessions: createToolRouter({ apiKey: "ak_1", fetch }).sessions, seen };
};
const add = defineCustomTool({
  slug: "add",
  description: "Adds",
  inputSchema: { type: "object", properties: {} },
  execute: () => ({}),
});

describe("an unknown slug", () => {
  test("gets a suggestion from the tools that the session listed", async () => {
    const session = open(json({ items: [{ slug: "GITHUB_CREATE_AN_ISSUE" }] }), unknownTool).sessions.use("trs_1");
    await session.tools();
    await expect(session.execute("GITHUB_CREATE_ISUE")).rejects.toMatchObject({
      code: 4301,
      message: expect.stringMatching(/4301.* Did you mean "GITHUB_CREATE_AN_ISSUE"\?$/),
    });
  });

  test("gets a suggestion from the tools that a search found", async () => {
    const found = { results: [], tool_schemas: { GITHUB_CREATE_AN_ISSUE: {} } };
    const session = open(json(found), unknownTool).sessions.use("trs_1");
    expect(await session.search("open an issue")).toEqual(found);
    await expect(session.execute("github-create-an-issues")).rejects.toThrow('Did you mean "GITHUB_CREATE_AN_ISSUE"?');
  });

  test("gets a suggestion from the tools that were looked up", async () => {
    const session = open(json({ items: [{ slug: "GITHUB_CREATE_AN_ISSUE" }] }), unknownTool).sessions.use("trs_1");
    await session.lookUp(["GITHUB_CREATE_AN_ISSUE"]);
    await expect(session.execute("GITHUB_CREATE_ISUE")).rejects.toThrow('Did you mean "GITHUB_CREATE_AN_ISSUE"?');
  });

  test("gets a suggestion from the session's meta tools", async () => {
    const raw = { session_id: "trs_1", tool_router_tools: ["COMPOSIO_SEARCH_TOOLS"], config: { user_id: "user_1" } };
    const session = await open(json(raw), unknownTool).sessions.get("trs_1");
    await expect(session.execute("COMPOSIO_SEARCH_TOOL")).rejects.toThrow('Did you mean "COMPOSIO_SEARCH_TOOLS"?');
  });

  test("gets no suggestion without a similar slug, or after another error", async () => {
    const session = open(
      json({ items: [{ slug: "GITHUB_CREATE_AN_ISSUE" }] }),
      unknownTool,
      refusal(400, "ToolRouterV2_BadRequest", 4300),
    ).sessions.use("trs_1");
    await session.tools();
    await expect(session.execute("SLACK_SEND_MESSAGE")).rejects.toThrow("session.search() finds slugs.");
    await expect(session.execute("GITHUB_CREATE_ISUE")).rejects.not.toThrow("Did you mean");
  });

  test("keeps the router's own suggestion", async () => {
    const fix = refusal(400, "ToolRouterV2_InvalidToolSlug", 4301, { suggested_fix: "Use GITHUB_CREATE_AN_ISSUE." });
    const session = open(json({ items: [{ slug: "GITHUB_CREATE_AN_ISSUE" }] }), fix).sessions.use("trs_1");
    await session.tools();
    const error = await session.execute("GITHUB_CREATE_ISUE").catch((reason: unknown) => reason);
    expect((error as Error).message).toMatch(/ Use GITHUB_CREATE_AN_ISSUE\.$/);
  });
});

describe("a slug of a custom tool", () => {
  test("is rejected before anything is sent if no custom tool has it", async () => {
    const { sessions, seen } = open(ran());
    const session = sessions.use("trs_1", { customTools: [add] });
    await expect(session.execute("LOCAL_AD")).rejects.toThrow(
      new ToolRouterError('No custom tool is named LOCAL_AD. Did you mean "LOCAL_ADD"?'),
    );
    await expect(session.execute("LOCAL_MULTIPLY")).rejects.toThrow(
      new ToolRouterError("No custom tool is named LOCAL_MULTIPLY."),
    );
    expect(seen).toEqual([]);
  });

  test("rejects answers from another process", async () => {
    const { sessions, seen } = open(ran());
    const session = sessions.use("trs_1", { customTools: [add] });
    await expect(session.execute("LOCAL_ADD", {}, { inputResponses: {} })).rejects.toThrow(
      new ToolRouterError("LOCAL_ADD is a custom tool: answer its question with resume, in the process that asked."),
    );
    expect(seen).toEqual([]);
  });

  test("is rejected before anything is sent when the session has no custom tools", async () => {
    const { sessions, seen } = open(ran());
    await expect(sessions.use("trs_1").execute("LOCAL_ADD")).rejects.toThrow(
      new ToolRouterError("LOCAL_ADD is a custom tool: pass customTools to sessions.create, get or use."),
    );
    expect(seen).toEqual([]);
  });
});
