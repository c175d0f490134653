import { describe, expect, test } from "vitest";
import type { Schemas } from "../spec.ts";
import { testRouter } from "../testing/test-router.ts";

const router = testRouter();

describe("session tools", () => {
  test("lists meta tools and preloaded app tools by slug", async () => {
    const { path } = await router.session({ preload: { tools: ["WEATHER_GET_FORECAST", "GITHUB_CREATE_ISSUE"] } });
    const { body } = await router.request<Schemas["ToolPage"]>("GET", `${path}/tools`);
    expect(body.items.map(({ slug }) => slug)).toEqual([
      "COMPOSIO_GET_TOOL_SCHEMAS",
      "COMPOSIO_MANAGE_CONNECTIONS",
      "COMPOSIO_MULTI_EXECUTE_TOOL",
      "COMPOSIO_SEARCH_TOOLS",
      "GITHUB_CREATE_ISSUE",
      "WEATHER_GET_FORECAST",
    ]);
    expect(body).toMatchObject({ next_cursor: null, total_items: 6 });
    expect(body.items.at(-2)).toMatchObject({
      name: "Github Create Issue",
      toolkit: { slug: "github", name: "GitHub" },
      input_parameters: { required: ["owner", "title"] },
      no_auth: false,
      tags: ["createHint", "openWorldHint"],
    });
  });

  test("describes meta tools with self-contained schemas", async () => {
    const { path } = await router.session();
    const { body } = await router.request<Schemas["ToolPage"]>("GET", `${path}/tools`);
    for (const tool of body.items) {
      expect(tool).toMatchObject({
        toolkit: { slug: "composio" },
        no_auth: true,
        version: "00000000_00",
        input_parameters: { type: "object" },
      });
      expect(JSON.stringify(tool)).not.toContain("$ref");
      expect([tool.name, tool.description]).not.toContain("");
    }
  });

  test("paginates", async () => {
    const { path } = await router.session();
    const slugs: string[] = [];
    let cursor: string | null | undefined = "";
    while (cursor !== null && cursor !== undefined) {
      const { body }: { body: Schemas["ToolPage"] } = await router.request(
        "GET",
        `${path}/tools?${cursor === "" ? "limit=3" : `cursor=${encodeURIComponent(cursor)}`}`,
      );
      slugs.push(...body.items.map(({ slug }) => slug));
      cursor = body.next_cursor;
    }
    expect(slugs).toHaveLength(4);
    expect(slugs).toEqual(slugs.toSorted());
    expect((await router.request("GET", `${path}/tools?cursor=nope`)).body.error).toMatchObject({
      code: 10400,
      errors: ["query.cursor: is not valid"],
    });
    expect((await router.request("GET", `${path}/tools?limit=0`)).body.error.code).toBe(10400);
  });
});
