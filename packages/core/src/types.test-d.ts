import type { Client } from "openapi-fetch";
import { describe, expectTypeOf, test } from "vitest";
import {
  type components,
  createToolRouter,
  type ExecuteResult,
  isAPIError,
  type paths,
  type Session,
  type SessionHandle,
  type Tool,
} from "./index.ts";

const router = createToolRouter();
declare const session: Session;
declare const tool: Tool;
declare const anySlug: string;

describe("execute", () => {
  test("accepts a slug or a tool, and any arguments", () => {
    expectTypeOf(session.execute("GITHUB_CREATE_AN_ISSUE", { owner: "a" })).resolves.toEqualTypeOf<ExecuteResult>();
    expectTypeOf(session.execute(tool)).resolves.toEqualTypeOf<ExecuteResult>();
    expectTypeOf(
      session.execute(anySlug, {}, { account: "work", offload: true, timeout: 5 }),
    ).resolves.toEqualTypeOf<ExecuteResult>();

    // @ts-expect-error a slug is a string
    void session.execute(42);
    // @ts-expect-error arguments are an object
    void session.execute("GITHUB_CREATE_AN_ISSUE", "owner: a");
    // @ts-expect-error an option that does not exist
    void session.execute("GITHUB_CREATE_AN_ISSUE", {}, { retries: 3 });
  });

  test("types a meta tool by its slug", async () => {
    const result = await session.execute("COMPOSIO_MULTI_EXECUTE_TOOL", {
      tools: [{ tool_slug: "A_TOOL", arguments: {} }],
    });
    if (result.error === null) expectTypeOf(result.data.results[0]!.tool_slug).toEqualTypeOf<string>();
    else expectTypeOf(result.data.results).extract<undefined>().toEqualTypeOf<undefined>();

    // @ts-expect-error an argument that the meta tool does not have
    void session.execute("COMPOSIO_SEARCH_TOOLS", { queries: [], nope: 1 });
    // @ts-expect-error its arguments are required
    void session.execute("COMPOSIO_SEARCH_TOOLS");
  });
});

describe("a session's configuration", () => {
  test("can be a constant", () => {
    const config = {
      toolkits: ["github", "gmail"],
      tools: { gmail: { tags: ["readOnlyHint"] } },
      connected_accounts: { gmail: ["ca_1"] },
      preload: { tools: ["GITHUB_CREATE_AN_ISSUE"] },
    } as const;
    void router.sessions.create("user_42", config);
    void session.update(config);

    // @ts-expect-error a field that does not exist
    void router.sessions.create("user_42", { toolkit: ["github"] });
    // @ts-expect-error nor further down
    void router.sessions.create("user_42", { manage_connections: { callbackUrl: "https://app.example" } });
    // @ts-expect-error an unknown tag
    void router.sessions.create("user_42", { tools: { gmail: { tags: ["readonly"] } } });
  });
});

describe("executeMeta", () => {
  test("types arguments and result by the slug", async () => {
    const found = await session.executeMeta("COMPOSIO_SEARCH_TOOLS", { queries: [{ use_case: "open an issue" }] });
    if (found.error === null) {
      expectTypeOf(found.data.results[0]!.primary_tool_slugs).toEqualTypeOf<string[]>();
      expectTypeOf(found.logId).toEqualTypeOf<string>();
    }
    const connected = await session.executeMeta("COMPOSIO_MANAGE_CONNECTIONS", { toolkits: ["github"] });
    // @ts-expect-error a failed run need not have its data
    void connected.data.results["github"];

    // @ts-expect-error an argument that the meta tool does not have
    void session.executeMeta("COMPOSIO_SEARCH_TOOLS", { queries: [], nope: 1 });
    // @ts-expect-error a query needs its use case
    void session.executeMeta("COMPOSIO_SEARCH_TOOLS", { queries: [{}] });
    // @ts-expect-error an app tool is not a meta tool
    void session.executeMeta("GITHUB_CREATE_AN_ISSUE", {});
    // @ts-expect-error accounts are for app tools
    void session.executeMeta("COMPOSIO_SEARCH_TOOLS", { queries: [] }, { account: "work" });
  });
});

test("accepts interfaces as arguments", () => {
  interface Issue {
    title: string;
  }
  const issue: Issue = { title: "Broken" };
  void session.execute("GITHUB_CREATE_AN_ISSUE", issue);
  void session.executeMany([{ tool: "GITHUB_CREATE_AN_ISSUE", arguments: issue }]);
  // @ts-expect-error a list is not an object of arguments
  void session.execute("GITHUB_CREATE_AN_ISSUE", [1]);
  // @ts-expect-error nor is a text
  void session.execute("GITHUB_CREATE_AN_ISSUE", "title");
});

describe("sessions", () => {
  test("accept the wire's configuration and the shorthand for lists", () => {
    void router.sessions.create("user_1", {
      toolkits: ["github"],
      tools: { github: ["A"], gmail: { tags: ["readOnlyHint"] } },
    });
    void router.sessions.create("user_1", { toolkits: { disable: ["slack"] }, workbench: { enable: undefined } });

    // @ts-expect-error the user comes first
    void router.sessions.create({ user_id: "user_1" });
    // @ts-expect-error the request says enable; enabled is the router's echo
    void router.sessions.create("user_1", { toolkits: { enabled: ["github"] } });
    // @ts-expect-error spelled as on the wire
    void router.sessions.create("user_1", { manageConnections: { enable: false } });
  });

  test("are handles with the router's description", () => {
    expectTypeOf<Session>().toExtend<SessionHandle>();
    expectTypeOf(router.sessions.use("trs_1")).toEqualTypeOf<SessionHandle>();
    expectTypeOf(session.config).toEqualTypeOf<components["schemas"]["SessionConfig"]>();
    expectTypeOf(session.toolkits()).toEqualTypeOf<AsyncIterable<components["schemas"]["SessionToolkit"]>>();
    // @ts-expect-error a snapshot cannot be changed
    session.config = {};
  });
});

test("allows unknown members of growing enums", () => {
  expectTypeOf<components["schemas"]["ConnectionStatus"]>().toEqualTypeOf<string>();
  expectTypeOf<Tool["tags"]>().toEqualTypeOf<readonly string[]>();
});

test("narrows an error with a guard", () => {
  const error: unknown = undefined;
  if (isAPIError(error)) {
    expectTypeOf(error.status).toEqualTypeOf<number>();
    expectTypeOf(error.mayHaveRun).toEqualTypeOf<boolean>();
  }
});

test("types router.api as a client of the whole API", () => {
  expectTypeOf(router.api).toEqualTypeOf<Client<paths>>();
  // @ts-expect-error a path that does not exist
  void router.api.GET("/tool_router/sessions");
});
