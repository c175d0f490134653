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

test("every block of a patch may be null", () => {
  type Patch = Omit<Schemas["SessionPatch"], "expected_config_version">;
  expectTypeOf<{ [Block in keyof Patch]: null }>().toExtend<Patch>();
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
