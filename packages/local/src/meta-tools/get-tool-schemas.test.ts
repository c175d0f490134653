import { expect, test } from "vitest";
import type { Schemas } from "../spec.ts";
import { testRouter } from "../testing/test-router.ts";

const router = testRouter();

async function schemas(args: Schemas["GetToolSchemasArguments"], config = {}): Promise<Schemas["GetToolSchemasData"]> {
  const session = await router.session(config);
  const { body } = await session.executeMeta("COMPOSIO_GET_TOOL_SCHEMAS", args);
  expect(body.error).toBeNull();
  return body.data;
}

test("returns the requested schemas", async () => {
  const slug = "GITHUB_LIST_ISSUES";
  expect(await schemas({ tool_slugs: [slug] })).toEqual({
    success: true,
    tool_schemas: {
      [slug]: {
        toolkit: "github",
        tool_slug: slug,
        description: "Lists the issues of a repository",
        input_schema: { type: "object", properties: { limit: { type: "integer" } } },
      },
    },
    not_found: [],
  });
  const both = await schemas({ tool_slugs: [slug], include: ["input_schema", "output_schema"] });
  expect(both.tool_schemas[slug]).toMatchObject({ input_schema: {}, output_schema: {} });
});

test("suggests similar slugs", async () => {
  expect(await schemas({ tool_slugs: ["GITHUB_CREATE_AN_ISSUE", "GITHUB_CREATE_ISSUE"] })).toMatchObject({
    success: false,
    tool_schemas: { GITHUB_CREATE_ISSUE: {} },
    not_found: ["GITHUB_CREATE_AN_ISSUE"],
    suggestions: { GITHUB_CREATE_AN_ISSUE: expect.arrayContaining(["GITHUB_CREATE_ISSUE"]) },
    not_found_message: expect.any(String),
  });
});

test("neither returns nor suggests tools outside of the session", async () => {
  const data = await schemas({ tool_slugs: ["GITHUB_CREATE_ISSUE", "__proto__"] }, { toolkits: { enable: [] } });
  expect(data).toMatchObject({ success: false, tool_schemas: {}, not_found: ["GITHUB_CREATE_ISSUE", "__proto__"] });
  expect(data).not.toHaveProperty("suggestions");
});
