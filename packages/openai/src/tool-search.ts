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

// Of `openai` 7 only; these are its shapes, so that the types of this package also hold with 5 and 6.

/** A tool of a Responses request by which the model asks for tools, which the router finds. */
export interface ClientToolSearch {
  type: "tool_search";
  execution: "client";
  description: string;
  parameters: Record<string, unknown>;
}

/** A call of it in a response's output. */
export interface ToolSearchCall {
  readonly type: "tool_search_call";
  readonly call_id: string | null;
  readonly execution: "server" | "client";
  readonly arguments: unknown;
}

/** The input item that answers it. */
export interface ToolSearchOutput {
  type: "tool_search_output";
  execution: "client";
  call_id: string | null;
  status: "completed" | "incomplete";
  tools: FunctionTool[];
}

export interface ToolSearchOptions extends Omit<AdapterOptions, "tools"> {
  /** The most tools that one search gives to the model. Default: 5. */
  readonly maxResults?: number | undefined;
}

const own = { maxResults: aPositiveNumber };

/**
 * Lets the model find tools as it needs them: put it into `tools` of a Responses request (gpt-5.4 or
 * newer), answer its calls with {@link handleToolSearch}, and the calls of the tools that it finds with
 * `handleResponseOutput`. The `tools` of the requests stay the same, which keeps the model's cache warm.
 *
 * @throws ToolRouterError for what is no session, and for options that cannot be used.
 */
export function toolSearchTool(
  session: AdapterSession & SearchSession,
  options: ToolSearchOptions = {},
): ClientToolSearch {
  // What is thrown later, in a search, is no more than a search that fails.
  checkUse(session, options, own);
  const { maxResults, include } = options;
  const tool: ClientToolSearch = {
    type: "tool_search",
    execution: "client",
    description: "Finds tools for a task. Describe what is to be done in plain words, one task at a time.",
    parameters: {
      type: "object",
      properties: { query: { type: "string", description: 'The task, for example "send an e-mail".' } },
      required: ["query"],
      additionalProperties: false,
    },
  };
  bindSearch(tool, async (query, signal) => {
    const tools = await searchTools(session, { query, signal }, maxResults);
    // A list is of what may be found: one search finds some of it.
    const wanted = typeof include === "object" ? ({ slug }: Tool): boolean => include.includes(slug) : include;
    return bindTools(session, { ...options, tools, include: wanted }, own);
  });
  return tool;
}

/**
 * Answers the tool searches in a response's output, all at the same time. A search that fails gives no
 * tools and is `incomplete`.
 *
 * @param tools - what the request had as `tools`.
 * @returns input items to append behind the output, one for each search.
 * @throws the reason of `signal`, when that aborts the run.
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
    // The words themselves, perhaps.
  }
  const query: unknown = typeof value === "object" && value !== null && "query" in value ? value.query : value;
  return typeof query === "string" && query.trim() !== "" ? query : undefined;
}
