import type { JSONObject } from "@tool-router/core";
import { describe, expect, test, vi } from "vitest";
import { type AdapterOptions, bindApproval, bindTools, callTool } from "../index.ts";
import { fakeSession, fakeTool } from "../testing/fake-session.ts";

const BATCH = "COMPOSIO_MULTI_EXECUTE_TOOL";
const ok = { data: {}, error: null, logId: "log_1" };
const mail = { slug: "mail", name: "Mail" };
const metaTools = [
  BATCH,
  "COMPOSIO_SEARCH_TOOLS",
  "COMPOSIO_GET_TOOL_SCHEMAS",
  "COMPOSIO_WAIT_FOR_CONNECTIONS",
  "COMPOSIO_MANAGE_CONNECTIONS",
  "COMPOSIO_SUBMIT_FEEDBACK",
  "COMPOSIO_REMOTE_WORKBENCH",
  "COMPOSIO_REMOTE_BASH_TOOL",
  "COMPOSIO_PROXY_EXECUTE",
  "COMPOSIO_SOMETHING_NEW",
].map((slug) => fakeTool(slug, { toolkit: { slug: "composio", name: "Composio" } }));
const send = fakeTool("MAIL_SEND", { toolkit: mail });
const tools = [...metaTools, send, fakeTool("DEMO_ADD"), fakeTool("LOCAL_WIPE")];

const item = (tool_slug: string, more: object = {}): object => ({ tool_slug, arguments: {}, ...more });
const batchOf = (...items: unknown[]): JSONObject => ({ tools: items });

/** Calls one tool; returns the outcome and what was sent. */
async function run(options: AdapterOptions, slug: string, args: unknown, given?: { account?: string }) {
  const session = fakeSession(() => ok, tools);
  const bound = (await bindTools(session, options)).find(({ tool }) => tool.slug === slug)!;
  const outcome = await bound.call(args, given);
  const [sent] = session.calls;
  return { outcome, bound, sent: sent && { args: sent.args, account: sent.options?.account } };
}

