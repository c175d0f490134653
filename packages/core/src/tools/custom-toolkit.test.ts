import { describe, expect, test } from "vitest";
import {
  type APIVersion,
  createToolRouter,
  type CustomToolkitDefinition,
  defineCustomTool,
  defineCustomToolkit,
  ToolRouterError,
} from "../index.ts";
import { json, ran, stubFetch } from "../testing/stub-fetch.ts";

const schema = { type: "object", properties: {} } as const;
const make = (slug: string, more: object = {}) =>
  defineCustomTool({ slug, description: `Does ${slug}`, inputSchema: schema, execute: () => ({ ran: slug }), ...more });
const crm = defineCustomToolkit({
  slug: "crm",
  name: "Our CRM",
  description: "Customers of ours",
  tools: [make("find"), make("remove", { preload: true })],
});
const loud = defineCustomToolkit({ slug: "loud", description: "Loud", tools: [make("find")], preload: true });

const raw = { session_id: "trs_1", config: { user_id: "user_1" } };
const open = async (
  options: Parameters<ReturnType<typeof createToolRouter>["sessions"]["create"]>[2],
  ...answers: Parameters<typeof stubFetch>
) => {
  const { fetch, seen } = stubFetch(json(raw), ...answers);
  const { sessions } = createToolRouter({ apiKey: "ak_1", fetch });
  const session = await sessions.create("user_1", {}, options);
  return { session, seen, created: JSON.parse(seen[0]!.body!) as unknown };
};
const wire = (slug: string, more: object = {}) => ({
  slug,
  name: slug,
  description: `Does ${slug}`,
  input_schema: schema,
  ...more,
});

describe("a custom toolkit", () => {
  test("is sent with its tools, in addition to single ones", async () => {
    const { created } = await open({ customToolkits: [crm, loud], customTools: [make("alone")] });
    expect(created).toEqual({
      user_id: "user_1",
      experimental: {
        custom_tools: [wire("alone")],
        custom_toolkits: [
          {
            slug: "crm",
            name: "Our CRM",
            description: "Customers of ours",
            tools: [wire("find"), wire("remove", { preload: true })],
          },
          {
            slug: "loud",
            name: "loud",
            description: "Loud",
            preload: true,
            tools: [wire("find", { preload: true })],
          },
        ],
      },
    });
  });

  test("is added to the toolkits of the configuration", async () => {
    const { fetch, seen } = stubFetch(json(raw));
    const other = { slug: "other", name: "Other", description: "Another", tools: [] };
    const { sessions } = createToolRouter({ apiKey: "ak_1", fetch });
    const experimental = { custom_toolkits: [other] } as never;
    await sessions.create("user_1", { experimental }, { customToolkits: [loud] });
    const { experimental: sent } = JSON.parse(seen[0]!.body!) as {
      experimental: { custom_toolkits: { slug: string }[] };
    };
    expect(sent.custom_toolkits.map(({ slug }) => slug)).toEqual(["other", "loud"]);
  });

  test("is sent with each call that needs it on v3.1", async () => {
    const { fetch, seen } = stubFetch(ran());
    const version: APIVersion = "v3.1";
    const session = createToolRouter({ apiKey: "ak_1", version, fetch }).sessions.use("trs_1", {
      customToolkits: [crm],
    });
    await session.executeMeta("COMPOSIO_SEARCH_TOOLS", { queries: [] });
    const { experimental } = JSON.parse(seen[0]!.body!) as { experimental: object };
    expect(experimental).toEqual({ custom_toolkits: [crm.wire] });
  });

  test("runs its tools in this process, by slugs with its prefix", async () => {
    const { session, seen } = await open({ customToolkits: [crm, loud], customTools: [make("find")] });
    expect((await session.execute("LOCAL_CRM_REMOVE")).data).toEqual({ ran: "remove" });
    expect((await session.execute("LOCAL_LOUD_FIND")).data).toEqual({ ran: "find" });
    expect((await session.execute("LOCAL_FIND")).data).toEqual({ ran: "find" });
    expect(seen).toHaveLength(1);
  });

  test("lists its preloaded tools under its name", async () => {
    const { session } = await open({ customToolkits: [crm, loud] }, json({ items: [] }));
    expect((await session.tools()).map(({ slug, toolkit }) => [slug, toolkit.slug, toolkit.name])).toEqual([
      ["LOCAL_CRM_REMOVE", "crm", "Our CRM"],
      ["LOCAL_LOUD_FIND", "loud", "loud"],
    ]);
  });

  test("runs its tools in a batch", async () => {
    const { session, seen } = await open({ customToolkits: [crm] });
    expect(await session.executeMany([{ tool: "LOCAL_CRM_FIND" }])).toMatchObject([
      { status: "ok", data: { ran: "find" } },
    ]);
    expect(seen).toHaveLength(1);
  });
});

describe("defineCustomToolkit", () => {
  test.each<[string, Partial<CustomToolkitDefinition>, string]>([
    [
      "a slug with a space",
      { slug: "our crm" },
      "Custom toolkit our crm: slug must be letters, digits, _ or -, and begin with neither LOCAL_ nor COMPOSIO_.",
    ],
    [
      "a reserved slug",
      { slug: "composio_crm" },
      "Custom toolkit composio_crm: slug must be letters, digits, _ or -, and begin with neither LOCAL_ nor COMPOSIO_.",
    ],
    ["no description", { description: "" }, "Custom toolkit crm: description must say what the toolkit is for."],
    ["no tools", { tools: [] }, "Custom toolkit crm: tools must have at least one tool."],
    ["missing tools", { tools: undefined as never }, "Custom toolkit crm: tools must have at least one tool."],
    [
      "a tool of another toolkit",
      { tools: [make("find", { extendsToolkit: "github" })] },
      "Custom tool find: a member of a custom toolkit cannot have extendsToolkit.",
    ],
    [
      "a tool with too long a slug",
      { tools: [make("a".repeat(52))] },
      `Custom tool ${"a".repeat(52)}: slug must be letters, digits, _ or -, at most 60 with LOCAL_ and the toolkit, and begin with neither LOCAL_ nor COMPOSIO_.`,
    ],
  ])("rejects %s", (_, part, message) => {
    const definition = { slug: "crm", description: "Customers", tools: [make("find")], ...part };
    expect(() => defineCustomToolkit(definition)).toThrow(new ToolRouterError(message));
  });
});

describe("a session with custom toolkits", () => {
  const { sessions } = createToolRouter({ apiKey: "ak_1" });

  test("rejects two tools with one slug", () => {
    const twin = make("find", { extendsToolkit: "crm" });
    expect(() => sessions.use("trs_1", { customToolkits: [crm], customTools: [twin] })).toThrow(
      new ToolRouterError("Two custom tools have the slug LOCAL_CRM_FIND."),
    );
    expect(() => sessions.use("trs_1", { customToolkits: [crm, crm] })).toThrow("Two custom tools have the slug");
  });

  test.each([[[{ slug: "crm", tools: [] }]], [[make("find")]], [[crm, null]]])(
    "rejects what defineCustomToolkit did not make: %o",
    (customToolkits) => {
      expect(() => sessions.use("trs_1", { customToolkits: customToolkits as never })).toThrow(
        new ToolRouterError("customToolkits must be a list of toolkits from defineCustomToolkit. Got a list."),
      );
    },
  );

  test("rejects a toolkit among the tools", () => {
    expect(() => sessions.use("trs_1", { customTools: [crm] as never })).toThrow(
      new ToolRouterError("customTools must be a list of tools from defineCustomTool. Got a list."),
    );
  });
});
