import type { Fetch } from "@tool-router/core";
import { describe, expect, test, vi } from "vitest";
import { type AdapterSession, approval, type ApprovalMode, bindApproval, bindTools, type FindTools } from "../index.ts";
import { createDemo } from "../testing/demo.ts";
import { fakeTool } from "../testing/fake-session.ts";

const batchOf = (...slugs: string[]): object => ({ tools: slugs.map((tool_slug) => ({ tool_slug, arguments: {} })) });

/** A session with only meta tools, and the slugs of each request to the catalog. */
async function createCatalog({ fails = 0, preload = [] }: { fails?: number; preload?: string[] } = {}) {
  const requests: string[][] = [];
  const between =
    (fetch: Fetch): Fetch =>
    async (url, init) => {
      const { pathname, searchParams } = new URL(url);
      if (!pathname.endsWith("/tools") || pathname.includes("session")) return fetch(url, init);
      requests.push(
        [...searchParams.getAll("tool_slugs"), ...searchParams.getAll("tool_slugs[]")].flatMap((slugs) =>
          slugs.split(","),
        ),
      );
      return requests.length <= fails ? new Response("{}", { status: 400 }) : fetch(url, init);
    };
  const demo = await createDemo({ between, preload });
  /** Whether a batch of these tools needs approval. */
  const asksFor = async (mode: ApprovalMode, ...slugs: string[]): Promise<boolean> => {
    const bound = await bindTools(demo.session);
    const batch = bound.find(({ tool }) => tool.slug === "COMPOSIO_MULTI_EXECUTE_TOOL")!;
    return bindApproval(bound, mode)(batch, batchOf(...slugs));
  };
  return { ...demo, requests, asksFor };
}

describe("a batch with tools outside the session", () => {
  test.each<[ApprovalMode, slugs: string[], expected: boolean]>([
    ["destructive", ["DEMO_ADD"], false],
    ["destructive", ["DEMO_ADD", "DEMO_DELETE"], true],
    // A tool without tags.
    ["destructive", ["MAIL_SEND"], true],
    ["non-read-only", ["DEMO_ADD", "DEMO_ADD"], false],
    ["non-read-only", ["DEMO_ADD", "MAIL_SEND"], true],
    [({ toolkit }) => toolkit?.slug === "mail", ["DEMO_DELETE"], false],
    [({ toolkit }) => toolkit?.slug === "mail", ["DEMO_DELETE", "MAIL_SEND"], true],
  ])("asks according to the tags in the catalog: %s %j", async (mode, slugs, expected) => {
    const { asksFor, requests } = await createCatalog();
    expect(await asksFor(mode, ...slugs)).toBe(expected);
    expect(requests).toHaveLength(1);
  });

  test("looks up a batch in one request, and each tool only once", async () => {
    const { asksFor, requests } = await createCatalog();
    expect(await asksFor("destructive", "DEMO_ADD", "DEMO_LIST", "DEMO_DELETE")).toBe(true);
    expect(requests).toEqual([["DEMO_ADD", "DEMO_LIST", "DEMO_DELETE"]]);
    expect(await asksFor("destructive", "DEMO_DELETE", "DEMO_ADD")).toBe(true);
    expect(await asksFor("destructive", "DEMO_ADD")).toBe(false);
    expect(requests).toHaveLength(1);
    expect(await asksFor("destructive", "DEMO_ADD", "MAIL_SEND")).toBe(true);
    expect(requests.slice(1)).toEqual([["MAIL_SEND"]]);
  });

  test("does not look up tools of the session or of `known`", async () => {
    const { session, requests } = await createCatalog({ preload: ["DEMO_ADD"] });
    const bound = await bindTools(session);
    const batch = bound.find(({ tool }) => tool.slug === "COMPOSIO_MULTI_EXECUTE_TOOL")!;
    const known = [fakeTool("DEMO_LIST", { annotations: { readOnly: true } })];
    const asks = bindApproval(bound, "destructive", known);
    expect(await asks(batch, batchOf("DEMO_ADD", "DEMO_LIST", "COMPOSIO_SEARCH_TOOLS"))).toBe(false);
    expect(requests).toEqual([]);
  });

  test("looks up nothing if all tools are known", async () => {
    const find = vi.fn<FindTools>(async () => []);
    const asks = approval("destructive", [fakeTool("X", { annotations: { readOnly: true } })], find);
    expect(await asks(fakeTool("COMPOSIO_MULTI_EXECUTE_TOOL"), batchOf("X", "X") as never)).toBe(false);
    expect(await asks(fakeTool("COMPOSIO_MULTI_EXECUTE_TOOL"), batchOf() as never)).toBe(true);
    expect(find).not.toHaveBeenCalled();
  });

  test("asks about an unknown slug, and looks it up once", async () => {
    const { asksFor, requests } = await createCatalog();
    for (const slug of ["DEMO_NOPE", "DEMO_NOPE", "LOCAL_ADD", "__proto__"]) {
      expect([slug, await asksFor("destructive", "DEMO_ADD", slug)]).toEqual([slug, true]);
    }
    expect(requests).toEqual([
      ["DEMO_ADD", "DEMO_NOPE"],
      ["__proto__", "__PROTO__"],
    ]);
  });

  test("matches slugs in any letter case, as a lenient router would", async () => {
    const { asksFor } = await createCatalog();
    expect(await asksFor("destructive", "demo_add")).toBe(false);
    for (const slug of ["demo_delete", "Demo_Delete", " DEMO_DELETE "]) {
      expect([slug, await asksFor("destructive", slug)]).toEqual([slug, true]);
      expect([slug, await asksFor((tool) => tool.annotations.destructive === true, slug)]).toEqual([slug, true]);
      expect([slug, await asksFor((tool) => tool.slug === "DEMO_DELETE", slug)]).toEqual([slug, true]);
    }
    // Slugs of unknown tools are in upper case.
    expect(await asksFor((tool) => tool.slug === "NOT_THERE", "not_there")).toBe(true);
  });

  test("asks if the lookup fails, and retries it for the next batch", async () => {
    const { asksFor, requests } = await createCatalog({ fails: 1 });
    expect(await asksFor("destructive", "DEMO_ADD")).toBe(true);
    expect(await asksFor("destructive", "DEMO_ADD")).toBe(false);
    expect(requests).toEqual([["DEMO_ADD"], ["DEMO_ADD"]]);
  });

  test("passes only the slug to a function if the lookup fails", async () => {
    const mode = vi.fn<() => boolean>(() => false);
    const { asksFor } = await createCatalog({ fails: 1 });
    expect(await asksFor(mode, "DEMO_ADD")).toBe(false);
    expect(mode.mock.calls).toEqual([[{ slug: "DEMO_ADD", tags: [], annotations: {} }, {}]]);
  });

  test("asks about every item if the session has no lookup", async () => {
    const { session } = await createDemo({ preload: ["DEMO_ADD"] });
    const plain: AdapterSession = { ...session };
    Reflect.deleteProperty(plain, "lookUp");
    const bound = await bindTools(plain);
    const batch = bound.find(({ tool }) => tool.slug === "COMPOSIO_MULTI_EXECUTE_TOOL")!;
    const asks = bindApproval(bound, "destructive");
    expect(await asks(batch, batchOf("DEMO_ADD"))).toBe(false);
    expect(await asks(batch, batchOf("DEMO_LIST"))).toBe(true);
  });

  test.each<[string, FindTools]>([
    ["rejects", () => Promise.reject(new Error("down"))],
    [
      "throws",
      () => {
        throw new Error("down");
      },
    ],
    ["gives nothing", async () => []],
    ["gives another tool", async () => [fakeTool("OTHER", { annotations: { readOnly: true } })]],
  ])("asks about a tool when `find` %s", async (_, find) => {
    const asks = approval("destructive", [], find);
    expect(await asks(fakeTool("COMPOSIO_MULTI_EXECUTE_TOOL"), batchOf("X") as never)).toBe(true);
  });
});

