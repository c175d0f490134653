import { expect, it } from "vitest";
import type { Schemas } from "../spec.ts";
import { testRouter } from "../testing/test-router.ts";

const router = testRouter();

it("lists toolkits", async () => {
  const { body } = await router.request<Schemas["ToolkitPage"]>("GET", "/toolkits?search=git");
  expect(body.items).toMatchObject([
    { slug: "github", type: "native", no_auth: false, auth_schemes: ["API_KEY"], meta: { tools_count: 4 } },
  ]);
});

it.each([
  ["native", ["github", "weather"]],
  ["all", ["github", "weather"]],
  ["custom", []],
])("lists toolkits of the type %s", async (type, slugs) => {
  const { body } = await router.request<Schemas["ToolkitPage"]>("GET", `/toolkits?type=${type}`);
  expect(body.items.map(({ slug }) => slug)).toEqual(slugs);
});
