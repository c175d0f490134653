import type { components } from "@tool-router/openapi";
import {
  aBoolean,
  aList,
  aPositiveNumber,
  aString,
  callRules,
  checkOptions,
  type RulesFor,
} from "../errors/options.ts";
import { createFiles } from "../files/session-files.ts";
import type { Access } from "../http/access.ts";
import type { CallOptions } from "../http/call-options.ts";
import { operations } from "../http/operations.ts";
import { listPages, listRules, paginate } from "../http/paginate.ts";
import type { APIVersion } from "../http/version.ts";
import type { CustomTools } from "../tools/custom-tool-types.ts";
import { createToolCalls, isCustom } from "../tools/execute.ts";
import type { Hooks } from "../tools/execute-hooks.ts";
import { type Tool, toTool } from "../tools/tool.ts";
import { toWireConfig } from "./session-config.ts";
import type { Session, SessionHandle, ToolkitsQuery } from "./session-handle.ts";

type Schemas = components["schemas"];

/** The page size of v3.1, its maximum. The hosted v3 has one page and rejects the parameter. */
const TOOLS_PER_PAGE = 500;

const toolkitsRules: RulesFor<ToolkitsQuery> = {
  isConnected: aBoolean,
  search: aString,
  toolkits: aList,
  ...listRules,
};

const updateRules: RulesFor<CallOptions & { expectedVersion?: number | undefined }> = {
  expectedVersion: aPositiveNumber,
  ...callRules,
};

/** The parts of a router that its sessions use. */
export interface SessionContext {
  readonly access: Access;
  readonly version: APIVersion;
  readonly hooks: Hooks | undefined;
  readonly customs: CustomTools | undefined;
  /** The credential's header, for a URL of the API's own origin; otherwise empty. */
  credentialFor(url: string): Record<string, string>;
}

/** @param initialSlugs - slugs known to exist, for suggesting corrections. */
export function createSessionHandle(
  context: SessionContext,
  id: string,
  userId?: string,
  initialSlugs: readonly string[] = [],
): SessionHandle {
  const { access, version, hooks, customs } = context;
  const { call } = access;
  const path = { session_id: id };
  const knownSlugs = new Set(initialSlugs);
  /** Tools by slug; undefined for slugs unknown to the router. */
  const seen = new Map<string, Tool | undefined>();
  const remember = (tool: Tool): void => {
    knownSlugs.add(tool.slug);
    seen.set(tool.slug, tool);
  };
  // v3.1 does not store custom tools.
  const inlineCustoms = (): { experimental?: Schemas["InlineCustoms"] } =>
    customs && version !== "v3" ? { experimental: customs.wire } : {};

  return {
    id,
    ...createToolCalls({ access, sessionId: id, userId, hooks, customs, knownSlugs, inlineCustoms }),

    async tools(options) {
      const pages = paginate((cursor) => {
        const query = version === "v3" ? { cursor } : { limit: TOOLS_PER_PAGE, cursor };
        return call(operations.listSessionTools, { path, query }, options);
      });
      const listed: Tool[] = [];
      // The router must not redefine a custom tool, for example as read-only.
      for await (const tool of pages) listed.push(customs?.find(tool.slug) ?? toTool(tool));
      const listedSlugs = new Set(listed.map(({ slug }) => slug));
      const tools = [...listed, ...(customs?.preloaded().filter(({ slug }) => !listedSlugs.has(slug)) ?? [])];
      for (const tool of tools) remember(tool);
      return tools;
    },

    async lookUp(slugs, options) {
      const missing = slugs.filter((slug) => !seen.has(slug) && !isCustom(slug));
      if (missing.length > 0) {
        const query = { tool_slugs: missing, limit: missing.length };
        const { items } = await call(operations.listTools, { query }, options);
        for (const slug of missing) seen.set(slug, undefined);
        for (const tool of items) remember(toTool(tool));
      }
      return [...new Set(slugs)].flatMap((slug) => (isCustom(slug) ? customs?.find(slug) : seen.get(slug)) ?? []);
    },

    toolkits: (query) =>
      listPages(call, operations.listSessionToolkits, query, {
        name: "toolkits",
        rules: toolkitsRules,
        path,
        toQuery: ({ isConnected, search, toolkits }) => ({
          is_connected: isConnected,
          search,
          toolkits: toolkits && [...toolkits],
        }),
      }),

    async search(queries, options) {
      const list = [queries].flat();
      const body = {
        queries: list.map((query) => (typeof query === "string" ? { use_case: query } : query)),
        ...inlineCustoms(),
      };
      const found = await call(operations.search, { path, body }, options);
      for (const [slug, schema] of Object.entries(Object(found.tool_schemas) as typeof found.tool_schemas)) {
        knownSlugs.add(slug);
        const own = customs?.find(slug);
        if (own) Object.assign(Object(schema), { description: own.description, input_schema: own.inputSchema });
      }
      return found;
    },

    link: async (toolkit, options) => (await import("./link.ts")).createLink(access, id, toolkit, options),

    ensureConnected: async (toolkit, options) =>
      (await import("./link.ts")).ensureConnected(access, id, toolkit, options),

    files: createFiles(access, id),

    async update(patch, given = {}) {
      checkOptions(given, updateRules, "update");
      const { expectedVersion, ...options } = given;
      // Only v3.1 documents the field, and v3 may reject it.
      const apiVersion = expectedVersion === undefined ? version : "v3.1";
      const body = { ...toWireConfig(patch, apiVersion), expected_config_version: expectedVersion };
      const input = { path, body, version: apiVersion };
      return createSession(context, await call(operations.updateSession, input, options));
    },

    history: (query) => listPages(call, operations.listHistory, query, { name: "history", rules: listRules, path }),

    attach: async (options) =>
      createSession(context, await call(operations.attachSession, { path, body: inlineCustoms() }, options)),

    delete: (options) =>
      call(operations.deleteSession, { path, resultIfGone: { session_id: id, deleted: true } }, options),
  };
}

/** Reads tolerantly: a field other than the id that the router omits becomes empty. */
export function createSession(context: SessionContext, raw: Schemas["Session"]): Session {
  const wire: Partial<Schemas["Session"]> = raw;
  const { url = "", type = "http" } = wire.mcp ?? {};
  const config = wire.config ?? { user_id: "", preload: { tools: [] } };
  return {
    ...createSessionHandle(context, raw.session_id, config.user_id, wire.tool_router_tools),
    userId: config.user_id,
    config,
    configVersion: wire.config_version,
    mcp: { type, url, headers: () => context.credentialFor(url) },
    metaTools: wire.tool_router_tools ?? [],
    assistivePrompt: wire.experimental?.assistive_prompt,
    warnings: wire.warnings ?? [],
    raw,
  };
}
