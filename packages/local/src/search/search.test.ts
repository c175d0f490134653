import { describe, expect, test } from "vitest";
import type { Schemas } from "../spec.ts";
import { githubAccount, testRouter, type TestSession } from "../testing/test-router.ts";
import { defineToolkit } from "../toolkits/define-toolkit.ts";

type Data = Schemas["SearchToolsData"];

async function search(session: TestSession, ...useCases: string[]): Promise<Data> {
  const queries = useCases.map((use_case) => ({ use_case }));
  return (await session.executeMeta("COMPOSIO_SEARCH_TOOLS", { queries })).body.data;
}

const many = defineToolkit({
  slug: "many",
  description: "Twenty things",
  tools: Array.from({ length: 20 }, (_, index) => ({
    slug: `MANY_THING_${String.fromCharCode(65 + index)}`,
    description: "Does the same thing",
    inputSchema: { type: "object" },
    execute: () => ({}),
  })),
});

describe("results", () => {
  const router = testRouter({ accounts: [githubAccount] });

  test.each([
    ["open a new issue in a github repository", "GITHUB_CREATE_ISSUE"],
    ["list all issues", "GITHUB_LIST_ISSUES"],
    ["delete repositories", "GITHUB_DELETE_REPOSITORY"],
    ["forecast", "WEATHER_GET_FORECAST"],
    ["forcast for paris", "WEATHER_GET_FORECAST"],
    ["delete repo", "GITHUB_DELETE_REPOSITORY"],
  ])("finds the tool to %s", async (useCase, slug) => {
    expect((await search(await router.session(), useCase)).results[0]?.primary_tool_slugs[0]).toBe(slug);
  });

  test("returns one per query in order, numbered from one", async () => {
    const { results } = await search(await router.session(), "forecast", "list issues");
    expect(results.map(({ index, use_case }) => [index, use_case])).toEqual([
      [1, "forecast"],
      [2, "list issues"],
    ]);
  });

  test("returns at most three tools with schemas and three by reference", async () => {
    const { results, tool_schemas: schemas } = await search(await testRouter({ toolkits: [many] }).session(), "thing");
    expect(results[0]).toMatchObject({
      primary_tool_slugs: ["MANY_THING_A", "MANY_THING_B", "MANY_THING_C"],
      related_tool_slugs: ["MANY_THING_D", "MANY_THING_E", "MANY_THING_F"],
      toolkits: ["many"],
    });
    expect(schemas["MANY_THING_A"]).toMatchObject({ hasFullSchema: true, input_schema: { type: "object" } });
    expect(schemas["MANY_THING_D"]).toEqual({
      toolkit: "many",
      tool_slug: "MANY_THING_D",
      description: "Does the same thing",
      hasFullSchema: false,
      schemaRef: { tool: "COMPOSIO_GET_TOOL_SCHEMAS", args: { tool_slugs: ["MANY_THING_D"] } },
    });
  });

  test("is deterministic, with ties in the order of slugs", async () => {
    const session = await testRouter({ toolkits: [many] }).session();
    const first = await search(session, "same thing");
    expect(await search(session, "same thing")).toMatchObject({
      results: first.results,
      tool_schemas: first.tool_schemas,
    });
  });

  test("is not empty if the session has tools", async () => {
    const { results } = await search(await router.session(), "qwertz");
    expect(results[0]?.primary_tool_slugs).toHaveLength(3);
    expect(results[0]?.execution_guidance).toContain("No tool matches");
  });

  test.each<[Partial<Schemas["SessionCreate"]>, string[]]>([
    [{ toolkits: { enable: ["weather"] } }, ["WEATHER_GET_FORECAST"]],
    [
      { tools: { github: { enable: ["GITHUB_LIST_ISSUES"] } }, toolkits: { disable: ["weather"] } },
      ["GITHUB_LIST_ISSUES"],
    ],
    [{ tags: ["destructiveHint"] }, ["GITHUB_DELETE_REPOSITORY"]],
    [{ toolkits: { enable: [] } }, []],
  ])("returns only tools of the session: %j", async (config, slugs) => {
    const { results, tool_schemas: schemas } = await search(await router.session(config), "github issue");
    expect([results[0]?.primary_tool_slugs, Object.keys(schemas)]).toEqual([slugs, slugs]);
  });
});

