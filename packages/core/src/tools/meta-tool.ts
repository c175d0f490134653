import type { components } from "@tool-router/openapi";

type MetaTools = components["schemas"]["MetaTools"];

/** The slugs of the meta tools: the router's own tools, which find, connect and run the others. */
export type MetaToolSlug = components["schemas"]["MetaToolSlug"];

/** What the meta tool takes. */
export type MetaToolArguments<Slug extends MetaToolSlug> = MetaTools[Slug]["arguments"];

/** What the meta tool returns as `data` when it succeeds. */
export type MetaToolData<Slug extends MetaToolSlug> = MetaTools[Slug]["data"];

/** The two that run code may take up to three minutes on the router's side: milliseconds, or as every other call. */
export const usualTimeout = (slug: string): number | undefined =>
  /^COMPOSIO_REMOTE_(WORKBENCH|BASH_TOOL)$/.test(slug) ? 200_000 : undefined;

/** Those that change nothing, by their tags in the API's document. */
export const isReadingMetaTool = (slug: string): boolean =>
  /^COMPOSIO_(SEARCH_TOOLS|GET_TOOL_SCHEMAS|WAIT_FOR_CONNECTIONS)$/.test(slug);