describe("allow", () => {
  test.each<[name: string, AdapterOptions["allow"], slug: string, args: JSONObject, refused: string | undefined]>([
    ["a listed tool", ["DEMO_ADD"], "DEMO_ADD", {}, undefined],
    ["a listed tool in other letter case", ["demo_add"], "DEMO_ADD", {}, undefined],
    ["another tool", ["DEMO_ADD"], "MAIL_SEND", {}, "MAIL_SEND"],
    ["any tool of an empty list", [], "DEMO_ADD", {}, "DEMO_ADD"],
    ["a custom tool", ["DEMO_ADD"], "LOCAL_WIPE", {}, "LOCAL_WIPE"],
    ["a tool for which a function gives true", (slug) => slug.startsWith("DEMO_"), "DEMO_ADD", {}, undefined],
    ["a tool for which a function gives false", (slug) => slug.startsWith("DEMO_"), "MAIL_SEND", {}, "MAIL_SEND"],
    ["a tool for which a function gives a promise", (async () => true) as never, "MAIL_SEND", {}, "MAIL_SEND"],
    ["a batch of a listed tool", ["DEMO_ADD"], BATCH, batchOf(item("DEMO_ADD"), item("demo_Add")), undefined],
    ["a batch with another tool", ["DEMO_ADD"], BATCH, batchOf(item("DEMO_ADD"), item("X_DELETE")), "X_DELETE"],
    ["a batch with a custom tool", ["DEMO_ADD"], BATCH, batchOf(item("LOCAL_WIPE")), "LOCAL_WIPE"],
    [
      "a batch with a workbench",
      ["DEMO_ADD"],
      BATCH,
      batchOf(item("composio_remote_workbench")),
      "composio_remote_workbench",
    ],
    ["a batch for a function", (slug) => slug === "DEMO_ADD", BATCH, batchOf(item("demo_add")), undefined],
    ["a search", ["DEMO_ADD"], "COMPOSIO_SEARCH_TOOLS", {}, undefined],
    ["a search for a function", () => false, "COMPOSIO_SEARCH_TOOLS", {}, undefined],
    ["schemas", ["DEMO_ADD"], "COMPOSIO_GET_TOOL_SCHEMAS", {}, undefined],
    ["waiting for connections", ["DEMO_ADD"], "COMPOSIO_WAIT_FOR_CONNECTIONS", {}, undefined],
    ["connections", ["DEMO_ADD"], "COMPOSIO_MANAGE_CONNECTIONS", {}, undefined],
    ["feedback", ["DEMO_ADD"], "COMPOSIO_SUBMIT_FEEDBACK", {}, undefined],
    ["the workbench", ["DEMO_ADD"], "COMPOSIO_REMOTE_WORKBENCH", {}, "COMPOSIO_REMOTE_WORKBENCH"],
    ["the shell", ["DEMO_ADD"], "COMPOSIO_REMOTE_BASH_TOOL", {}, "COMPOSIO_REMOTE_BASH_TOOL"],
    ["the proxy", ["DEMO_ADD"], "COMPOSIO_PROXY_EXECUTE", {}, "COMPOSIO_PROXY_EXECUTE"],
    ["a named workbench", ["COMPOSIO_REMOTE_WORKBENCH"], "COMPOSIO_REMOTE_WORKBENCH", {}, undefined],
    ["a meta tool of a later router", ["DEMO_ADD"], "COMPOSIO_SOMETHING_NEW", {}, "COMPOSIO_SOMETHING_NEW"],
  ])("decides about %s", async (_, allow, slug, args, refused) => {
    const { outcome, bound, sent } = await run({ allow }, slug, args);
    expect(bound.readArguments(args)).toEqual(refused === undefined ? args : undefined);
    expect(sent === undefined).toBe(refused !== undefined);
    const batch = slug === BATCH ? " Nothing in the batch ran." : "";
    expect([outcome.status, outcome.text]).toEqual(
      refused === undefined
        ? ["ok", `${slug} succeeded.`]
        : [
            "not_allowed",
            `${refused} did not run: this agent may not run it.${batch} Use another tool, or tell the user.`,
          ],
    );
  });

  test.each<[name: string, args: unknown]>([
    ["a JSON text", { tools: JSON.stringify([item("DEMO_ADD")]) }],
    ["an object", { tools: { 0: item("DEMO_ADD") } }],
    ["missing", {}],
    ["empty", { tools: [] }],
    ["there twice", { tools: [item("DEMO_ADD")], TOOLS: [item("X_DELETE")] }],
    ["not objects", batchOf(item("DEMO_ADD"), "X_DELETE")],
    ["without slugs", batchOf(item("DEMO_ADD"), { arguments: {} })],
    ["of misspelt slugs", batchOf({ ...item("DEMO_ADD"), toolSlug: "X_DELETE" })],
    ["of two slugs each", batchOf({ ...item("DEMO_ADD"), Tool_Slug: "X_DELETE" })],
    ["of arguments in JSON text", batchOf({ ...item("DEMO_ADD"), arguments: "{}" })],
    ["batches", batchOf(item(BATCH, { arguments: batchOf(item("X_DELETE")) }))],
    ["batches in lower case", batchOf(item(BATCH.toLowerCase(), { arguments: batchOf(item("DEMO_ADD")) }))],
  ])("sends no batch whose items are %s", async (_, args) => {
    const all = [{ allow: () => true }, { account: "work" }, { accounts: { mail: ["work"] } }];
    for (const options of all) {
      const { outcome, sent } = await run(options, BATCH, args);
      expect([outcome.status, sent]).toEqual(["invalid_arguments", undefined]);
      expect(outcome.text).toBe(
        `${BATCH} did not run. \`tools\` must be a list of { tool_slug, arguments, account }, without other fields or ` +
          "nested batches. Call it again with a JSON object that matches its schema.",
      );
    }
    // Without limits, the router decides.
    expect((await run({}, BATCH, args)).sent?.args).toEqual(args);
  });

  test("truncates a long slug of the model", async () => {
    const { outcome } = await run({ allow: [] }, BATCH, batchOf(item("X".repeat(5000))));
    expect(outcome.text.length).toBeLessThan(250);
  });

  test("runs nothing if the function throws", async () => {
    const allow = (): boolean => {
      throw new Error("a bug");
    };
    const session = fakeSession(() => ok, tools);
    const outcome = await callTool(session, send, {}, { allow });
    expect([outcome.status, session.calls]).toEqual(["refused", []]);
  });

  test("needs no approval for a call that allow excludes", async () => {
    const bound = await bindTools(
      fakeSession(() => ok, tools),
      { allow: ["DEMO_ADD"] },
    );
    const asks = bindApproval(bound, "non-read-only");
    const of = (slug: string) => bound.find(({ tool }) => tool.slug === slug)!;
    expect(await asks(of("DEMO_ADD"), {})).toBe(true);
    expect(await asks(of("MAIL_SEND"), {})).toBe(false);
    expect(await asks(of(BATCH), batchOf(item("DEMO_ADD")))).toBe(true);
    expect(await asks(of(BATCH), batchOf(item("DEMO_ADD"), item("X_DELETE")))).toBe(false);
  });

  test.each(["DEMO_ADD", true, {}])("rejects %j", async (allow) => {
    await expect(
      bindTools(
        fakeSession(() => ok, tools),
        { allow: allow as never },
      ),
    ).rejects.toThrow("allow must be a list or a function");
  });
});

