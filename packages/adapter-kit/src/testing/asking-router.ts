import type { Fetch, InputRequests, InputResponses, JSONObject } from "@tool-router/core";
import { createDemo, type Demo } from "./demo.ts";

/** How the router asks. */
export interface Asking {
  /** The tools that need approval. Default: `DEMO_DELETE`. */
  readonly tools?: readonly string[];
  /** The form. Default: one field `decision`, `approve` or `deny`. */
  readonly form?: JSONObject;
  /** The answer that approves, in `content`. Default: `{ decision: "approve" }`. */
  readonly yes?: JSONObject;
  /** The text of the question that is asked for the n-th time, from 1. */
  readonly message?: (slug: string, args: unknown, asking: number) => string;
  /** How many answers count as late, from the first. The router asks again after each. Default: none. */
  readonly late?: number;
  /** The session's configuration, as the router would return it. Default: empty. */
  readonly config?: object;
  /** The tools of the session. Default: all of the demo. */
  readonly preload?: readonly string[];
}

export interface AskingDemo extends Demo {
  /** Number of questions to a person. */
  asked(): number;
  /** The issued states, which must not be exposed. */
  readonly states: string[];
  /** Number of runs of a tool. */
  ran(slug: string): Promise<number>;
}

const decision: JSONObject = {
  type: "object",
  properties: { decision: { type: "string", enum: ["approve", "deny"] } },
  required: ["decision"],
};

interface Item {
  readonly slug: string;
  readonly args: unknown;
}

/** The call of a question. An answer counts once, for the same call and ids. */
interface Asked {
  readonly call: string;
  readonly ids: ReadonlyMap<string, number>;
}

/**
 * The demo behind a router that asks a person before some tools run, like hosted routers: `input_required`, then the same
 * call with answers. After any other answer than those to the last question, it asks again under new ids.
 */
export async function createAskingDemo(asking: Asking = {}): Promise<AskingDemo> {
  const { tools = ["DEMO_DELETE"], form = decision, yes = { decision: "approve" } } = asking;
  const { message = (slug: string, args: unknown) => `Run ${slug} with ${JSON.stringify(args)}?` } = asking;
  let { late = 0 } = asking;
  const pending = new Map<string, Asked>();
  const states: string[] = [];
  let questions = 0;

  const ask = (call: string, items: readonly Item[]): Response => {
    questions++;
    const ids = new Map<string, number>();
    const requests: InputRequests = {};
    for (const [index, { slug, args }] of items.entries()) {
      if (!tools.includes(slug)) continue;
      const id = `approval_${String(states.length).padStart(8, "0")}${String(index).padStart(8, "0")}`;
      ids.set(id, index);
      const text = message(slug, args, questions);
      requests[id] = { type: "elicitation", mode: "form", message: text, requested_schema: { ...form } };
    }
    const state = `v1.secret-state-${states.length}`;
    states.push(state);
    pending.set(state, { call, ids });
    return Response.json({ result_type: "input_required", input_requests: requests, request_state: state });
  };

  const between =
    (fetch: Fetch): Fetch =>
    async (url, init) => {
      const { pathname } = new URL(url);
      if (!/\/execute(_meta)?$/.test(pathname)) return withConfig(await fetch(url, init), pathname, asking.config);
      const body = JSON.parse(init.body as string) as JSONObject & { arguments: JSONObject };
      const { input_responses: responses, request_state: state, ...call } = body;
      const slug = String(call["tool_slug"] ?? call["slug"]);
      const items = itemsOf(slug, call.arguments);
      if (!items.some((item) => tools.includes(item.slug))) return fetch(url, init);

      const text = JSON.stringify([pathname, call]);
      const asked = pending.get(String(state));
      pending.delete(String(state));
      const answers = Object.entries((responses ?? {}) as InputResponses);
      if (asked?.call !== text || answers.length !== asked.ids.size || late-- > 0) return ask(text, items);
      const refused = new Set<number>();
      for (const [id, { action, content }] of answers) {
        const index = asked.ids.get(id);
        if (index === undefined) return ask(text, items);
        if (action !== "accept" || JSON.stringify(content) !== JSON.stringify(yes)) refused.add(index);
      }
      const run = (toRun: object): ReturnType<Fetch> =>
        fetch(url, { ...init, body: JSON.stringify({ ...call, ...toRun }) });
      if (refused.size === 0) return run({});
      if (slug === "COMPOSIO_MULTI_EXECUTE_TOOL") return runWithout(refused, call.arguments["tools"] as object[], run);
      const error = `${slug} was not approved, and not executed.`;
      return Response.json({ result_type: "failed", data: {}, error, log_id: "log_refused" });
    };

  const demo = await createDemo({ between, ...(asking.preload && { preload: asking.preload }) });
  return {
    ...demo,
    asked: () => questions,
    states,
    ran: async (slug) => (await demo.local.runs({ tool: slug })).length,
  };
}

const itemsOf = (slug: string, args: JSONObject): Item[] =>
  slug === "COMPOSIO_MULTI_EXECUTE_TOOL"
    ? (args["tools"] as { tool_slug: string; arguments: unknown }[]).map((item) => ({
        slug: item.tool_slug,
        args: item.arguments,
      }))
    : [{ slug, args }];

/** Runs a batch without the denied items, which fail. */
async function runWithout(
  refused: ReadonlySet<number>,
  tools: readonly object[],
  run: (toRun: object) => ReturnType<Fetch>,
): Promise<Response> {
  const allowed = [...tools.keys()].filter((index) => !refused.has(index));
  const answer =
    allowed.length > 0 ? await run({ arguments: { tools: allowed.map((index) => tools[index]) } }) : undefined;
  const { data } = ((await (answer as Response | undefined)?.json()) ?? { data: { results: [] } }) as {
    data: { results: { index: number; error: string | null }[] };
  };
  const error = "Not approved, and not executed.";
  const results = [
    ...data.results.map((result) => ({ ...result, index: allowed[result.index]! })),
    ...Array.from(refused, (index) => ({ ...tools[index], index, error, response: { successful: false, error } })),
  ].toSorted((a, b) => a.index - b.index);
  const failures = results.filter((result) => result.error !== null).length;
  return Response.json({
    result_type: "failed",
    data: { results, success_count: results.length - failures, error_count: failures },
    error: `${failures} out of ${results.length} tools failed`,
    log_id: "log_batch",
  });
}

async function withConfig(response: Awaited<ReturnType<Fetch>>, pathname: string, config: object | undefined) {
  if (!config || !pathname.endsWith("/session")) return response;
  const session = (await (response as Response).json()) as { config: object };
  return Response.json({ ...session, config: { ...session.config, ...config } }, { status: response.status });
}
