import type { components } from "@tool-router/openapi";

type MetaTools = components["schemas"]["MetaTools"];

/** The slugs of the meta tools: the router's own tools, which find, connect and run the others. */
export type MetaToolSlug = components["schemas"]["MetaToolSlug"];

/** What the meta tool takes. */
export type MetaToolArguments<Slug extends MetaToolSlug> = MetaTools[Slug]["arguments"];

/** What the meta tool returns as `data` when it succeeds. */
export type MetaToolData<Slug extends MetaToolSlug> = MetaTools[Slug]["data"];

/** All of them; the prefix does not tell, because there is an app called `composio_search`. */
export const metaTools: ReadonlySet<string> = new Set<MetaToolSlug>([
  "COMPOSIO_SEARCH_TOOLS",
  "COMPOSIO_MULTI_EXECUTE_TOOL",
  "COMPOSIO_MANAGE_CONNECTIONS",
  "COMPOSIO_WAIT_FOR_CONNECTIONS",
  "COMPOSIO_REMOTE_WORKBENCH",
  "COMPOSIO_REMOTE_BASH_TOOL",
  "COMPOSIO_GET_TOOL_SCHEMAS",
  "COMPOSIO_SUBMIT_FEEDBACK",
]);

/** The two that run code may take up to three minutes on the router's side. */
const workbench: ReadonlySet<string> = new Set<MetaToolSlug>([
  "COMPOSIO_REMOTE_WORKBENCH",
  "COMPOSIO_REMOTE_BASH_TOOL",
]);

/** Milliseconds that a tool is given when nobody says otherwise; undefined: as every other call. */
export const usualTimeout = (slug: string): number | undefined => (workbench.has(slug) ? 200_000 : undefined);

/** Those that change nothing, by their tags in the API's document. */
const reading: ReadonlySet<string> = new Set<MetaToolSlug>([
  "COMPOSIO_SEARCH_TOOLS",
  "COMPOSIO_GET_TOOL_SCHEMAS",
  "COMPOSIO_WAIT_FOR_CONNECTIONS",
]);

export const isReadingMetaTool = (slug: string): boolean => reading.has(slug);