describe("the account of a batch's items", () => {
  const accounts = { mail: ["work", "home"] };

  test.each<[name: string, AdapterOptions, items: object[], bound: (string | undefined)[]]>([
    ["is the one for every call", { account: "work" }, [item("MAIL_SEND"), item("NOPE")], ["work", "work"]],
    ["may be named again", { account: "work" }, [item("MAIL_SEND", { account: "work" })], ["work"]],
    ["replaces an empty name", { account: "work" }, [item("MAIL_SEND", { account: "" })], ["work"]],
    ["replaces null", { account: "work" }, [item("MAIL_SEND", { account: null })], ["work"]],
    ["may be one of the list", { accounts }, [item("mail_send", { account: "home" })], ["home"]],
    ["is the session's choice without a name", { accounts }, [item("MAIL_SEND")], [undefined]],
    ["may be any without a list", { accounts }, [item("DEMO_ADD", { account: "x" })], ["x"]],
    ["is of the list before all", { accounts, account: "x" }, [item("MAIL_SEND", { account: "home" })], ["home"]],
    [
      "is told by a function",
      { account: ({ tool }) => (tool.toolkit.slug === "mail" ? "work" : undefined) },
      [item("MAIL_SEND"), item("DEMO_ADD"), item("DEMO_ADD", { account: "x" }), item("NOPE")],
      ["work", undefined, "x", undefined],
    ],
  ])("%s", async (_, options, items, expected) => {
    const { outcome, sent } = await run(options, BATCH, { ...batchOf(...items), session_id: "lead" });
    expect(outcome.status).toBe("ok");
    expect(sent?.args?.["session_id"]).toBe("lead");
    const sentItems = sent?.args?.["tools"] as { tool_slug: string; account?: string }[];
    expect(sentItems.map(({ account }) => account)).toEqual(expected);
    expect(sentItems.map(({ tool_slug: slug }) => slug)).toEqual(
      items.map((one) => (one as { tool_slug: string }).tool_slug),
    );
  });

  test.each<[name: string, AdapterOptions, items: object[], text: string]>([
    [
      "is not the one for every call",
      { account: "work" },
      [item("DEMO_ADD"), item("MAIL_SEND", { account: "private" })],
      'MAIL_SEND may not use the account "private". Allowed: work.',
    ],
    [
      "is not of the list",
      { accounts },
      [item("Mail_Send", { account: "private" })],
      'MAIL_SEND may not use the account "private". Allowed: work, home.',
    ],
    [
      "is of another letter case",
      { accounts },
      [item("MAIL_SEND", { account: "WORK" })],
      'MAIL_SEND may not use the account "WORK". Allowed: work, home.',
    ],
    [
      "is of a tool that cannot be found",
      { accounts },
      [item("NOPE", { account: "private" })],
      'NOPE may not use the account "private". Omit the account.',
    ],
    [
      "is not what a function gives",
      { account: () => "work" },
      [item("NOPE", { account: "private" })],
      'NOPE may not use the account "private". Allowed: work.',
    ],
    [
      "is named for a proxy in a batch",
      { account: "work" },
      [item("COMPOSIO_PROXY_EXECUTE", { arguments: { toolkit_slug: "mail", account: "private" } })],
      'COMPOSIO_PROXY_EXECUTE may not use the account "private". Allowed: work.',
    ],
  ])("rejects an account that %s", async (_, options, items, text) => {
    const { outcome, sent } = await run(options, BATCH, batchOf(...items));
    expect(sent).toBeUndefined();
    expect(outcome).toMatchObject({
      status: "invalid_arguments",
      toolSlug: BATCH,
      text: expect.stringContaining(text),
    });
  });

  test("uses the account of the call's options", async () => {
    const { sent } = await run({ account: "home" }, BATCH, batchOf(item("MAIL_SEND")), { account: "work" });
    expect(sent?.args).toEqual(batchOf(item("MAIL_SEND", { account: "work" })));
  });

  test("looks up tools only for a list or a function", async () => {
    const lookUp = vi.fn<() => Promise<never[]>>(async () => []);
    const session = { ...fakeSession(() => ok, metaTools), lookUp };
    for (const [options, times] of [
      [{ account: "work" }, 0],
      [{ accounts }, 1],
      [{ account: () => "work" }, 2],
    ] as const) {
      const [batch] = await bindTools(session, options);
      await batch!.call(batchOf(item("MAIL_SEND")));
      expect(lookUp).toHaveBeenCalledTimes(times);
    }
  });
});

