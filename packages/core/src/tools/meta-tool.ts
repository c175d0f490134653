import type { components } from "@tool-router/openapi";

type MetaTools = components["schemas"]["MetaTools"];

/** The slug of a meta tool: one of the router's own tools, which find, connect and run app tools. */
export type MetaToolSlug = components["schemas"]["MetaToolSlug"];

/** The arguments of a meta tool. */
export type MetaToolArguments<Slug extends MetaToolSlug> = MetaTools[Slug]["arguments"];

/** The `data` of a meta tool's completed result. */
export type MetaToolData<Slug extends MetaToolSlug> = MetaTools[Slug]["data"];

/** The default timeout in milliseconds of the two tools that run code, for up to three minutes; undefined for others. */
export const defaultTimeout = (slug: string): number | undefined =>
  /^COMPOSIO_REMOTE_(WORKBENCH|BASH_TOOL)$/.test(slug) ? 200_000 : undefined;

/** Whether a meta tool is read-only, by its tags in the OpenAPI document. */
export const isReadOnlyMetaTool = (slug: string): boolean =>
  /^COMPOSIO_(SEARCH_TOOLS|GET_TOOL_SCHEMAS|WAIT_FOR_CONNECTIONS)$/.test(slug);
