import { describe, expect, it } from "vitest";
import type { Schemas } from "../spec.ts";
import { testRouter } from "../testing/test-router.ts";

const router = testRouter();

describe("the catalogue", () => {
  it.each([
    ["?toolkit_slug=weather", ["WEATHER_GET_FORECAST"]],
    ["?tool_slugs=GITHUB_LIST_ISSUES,NOPE", ["GITHUB_LIST_ISSUES"]],
    ["?tags=destructiveHint,readOnlyHint", ["GITHUB_DELETE_REPOSITORY", "GITHUB_LIST_ISSUES"]],
    ["?important=true", ["GITHUB_LIST_ISSUES"]],
    ["?query=forecast", ["WEATHER_GET_FORECAST"]],
    ["?auth_config_ids=ac_weather", ["WEATHER_GET_FORECAST"]],
  ])("lists tools %s", async (query, slugs) => {
    const { body } = await router.request<Schemas["ToolPage"]>("GET", `/tools${query}`);
    expect(body.items.map(({ slug }) => slug)).toEqual(slugs);
  });

  it("gives one tool, a meta tool too, and knows no other", async () => {
    expect((await router.request("GET", "/tools/GITHUB_LIST_ISSUES")).body).toMatchObject({
      slug: "GITHUB_LIST_ISSUES",
    });
    expect((await router.request("GET", "/tools/COMPOSIO_SEARCH_TOOLS")).body).toMatchObject({
      slug: "COMPOSIO_SEARCH_TOOLS",
    });
    expect((await router.request("GET", "/tools/constructor")).body.error).toMatchObject({ status: 404, code: 2401 });
  });
});
