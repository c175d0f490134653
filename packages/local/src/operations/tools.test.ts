import { describe, expect, test } from "vitest";
import type { Schemas } from "../spec.ts";
import { testRouter } from "../testing/test-router.ts";

const router = testRouter();

describe("the catalog", () => {
  test.each([
    ["?toolkit_slug=weather", ["WEATHER_GET_FORECAST"]],
    ["?toolkit_slug=Weather,slack&limit=9999", ["WEATHER_GET_FORECAST"]],
    ["?toolkit_slug=weather&toolkit_versions=latest", ["WEATHER_GET_FORECAST"]],
    ["?toolkit_slug=weather&toolkit_versions[weather]=20250101_00", ["WEATHER_GET_FORECAST"]],
    ["?toolkit_slug=weather&toolkit_versions=", ["WEATHER_GET_FORECAST"]],
    ["?tool_slugs=GITHUB_LIST_ISSUES,NOPE", ["GITHUB_LIST_ISSUES"]],
    ["?tags=destructiveHint,readOnlyHint", ["GITHUB_DELETE_REPOSITORY", "GITHUB_LIST_ISSUES"]],
    ["?important=true", ["GITHUB_LIST_ISSUES", "WEATHER_GET_FORECAST"]],
    ["?important=false&toolkit_slug=weather", ["WEATHER_GET_FORECAST"]],
    ["?query=forecast", ["WEATHER_GET_FORECAST"]],
    ["?auth_config_ids=ac_weather", ["WEATHER_GET_FORECAST"]],
  ])("lists tools %s", async (query, slugs) => {
    const { body } = await router.request<Schemas["ToolPage"]>("GET", `/tools${query}`);
    expect(body.items.map(({ slug }) => slug)).toEqual(slugs);
  });

  test("clamps a limit above 1,000", async () => {
    const tools = Array.from({ length: 1001 }, (_, index) => ({
      slug: `MANY_${index}`,
      description: "One of many",
      answers: [{ data: {} }],
    }));
    const many = testRouter({ toolkits: [{ slug: "many", description: "Many tools", tools }] });
    const { body } = await many.request<Schemas["ToolPage"]>("GET", "/tools?limit=9999");
    expect([body.items.length, body.total_items]).toEqual([1000, 1001]);
    expect((await many.request("GET", "/tools?limit=0")).status).toBe(400);
  });

  test("lists the slugs of all tools", async () => {
    const { body } = await router.request<string[]>("GET", "/tools/enum");
    expect(body).toEqual([
      "GITHUB_CREATE_ISSUE",
      "GITHUB_DELETE_REPOSITORY",
      "GITHUB_GET_STATUS",
      "GITHUB_LIST_ISSUES",
      "WEATHER_GET_FORECAST",
    ]);
  });

  test("returns one app tool or meta tool, and rejects unknown slugs", async () => {
    expect((await router.request("GET", "/tools/GITHUB_LIST_ISSUES")).body).toMatchObject({
      slug: "GITHUB_LIST_ISSUES",
    });
    expect((await router.request("GET", "/tools/COMPOSIO_SEARCH_TOOLS")).body).toMatchObject({
      slug: "COMPOSIO_SEARCH_TOOLS",
    });
    expect((await router.request("GET", "/tools/constructor")).body.error).toMatchObject({ status: 404, code: 2401 });
  });
});
