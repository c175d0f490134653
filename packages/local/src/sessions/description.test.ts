import { expect, test } from "vitest";
import { testRouter } from "../testing/test-router.ts";

test("warns when many tools are preloaded", async () => {
  const tools = Array.from({ length: 21 }, (_, index) => ({
    slug: `MANY_T${index}`,
    description: "d",
    inputSchema: {},
    execute: () => 1,
  }));
  const many = testRouter({ toolkits: [{ slug: "many", description: "d", tools }] });
  const preload = { tools: tools.map(({ slug }) => slug) };
  expect((await many.session({ preload })).warnings).toMatchObject([{ code: "PRELOAD_TOOLS_HIGH_CONTEXT_USAGE" }]);
  expect((await many.session({ preload: { tools: preload.tools.slice(1) } })).warnings).toEqual([]);
});
