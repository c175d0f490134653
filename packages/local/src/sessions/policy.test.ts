import { describe, expect, test } from "vitest";
import type { Schemas } from "../spec.ts";
import { githubAccount, testRouter } from "../testing/test-router.ts";

const router = testRouter({ accounts: [githubAccount] });
const args = { owner: "acme", title: "Hi" };

async function codes(config: Partial<Schemas["SessionCreate"]>, slugs: readonly string[]): Promise<unknown[]> {
  const session = await router.session(config);
  return Promise.all(
    slugs.map(async (slug) => {
      const { status, body } = await session.execute(slug, args);
      return status === 200 ? 200 : body.error.code;
    }),
  );
}

const create = "GITHUB_CREATE_ISSUE";
const list = "GITHUB_LIST_ISSUES";
const remove = "GITHUB_DELETE_REPOSITORY";
const forecast = "WEATHER_GET_FORECAST";

describe("toolkits", () => {
  test.each([
    [{}, [200, 200]],
    [{ toolkits: { disable: [] } }, [200, 200]],
    [{ toolkits: { enable: [] } }, [4324, 4324]],
    [{ toolkits: { enable: ["github"] } }, [200, 4324]],
    [{ toolkits: { disable: ["github"] } }, [4324, 200]],
    [{ toolkits: { enable: ["GITHUB"] } }, [200, 4324]],
  ])("%j", async (config, expected) => {
    expect(await codes(config, [create, forecast])).toEqual(expected);
  });

  test("reports whether the toolkit is not allowed or disabled", async () => {
    const allow = await (await router.session({ toolkits: { enable: [] } })).execute(create);
    const deny = await (await router.session({ toolkits: { disable: ["github"] } })).execute(create);
    expect(allow.body.error.message).toBe("[Session Restriction] Toolkit 'github' is not allowed for this session");
    expect(deny.body.error.message).toBe("[Session Restriction] Toolkit 'github' is disabled for this session");
  });

  test("does not affect meta tools", async () => {
    const session = await router.session({ toolkits: { enable: [] } });
    const { body } = await session.executeMeta("COMPOSIO_SEARCH_TOOLS", {
      queries: [{ use_case: "issue" }],
    });
    expect(body.data.results[0]).toMatchObject({ primary_tool_slugs: [], related_tool_slugs: [] });
  });
});

describe("tools and tags", () => {
  test.each<[string, Partial<Schemas["SessionCreate"]>, unknown[]]>([
    ["a list of tools", { tools: { github: { enable: [list] } } }, [4325, 200, 4325, 200]],
    ["an empty list of tools", { tools: { github: { enable: [] } } }, [4325, 4325, 4325, 200]],
    ["tools left out", { tools: { github: { disable: [list] } } }, [200, 4325, 200, 200]],
    ["tags of a toolkit", { tools: { github: { tags: ["readOnlyHint"] } } }, [4325, 200, 4325, 200]],
    [
      "tags of the session; a tool without any does not pass",
      { tags: ["readOnlyHint", "createHint"] },
      [200, 200, 4325, 4325],
    ],
    ["tags left out; a tool without any passes", { tags: { disable: ["destructiveHint"] } }, [200, 200, 4325, 200]],
    [
      "both at once",
      { tags: { enable: ["createHint", "destructiveHint"], disable: ["openWorldHint"] } },
      [4325, 4325, 200, 4325],
    ],
    ["no tags at all", { tags: [] }, [200, 200, 200, 200]],
    [
      "a list, which decides alone",
      { tags: ["readOnlyHint"], tools: { github: { enable: [remove] } } },
      [4325, 4325, 200, 4325],
    ],
    [
      "a list of exceptions, which decides alone",
      { tags: ["readOnlyHint"], tools: { github: { disable: [list] } } },
      [200, 4325, 200, 4325],
    ],
    [
      "a toolkit's tags before the session's",
      { tags: ["readOnlyHint"], tools: { github: { tags: ["createHint"] } } },
      [200, 4325, 4325, 4325],
    ],
    [
      "a toolkit that is not allowed, before its tools",
      { toolkits: { enable: ["weather"] }, tools: { github: { enable: [] } } },
      [4324, 4324, 4324, 200],
    ],
  ])("%s", async (_, config, expected) => {
    expect(await codes(config, [create, list, remove, forecast])).toEqual(expected);
  });
});

test("checks the tool before the policy, and the policy before the account", async () => {
  const session = await router.session({ user_id: "user_without_accounts", toolkits: { enable: [] } });
  expect((await session.execute("GITHUB_NOPE")).body.error.code).toBe(4301);
  expect((await session.execute(create)).body.error.code).toBe(4324);
  expect(
    (
      await (
        await router.session({ user_id: "user_without_accounts", tools: { github: { enable: [] } } })
      ).execute(create)
    ).body.error.code,
  ).toBe(4325);
  expect((await (await router.session({ user_id: "user_without_accounts" })).execute(create)).body.error.code).toBe(
    4302,
  );
});
