import { expectTypeOf, test } from "vitest";
import type { MetaTools, MetaToolSlug, operations, paths, Schemas } from "./index.ts";

test("types request values as enums and response values as strings", () => {
  expectTypeOf<{ user_id: string; toolkits: { enable: string[] } }>().toExtend<Schemas["SessionCreate"]>();
  // @ts-expect-error user_id is missing
  ({ toolkits: { enable: [] } }) satisfies Schemas["SessionCreate"];
  // @ts-expect-error requests use `enable`
  ({ user_id: "u", toolkits: { enabled: [] } }) satisfies Schemas["SessionCreate"];
  // @ts-expect-error unknown tag
  ({ user_id: "u", tags: ["harmless"] }) satisfies Schemas["SessionCreate"];
  expectTypeOf<Schemas["ConnectionStatus"]>().toEqualTypeOf<string>();
  expectTypeOf<Schemas["ExecuteResult"]["error"]>().toEqualTypeOf<string | null>();
});

test("accepts undefined for optional fields and keeps fields with defaults optional", () => {
  expectTypeOf<{ tool_slug: string; arguments: undefined }>().toExtend<Schemas["ExecuteRequest"]>();
  expectTypeOf<{ tool_slug: string }>().toExtend<Schemas["ExecuteRequest"]>();
});

test("accepts null for every block of a patch except `instant`", () => {
  type Patch = Omit<Schemas["SessionPatch"], "expected_config_version" | "instant">;
  expectTypeOf<{ [Block in keyof Patch]: null }>().toExtend<Patch>();
});

test("accepts require_approval beside the other filters", () => {
  ({ user_id: "u", toolkits: { require_approval: ["gmail"] } }) satisfies Schemas["SessionCreate"];
  ({ enable: ["gmail"], require_approval: ["gmail"] }) satisfies Schemas["ToolkitsConfig"];
  ({ tags: { require_approval: ["destructiveHint"] } }) satisfies Schemas["ToolFilter"];
  // @ts-expect-error unknown tag
  ({ require_approval: ["harmless"] }) satisfies Schemas["TagFilter"];
});

test("types a hook's handler as a union of two", () => {
  const hook = { id: "h", type: "before_execute", applies_to: "all" } as const;
  ({ ...hook, handler: { type: "webhook" } }) satisfies Schemas["SessionHook"];
  // @ts-expect-error condition is missing
  ({ ...hook, handler: { type: "condition_check", action: "block" } }) satisfies Schemas["SessionHook"];
});

test("types a meta tool's arguments by its slug", () => {
  expectTypeOf<keyof MetaTools>().toEqualTypeOf<MetaToolSlug>();
  ({ queries: [{ use_case: "open an issue" }] }) satisfies MetaTools["COMPOSIO_SEARCH_TOOLS"]["arguments"];
  // @ts-expect-error a batch needs `tools`
  ({ queries: [] }) satisfies MetaTools["COMPOSIO_MULTI_EXECUTE_TOOL"]["arguments"];
});

test("types paths and operations identically", () => {
  type Execute = paths["/tool_router/session/{session_id}/execute"]["post"];
  expectTypeOf<Execute>().toEqualTypeOf<operations["postToolRouterSessionBySessionIdExecute"]>();
  expectTypeOf<Execute["requestBody"]>().not.toBeNullable();
});