describe("a meta tool", () => {
  const list = { name: "github", action: "list" };
  const anything = ["COMPOSIO_REMOTE_WORKBENCH", "COMPOSIO_REMOTE_BASH_TOOL", "COMPOSIO_PROXY_EXECUTE"];

  test.each([...anything, "COMPOSIO_MULTI_EXECUTE_TOOL"])(
    "asks about a tool that can run anything, despite its tags: %s",
    async (slug) => {
      const harmless = fakeTool(slug, { tags: ["readOnlyHint", "updateHint"], annotations: { readOnly: true } });
      for (const mode of ["destructive", "non-read-only"] as const) {
        const asks = approval(mode, [harmless]);
        expect(await asks(harmless, {})).toBe(true);
        // The same within a batch.
        expect(await asks(fakeTool("COMPOSIO_MULTI_EXECUTE_TOOL"), batchOf(slug) as never)).toBe(true);
      }
    },
  );

  test.each<[asks: boolean, args: object]>([
    [false, { toolkits: [list] }],
    [false, { toolkits: [list, { ...list, name: "gmail" }], reinitiate_all: false, session_id: "lead" }],
    [true, { toolkits: [list, { name: "gmail", action: "add" }] }],
    [true, { toolkits: [list, { name: "gmail" }] }],
    [true, { toolkits: [list, "gmail"] }],
    [true, { toolkits: [{ ...list, action: "remove", account_id: "ca_1" }] }],
    [true, { toolkits: [{ ...list, action: "LIST" }] }],
    [true, { toolkits: [{ ...list, action: ["list"] }] }],
    [true, { toolkits: [{ ...list, Action: "remove" }] }],
    [true, { toolkits: [list], reinitiate_all: true }],
    [true, { toolkits: [list], reinitiate_all: "yes" }],
    [true, { toolkits: [] }],
    [true, { toolkits: list }],
    [true, {}],
  ])("asks (%j) about connections unless the call only lists them: %j", async (expected, args) => {
    const { session } = await createDemo();
    const bound = await bindTools(session);
    const manage = bound.find(({ tool }) => tool.slug === "COMPOSIO_MANAGE_CONNECTIONS")!;
    const batch = bound.find(({ tool }) => tool.slug === "COMPOSIO_MULTI_EXECUTE_TOOL")!;
    for (const mode of ["destructive", "non-read-only"] as const) {
      const asks = bindApproval(bound, mode);
      expect(await asks(manage, args)).toBe(expected);
      expect(await asks(batch, { tools: [{ tool_slug: manage.name, arguments: args }] })).toBe(expected);
    }
  });
});
