import { ToolRouterError } from "@tool-router/core";
import { describe, expect, test } from "vitest";
import { approval, type ApprovalMode } from "../index.ts";
import { fakeTool } from "../testing/fake-session.ts";

const reads = fakeTool("READ", { tags: ["readOnlyHint"], annotations: { readOnly: true } });
const creates = fakeTool("CREATE", { tags: ["createHint"] });
const deletes = fakeTool("DELETE", { tags: ["destructiveHint"], annotations: { destructive: true } });
const contradicts = fakeTool("BOTH", {
  tags: ["readOnlyHint", "destructiveHint"],
  annotations: { readOnly: true, destructive: true },
});
const silent = fakeTool("SILENT", { tags: ["openWorldHint", "mail"], annotations: { openWorld: true } });
const search = fakeTool("COMPOSIO_SEARCH_TOOLS");
const schemas = fakeTool("COMPOSIO_GET_TOOL_SCHEMAS");
const waits = fakeTool("COMPOSIO_WAIT_FOR_CONNECTIONS");
/** Similar names and hints. */
const alike = ["MY_COMPOSIO_SEARCH_TOOLS", "COMPOSIO_SEARCH_TOOLS_2", "HINTS"].map((slug) =>
  fakeTool(slug, { tags: slug === "HINTS" ? ["notcreateHint", "createHints"] : [] }),
);
const effects = ["readOnlyHint", "idempotentHint", "createHint", "updateHint"].map((tag) =>
  fakeTool(tag, { tags: [tag] }),
);
const bash = fakeTool("COMPOSIO_REMOTE_BASH_TOOL");
const batch = fakeTool("COMPOSIO_MULTI_EXECUTE_TOOL");
const known = [reads, creates, deletes, silent];

describe("approval", () => {
  test.each<[ApprovalMode, string[]]>([
    [
      "destructive",
      ["DELETE", "BOTH", "SILENT", "idempotentHint", ...alike.map(({ slug }) => slug), "COMPOSIO_REMOTE_BASH_TOOL"],
    ],
    ["non-read-only", ["CREATE", "DELETE", "BOTH", "SILENT", ...[...effects, ...alike, bash].map(({ slug }) => slug)]],
    [(tool) => tool.slug === "READ", ["READ"]],
    [async (_, args) => "x" in args, []],
  ])("%s asks for %j", async (mode, expected) => {
    const asks = approval(mode);
    const all = [reads, creates, deletes, contradicts, silent, search, schemas, waits, ...effects, ...alike, bash];
    const asked = await Promise.all(all.map(async (tool) => [tool.slug, await asks(tool, {})] as const));
    expect(asked.flatMap(([slug, asksIt]) => (asksIt ? [slug] : []))).toEqual(expected);
  });

  test.each(["COMPOSIO_REMOTE_WORKBENCH", "COMPOSIO_REMOTE_BASH_TOOL", "COMPOSIO_PROXY_EXECUTE"])(
    "asks for %s despite its tags",
    async (slug) => {
      const harmless = fakeTool(slug, { tags: ["readOnlyHint"], annotations: { readOnly: true } });
      for (const mode of ["destructive", "non-read-only"] as const) {
        expect(await approval(mode)(harmless, {})).toBe(true);
      }
    },
  );

  test("asks for a deletion that is only tagged as idempotent", async () => {
    const removes = fakeTool("REMOVE", { tags: ["idempotentHint"], annotations: { idempotent: true } });
    expect(await approval("destructive")(removes, {})).toBe(true);
  });

  test.each(["destructve", "", true, false, null, {}])("rejects an unknown mode: %j", (mode) => {
    expect(() => approval(mode as never)).toThrow(ToolRouterError);
    expect(() => approval(mode as never)).toThrow(
      `approval must be "destructive" or "non-read-only" or a function. Got ${typeof mode === "object" && mode ? "an object" : JSON.stringify(mode)}.`,
    );
  });

  test("passes the arguments to a function", async () => {
    const asks = approval((_, { to }) => to !== "me");
    expect(await asks(creates, { to: "me" })).toBe(false);
    expect(await asks(creates, { to: "all" })).toBe(true);
  });
});

describe("a batch", () => {
  const asks = approval("destructive", known);
  const of = (...tools: unknown[]): { tools: unknown[] } => ({ tools });
  const item = (tool_slug: string, args: object = {}): object => ({ tool_slug, arguments: args });

  test.each([
    [false, of(item("READ"), item("CREATE"))],
    [true, of(item("READ"), item("DELETE"), item("READ"))],
    [true, of(item("SILENT"))],
    [true, of(item("NOBODY_KNOWS"))],
    [true, of(item("COMPOSIO_MULTI_EXECUTE_TOOL"))],
    [true, of(item("composio_multi_execute_tool", of(item("READ"))))],
    [true, of(item("composio_remote_workbench"))],
    [true, of(item("Composio_Proxy_Execute"))],
    [true, of({ ...item("READ"), toolSlug: "DELETE" })],
    [true, of({ ...item("READ"), TOOL_SLUG: "DELETE" })],
    [true, of({ tool_slug: "READ", arguments: "{}" })],
    [true, { ...of(item("READ")), Tools: [item("DELETE")] }],
    [true, of("READ")],
    [true, of()],
    [true, {}],
    [true, { tools: "READ" }],
  ])("asks (%j) if one of its items would: %j", async (expected, args) => {
    expect(await asks(batch, args)).toBe(expected);
  });

  test("asks about items without a tool and empty batches, regardless of a function", async () => {
    const never = approval(() => false, known);
    const nested = item("COMPOSIO_MULTI_EXECUTE_TOOL", of(item("DELETE")));
    for (const args of [of({ tool_slug: 5 }), of(item("READ"), "READ"), of(nested), of(), {}, { tools: "READ" }]) {
      expect(await never(batch, args)).toBe(true);
    }
  });

  test("passes each item and its arguments to a function, even for unknown tools", async () => {
    const seen: unknown[] = [];
    const own = approval((tool, args) => {
      seen.push([tool.slug, tool.tags, args]);
      return false;
    }, known);
    expect(await own(batch, of(item("CREATE", { a: 1 }), { tool_slug: "OTHER" }))).toBe(false);
    expect(seen).toEqual([
      ["CREATE", ["createHint"], { a: 1 }],
      ["OTHER", [], {}],
    ]);
  });
});