describe("connections", () => {
  const useCase = "open an issue";

  test("are reported per toolkit", async () => {
    const router = testRouter({ accounts: [githubAccount] });
    const { toolkit_connection_statuses: statuses } = await search(await router.session(), useCase, "forecast");
    expect(statuses).toEqual([
      {
        toolkit: "github",
        description: "Code hosting: repositories, issues and pull requests",
        has_active_connection: true,
        account_type: "PRIVATE",
        connection_details: { connected_account_id: "ca_seed", auth_config_id: "ac_github", status: "ACTIVE" },
        status_message: "Connected.",
      },
      {
        toolkit: "weather",
        description: "Forecasts for any place",
        has_active_connection: true,
        status_message: "No account is needed.",
      },
    ]);
  });

  test("explains how to connect a toolkit", async () => {
    const { toolkit_connection_statuses: statuses, next_steps_guidance: steps } = await search(
      await testRouter().session(),
      useCase,
    );
    expect(statuses[0]).toMatchObject({ toolkit: "github", has_active_connection: false });
    expect(steps[0]).toBe("Connect github with COMPOSIO_MANAGE_CONNECTIONS before running tools that need it.");
  });

  test("lists the accounts in sessions with several accounts", async () => {
    const router = testRouter({
      accounts: [
        { ...githubAccount, alias: "work" },
        { ...githubAccount, id: "ca_2" },
      ],
    });
    const { toolkit_connection_statuses: statuses } = await search(
      await router.session({ multi_account: { enable: true } }),
      useCase,
    );
    expect(statuses[0]).toMatchObject({
      account_selection: "required",
      accounts: [
        { id: "ca_2", status: "ACTIVE", is_default: true },
        { id: "ca_seed", alias: "work", is_default: false },
      ],
    });
  });
});

describe("the workflow id", () => {
  const router = testRouter();
  const run = async (session?: object) =>
    (await (await router.session()).executeMeta("COMPOSIO_SEARCH_TOOLS", { queries: [{ use_case: "x" }], session }))
      .body.data.session;

  test("is a new word unless the caller names one", async () => {
    expect(await run()).toMatchObject({ id: expect.stringMatching(/^[a-z]+$/), generate_id: true });
    expect(await run({ generate_id: true, id: "lead" })).toMatchObject({
      id: expect.stringMatching(/^[a-z]+$/),
      generate_id: true,
    });
    expect(await run({ id: "lead" })).toMatchObject({ id: "lead", generate_id: false });
  });
});

describe("the operation", () => {
  const router = testRouter({ accounts: [githubAccount] });

  test("returns the same as the meta tool, even if that is disabled", async () => {
    const session = await router.session({ search: { enable: false } });
    const { status, body } = await router.request<Schemas["SearchResponse"]>("POST", `${session.path}/search`, {
      queries: [{ use_case: "forecast" }],
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      success: true,
      error: null,
      results: [{ index: 1, primary_tool_slugs: ["WEATHER_GET_FORECAST"] }],
      session: { generate_id: true },
      time_info: { current_time_utc: "2026-01-01T00:00:00.000Z", current_time_utc_epoch_seconds: 1_767_225_600 },
    });
  });

  test.each([[[]], [Array.from({ length: 8 }, () => ({ use_case: "x" }))], [[{ use_case: "" }]], [[{}]]])(
    "refuses queries %j",
    async (queries) => {
      const session = await router.session();
      expect((await router.request("POST", `${session.path}/search`, { queries })).body.error.code).toBe(10400);
    },
  );
});
