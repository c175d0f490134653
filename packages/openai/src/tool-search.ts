import {
  type AdapterOptions,
  type AdapterSession,
  bindTools,
  checkUse,
  type SearchSession,
  searchTools,
  throwIfRunAborted,
} from "@tool-router/adapter-kit";
import type { Tool } from "@tool-router/core";
import { aPositiveNumber } from "@tool-router/core/options";
import type { FunctionTool } from "openai/resources/responses/responses";
import { bindSearch, searchesIn } from "./tool-binding.ts";

// Only `openai` 7 has these types. They are declared here so that this package also works with 5 and 6.

/** A tool of a Responses request by which the model searches for tools of the router. */
export interface ClientToolSearch {
  type: "tool_search";
  execution: "client";
  description: string;
  parameters: Record<string, unknown>;
}

/** A call of the tool search in a response's output. */
export interface ToolSearchCall {
  readonly type: "tool_search_call";
  readonly call_id: string | null;
  readonly execution: "server" | "client";
  readonly arguments: unknown;
}

/** The input item that answers a call of the tool search. */
export interface ToolSearchOutput {
  type: "tool_search_output";
  execution: "client";
  call_id: string | null;
  status: "completed" | "incomplete";
  tools: FunctionTool[];
}

export interface ToolSearchOptions extends Omit<AdapterOptions, "tools"> {
  /** Maximum number of tools that one search returns. Default: 5. */
  readonly maxResults?: number | undefined;
}

const own = { maxResults: aPositiveNumber };

/**
 * Creates a tool by which the model finds tools when it needs them.
 *
 * Put it into `tools` of a Responses request (gpt-5.4 or newer). Answer its calls with {@link handleToolSearch}, and the
 * calls of the tools it finds with `handleResponseOutput`. The `tools` of the requests stay the same, so that the model's
 * prompt cache stays valid.
 *
 * @throws ToolRouterError for anything that is not a session, and for invalid options.
 */
export function toolSearchTool(
  session: AdapterSession & SearchSession,
  options: ToolSearchOptions = {},
): ClientToolSearch {
  // Check now: a later error would only be a failed search.
  checkUse(session, options, own);
  const { maxResults, include } = options;
  const tool: ClientToolSearch = {
    type: "tool_search",
    execution: "client",
    description: "Finds tools for a task. Describe one task in plain words.",
    parameters: {
      type: "object",
      properties: { query: { type: "string", description: 'The task, for example "send an e-mail".' } },
      required: ["query"],
      additionalProperties: false,
    },
  };
  bindSearch(tool, async (query, signal) => {
    const tools = await searchTools(session, { query, signal }, maxResults);
    // As a list, `include` would require that each search finds all of it.
    const wanted = typeof include === "object" ? ({ slug }: Tool): boolean => include.includes(slug) : include;
    return bindTools(session, { ...options, tools, include: wanted }, own);
  });
  return tool;
}

/**
 * Answers the tool searches in a response's output concurrently. A failed search is `incomplete` and has no tools.
 *
 * @param tools - the `tools` of the request.
 * @returns input items to append after the output, one for each search.
 * @throws the reason of `signal` if it aborts the run.
 */
export async function handleToolSearch(
  tools: readonly object[],
  output: readonly { readonly type: string }[],
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<ToolSearchOutput[]> {
  const [search] = searchesIn(tools);
  const calls = output.filter(isClientSearch);
  if (!search) return [];
  return Promise.all(
    calls.map(async ({ call_id, arguments: args }) => {
      throwIfRunAborted(signal);
      const answer = { type: "tool_search_output", execution: "client", call_id } as const;
      const query = queryOf(args);
      try {
        const found = query === undefined ? [] : await search.find(query, signal);
        const functions = found.map(({ name, description, inputSchema: parameters, strict }): FunctionTool => ({
          type: "function",
          name,
          description,
          parameters,
          strict,
        }));
        return { ...answer, status: query === undefined ? "incomplete" : "completed", tools: functions };
      } catch {
        throwIfRunAborted(signal);
        return { ...answer, status: "incomplete", tools: [] };
      }
    }),
  );
}

const isClientSearch = (item: { readonly type: string }): item is ToolSearchCall =>
  item.type === "tool_search_call" && (item as ToolSearchCall).execution !== "server";

function queryOf(args: unknown): string | undefined {
  let value = args;
  try {
    if (typeof args === "string") value = JSON.parse(args);
  } catch {
    // Plain text: use it as the query.
  }
  const query: unknown = typeof value === "object" && value !== null && "query" in value ? value.query : value;
  return typeof query === "string" && query.trim() !== "" ? query : undefined;
}