describe("the account in a meta tool's arguments", () => {
  const PROXY = "COMPOSIO_PROXY_EXECUTE";
  const MANAGE = "COMPOSIO_MANAGE_CONNECTIONS";
  const proxied = { toolkit_slug: "MAIL", endpoint: "/", method: "GET" };
  const byToolkit: AdapterOptions = { account: ({ tool }) => (tool.toolkit.slug === "mail" ? "work" : undefined) };
  const list = { name: "mail", action: "list" };
  const rename = { name: "mail", action: "rename", alias: "x" };

  test.each<[AdapterOptions, slug: string, args: JSONObject, sent: JSONObject]>([
    [{ account: "work" }, PROXY, proxied, { ...proxied, account: "work" }],
    [byToolkit, PROXY, proxied, { ...proxied, account: "work" }],
    [byToolkit, PROXY, { ...proxied, toolkit_slug: "demo" }, { ...proxied, toolkit_slug: "demo" }],
    [{ accounts: { mail: ["home"] } }, PROXY, { ...proxied, account: "home" }, { ...proxied, account: "home" }],
    [{ account: "work" }, MANAGE, { toolkits: ["mail", list] }, { toolkits: ["mail", list] }],
    [{ account: "work" }, MANAGE, { toolkits: [rename] }, { toolkits: [{ ...rename, account_id: "work" }] }],
    [
      { accounts: { mail: ["ca_1", "ca_2"] } },
      MANAGE,
      { toolkits: [{ ...rename, account_id: "ca_2" }] },
      { toolkits: [{ ...rename, account_id: "ca_2" }] },
    ],
  ])("uses %j in %s", async (options, slug, args, sent) => {
    expect((await run(options, slug, args)).sent?.args).toEqual(sent);
  });

  test.each<[AdapterOptions, slug: string, args: JSONObject]>([
    [{ account: "work" }, PROXY, { ...proxied, account: "private" }],
    [{ account: "work" }, PROXY, { ...proxied, Account: "private" }],
    [{ account: "work" }, PROXY, { ...proxied, connected_account_id: "ca_1" }],
    [byToolkit, PROXY, { ...proxied, account: "private" }],
    [{ accounts: { mail: ["home"] } }, PROXY, { ...proxied, account: "private" }],
    [{ accounts: { mail: ["home"] } }, PROXY, { ...proxied, toolkit_slug: 5, account: "private" }],
    [{ account: "work" }, MANAGE, { toolkits: [{ ...rename, account_id: "ca_1" }] }],
    [{ account: "work" }, MANAGE, { toolkits: [{ ...list, account_id: "ca_1" }] }],
    [{ account: "work" }, MANAGE, { toolkits: [{ ...rename, accountId: "ca_1" }] }],
    [{ account: "work" }, MANAGE, { toolkits: JSON.stringify([{ ...rename, account_id: "ca_1" }]) }],
    [{ accounts: { mail: ["home"] } }, MANAGE, { toolkits: [{ name: "MAIL", action: "remove", account_id: "ca_1" }] }],
  ])("rejects an account with %j in %s: %j", async (options, slug, args) => {
    const { outcome, sent } = await run(options, slug, args);
    expect([outcome.status, sent]).toEqual(["invalid_arguments", undefined]);
  });
});
