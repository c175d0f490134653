import type { JSONSchema, SessionHandle, Tool } from "@tool-router/core";
import { callFailure } from "../calls/call-failure.ts";
import { FailedCallError } from "../calls/failed-outcomes.ts";
import { throwIfRunAborted } from "../calls/run-abort.ts";

/** The methods of a session that a search uses. */
export type SearchSession = Pick<SessionHandle, "search" | "executeMeta">;

export interface ToolSearch {
  readonly query: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Finds the slugs of tools for a task in plain words, best first.
 *
 * @throws the signal's reason if the run is aborted; FailedCallError with a text for the model, for frameworks that show
 *   errors to it.
 */
export async function searchSlugs(session: Pick<SessionHandle, "search">, search: ToolSearch): Promise<string[]> {
  try {
    return (await find(session, search)).slugs;
  } catch (error) {
    throwIfRunAborted(search.signal);
    throw new FailedCallError(callFailure(searching, error));
  }
}

/** The search as a read-only tool of the router, for the texts of failures. */
const searching = { slug: "toolSearch", toolkit: { slug: "composio" }, annotations: { readOnly: true } } as Tool;

/**
 * Finds tools for a task in plain words, ready for a model. Their tags and annotations are unknown.
 *
 * @param limit - the maximum number of tools. Schemas that the search leaves out are fetched.
 */
export async function searchTools(session: SearchSession, search: ToolSearch, limit = 5): Promise<Tool[]> {
  const { slugs, schemas } = await find(session, search);
  const wanted = slugs.slice(0, limit);
  const missing = wanted.filter((slug) => schemas[slug]?.input_schema === undefined);
  if (missing.length > 0) {
    const more = await session.executeMeta(
      "COMPOSIO_GET_TOOL_SCHEMAS",
      { tool_slugs: missing },
      { signal: search.signal },
    );
    Object.assign(schemas, more.data.tool_schemas);
  }
  return wanted.flatMap((slug) => {
    const found = schemas[slug];
    return found?.input_schema ? [toFoundTool(slug, { ...found, input_schema: found.input_schema })] : [];
  });
}

interface FoundSchema {
  readonly toolkit: string;
  readonly description?: string | undefined;
  readonly input_schema?: JSONSchema | undefined;
  readonly output_schema?: JSONSchema | undefined;
}

async function find(session: Pick<SessionHandle, "search">, { query, signal }: ToolSearch) {
  const { results, tool_schemas: found } = await session.search(query, { signal });
  const slugs = [
    ...results.flatMap(({ primary_tool_slugs: primary }) => primary ?? []),
    ...results.flatMap(({ related_tool_slugs: related }) => related ?? []),
  ];
  const schemas: Record<string, FoundSchema> = Object.assign(Object.create(null), found);
  return { slugs: [...new Set(slugs)], schemas };
}

function toFoundTool(slug: string, found: FoundSchema & { input_schema: JSONSchema }): Tool {
  return {
    slug,
    name: slug,
    description: found.description ?? "",
    inputSchema: found.input_schema,
    outputSchema: found.output_schema ?? {},
    toolkit: { slug: found.toolkit, name: found.toolkit },
    tags: [],
    annotations: {},
    version: "",
    raw: { ...found, slug } as unknown as Tool["raw"],
  };
}
