import type { TaskOptions } from "../research-task.ts";

type Between = NonNullable<TaskOptions["between"]>;

/** A mistake of a router that makes the task impossible for an agent that relies on its responses. */
export interface Breakage {
  /** Completes "a router …". */
  readonly name: string;
  readonly between: Between;
}

const search = "COMPOSIO_SEARCH_TOOLS";
const connections = "COMPOSIO_MANAGE_CONNECTIONS";
const batch = "COMPOSIO_MULTI_EXECUTE_TOOL";

/** An agent that does the task in spite of one of these does not get its knowledge from the router. */
export const breakages: readonly Breakage[] = [
  {
    name: "whose search calls the tools by other slugs",
    between: changing(search, (text) => text.replaceAll(/(REPOSITORY|FINDINGS)_(\w+)/g, "$1_$2_NOW")),
  },
  {
    name: "whose search names other arguments than the tools take",
    between: changing(search, (text) => text.replaceAll('"path":{', '"file_path":{')),
  },
  {
    name: "whose search finds nothing",
    between: changing(search, (text) =>
      text.replace(/"tool_schemas":\{.*\},"time_info"/, '"tool_schemas":{},"time_info"'),
    ),
  },
  {
    name: "whose search begins no workflow",
    between: changing(search, (text) => text.replace('"session":{', '"no_session":{')),
  },
  {
    name: "whose search says that all is connected",
    between: changing(search, (text) =>
      text.replaceAll('"has_active_connection":false', '"has_active_connection":true'),
    ),
  },
  {
    name: "whose links lead nowhere",
    between: changing(connections, (text) => text.replaceAll(/\/link\/\w+/g, "/link/lt_unknown")),
  },
  {
    name: "whose links are not shown",
    between: changing(connections, (text) => text.replaceAll("redirect_url", "redirect")),
  },
  {
    name: "whose links do not connect",
    between: (fetch) => (input, init) =>
      init?.method === "POST" && urlOf(input).includes("/link/") ? fetch(urlOf(input)) : fetch(input, init),
  },
  {
    name: "whose errors do not help",
    between: changing(batch, (text) => text.replaceAll(/The closest: [^"]*/g, "")),
  },
  {
    name: "that mixes up the results of a batch",
    between: changing(batch, (text) => {
      const answer = JSON.parse(text) as { data: { results: { index: number }[] } };
      const { results } = answer.data;
      for (const [position, result] of results.entries()) result.index = (position + 2) % results.length;
      return JSON.stringify(answer);
    }),
  },
  {
    name: "whose batches count one too many",
    between: changing(batch, (text) =>
      text.replaceAll(/"total":(\d+)/g, (_, total: string) => `"total":${Number(total) + 1}`),
    ),
  },
  {
    name: "that says it ran a batch but did not",
    between: (fetch) => async (input, init) => {
      const body = bodyOf(init);
      const isInsertion = slugOf(body) === batch && body.includes('"findings":[');
      if (!isInsertion) return fetch(input, init);
      return Response.json({
        data: {
          results: [
            { tool_slug: "FINDINGS_INSERT_FINDINGS", index: 0, error: null, response: { data: { inserted: 1 } } },
          ],
        },
        error: null,
        log_id: "log_1",
      });
    },
  },
];

/** Changes what the router answers when this meta tool is called. */
function changing(slug: string, change: (answer: string) => string): Between {
  return (fetch) => async (input, init) => {
    const response = await fetch(input, init);
    if (slugOf(bodyOf(init)) !== slug) return response;
    const { status, headers } = response;
    const before = await response.text();
    const after = change(before);
    return new Response(after, { status, headers });
  };
}

function slugOf(body: string): string | undefined {
  return /"(?:tool_slug|slug)":"(COMPOSIO_\w+)"/.exec(body)?.[1];
}

const bodyOf = (init: RequestInit | undefined): string => (typeof init?.body === "string" ? init.body : "");

const urlOf = (input: Parameters<typeof fetch>[0]): string => (input instanceof Request ? input.url : String(input));
