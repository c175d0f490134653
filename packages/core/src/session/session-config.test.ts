import { expect, test } from "vitest";
import { createToolRouter, type APIVersion, type SessionConfigInput } from "../index.ts";
import { json, stubFetch } from "../testing/stub-fetch.ts";

/** The body that creating a session with this configuration sends. */
async function sent(config: SessionConfigInput, version: APIVersion = "v3"): Promise<unknown> {
  const session = {
    session_id: "trs_1",
    mcp: { type: "http", url: "" },
    tool_router_tools: [],
    config: { user_id: "u" },
    config_version: 1,
  };
  const { fetch, seen } = stubFetch(json(session, { status: 201 }));
  await createToolRouter({ apiKey: "ak_1", version, fetch }).sessions.create("user_1", config);
  return JSON.parse(seen[0]!.body!);
}

test("converts a list of slugs to { enable }, and sends the rest unchanged", async () => {
  expect(await sent({})).toEqual({ user_id: "user_1" });
  expect(
    await sent({
      toolkits: ["github"],
      tools: { github: ["GITHUB_GET_A_REPOSITORY"], gmail: { tags: ["readOnlyHint"] }, slack: { disable: [] } },
      tags: ["readOnlyHint"],
      manage_connections: { enable: true, callback_url: "https://app.example/done" },
    }),
  ).toEqual({
    user_id: "user_1",
    toolkits: { enable: ["github"] },
    tools: {
      github: { enable: ["GITHUB_GET_A_REPOSITORY"] },
      gmail: { tags: ["readOnlyHint"] },
      slack: { disable: [] },
    },
    tags: ["readOnlyHint"],
    manage_connections: { enable: true, callback_url: "https://app.example/done" },
  });
});

test("distinguishes an empty list of toolkits from no list", async () => {
  expect(await sent({ toolkits: [] })).toMatchObject({ toolkits: { enable: [] } });
  expect(await sent({ toolkits: { disable: [] } })).toMatchObject({ toolkits: { disable: [] } });
  expect(await sent({ toolkits: undefined })).not.toHaveProperty("toolkits");
});

test("sends a pinned account in the format of the version", async () => {
  const config = { connected_accounts: { github: "ca_1", gmail: ["ca_2"] } };
  expect(await sent(config)).toMatchObject({ connected_accounts: { github: "ca_1", gmail: "ca_2" } });
  expect(await sent(config, "v3.1")).toMatchObject({ connected_accounts: { github: ["ca_1"], gmail: ["ca_2"] } });
  expect(await sent({ connected_accounts: { github: ["ca_1", "ca_2"] }, search: {} }, "v3.1")).toMatchObject({
    connected_accounts: { github: ["ca_1", "ca_2"] },
    search: {},
  });
});

test("requires a user", async () => {
  await expect(createToolRouter({ apiKey: "ak_1" }).sessions.create("")).rejects.toThrow(
    /userId must be a non-empty string/,
  );
});

test("accepts a toolkit named __proto__", async () => {
  const tools = JSON.parse('{"__proto__":["A"]}') as Record<string, string[]>;
  expect(JSON.stringify(await sent({ tools }))).toContain('"tools":{"__proto__":{"enable":["A"]}}');
});
