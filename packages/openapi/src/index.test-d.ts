import { expectTypeOf, test } from "vitest";
import type { MetaTools, MetaToolSlug, operations, paths, Schemas } from "./index.ts";

test("a request is checked, a response leaves room", () => {
  expectTypeOf<{ user_id: string; toolkits: { enable: string[] } }>().toExtend<Schemas["SessionCreate"]>();
  // @ts-expect-error the user is missing
  ({ toolkits: { enable: [] } }) satisfies Schemas["SessionCreate"];
  // @ts-expect-error a request says `enable`
  ({ user_id: "u", toolkits: { enabled: [] } }) satisfies Schemas["SessionCreate"];
  // @ts-expect-error a request knows its tags
  ({ user_id: "u", tags: ["harmless"] }) satisfies Schemas["SessionCreate"];
  expectTypeOf<Schemas["ConnectionStatus"]>().toEqualTypeOf<string>();
  expectTypeOf<Schemas["ExecuteResult"]["error"]>().toEqualTypeOf<string | null>();
});

test("optional fields may be given as undefined, and defaults stay optional", () => {
  expectTypeOf<{ tool_slug: string; arguments: undefined }>().toExtend<Schemas["ExecuteRequest"]>();
  expectTypeOf<{ tool_slug: string }>().toExtend<Schemas["ExecuteRequest"]>();
});

test("every block of a patch but `instant` may be null", () => {
  type Patch = Omit<Schemas["SessionPatch"], "expected_config_version" | "instant">;
  expectTypeOf<{ [Block in keyof Patch]: null }>().toExtend<Patch>();
});

test("approvals combine with the other lists", () => {
  ({ user_id: "u", toolkits: { require_approval: ["gmail"] } }) satisfies Schemas["SessionCreate"];
  ({ enable: ["gmail"], require_approval: ["gmail"] }) satisfies Schemas["ToolkitsConfig"];
  ({ tags: { require_approval: ["destructiveHint"] } }) satisfies Schemas["ToolFilter"];
  // @ts-expect-error a request knows its tags
  ({ require_approval: ["harmless"] }) satisfies Schemas["TagFilter"];
});

test("a hook has one of two handlers", () => {
  const hook = { id: "h", type: "before_execute", applies_to: "all" } as const;
  ({ ...hook, handler: { type: "webhook" } }) satisfies Schemas["SessionHook"];
  // @ts-expect-error the condition is missing
  ({ ...hook, handler: { type: "condition_check", action: "block" } }) satisfies Schemas["SessionHook"];
});

test("a meta tool is typed by its slug", () => {
  expectTypeOf<keyof MetaTools>().toEqualTypeOf<MetaToolSlug>();
  ({ queries: [{ use_case: "open an issue" }] }) satisfies MetaTools["COMPOSIO_SEARCH_TOOLS"]["arguments"];
  // @ts-expect-error batches are lists of tools
  ({ queries: [] }) satisfies MetaTools["COMPOSIO_MULTI_EXECUTE_TOOL"]["arguments"];
});

test("paths and operations meet", () => {
  type Execute = paths["/tool_router/session/{session_id}/execute"]["post"];
  expectTypeOf<Execute>().toEqualTypeOf<operations["postToolRouterSessionBySessionIdExecute"]>();
  expectTypeOf<Execute["requestBody"]>().not.toBeNullable();
});
