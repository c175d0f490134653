import type { components, Fetch, InputResponses } from "../index.ts";

type Sent = components["schemas"]["ExecuteRequest"];
interface Item {
  readonly tool_slug: string;
  readonly arguments: unknown;
}

/** A request: the end of its path, its body and its idempotency key. */
export interface AskedRequest {
  readonly path: string;
  readonly body: Sent & Readonly<Record<string, unknown>>;
  readonly idempotencyKey: string | null;
}

export const approve = { action: "accept", content: { decision: "approve" } } as const;

/** The form of all questions. */
export const approvalForm = {
  type: "elicitation",
  mode: "form",
  message: "Run it?",
  requested_schema: {
    type: "object",
    properties: { decision: { type: "string", enum: ["approve", "deny"] } },
    required: ["decision"],
  },
} as const;

/**
 * A router that asks one question per entry of `states` before it runs anything.
 *
 * @param states - the states of the questions; undefined omits the state.
 * @param instead - responses that replace the router's own, by the number of the request, from 1.
 */
export function askingRouter(
  states: readonly (string | undefined)[] = ["v1.state-4711"],
  instead: Readonly<Record<number, (signal: AbortSignal) => Response | Promise<Response>>> = {},
): { fetch: Fetch; requests: AskedRequest[]; ran: Item[] } {
  const requests: AskedRequest[] = [];
  const ran: Item[] = [];

  const ask = (place: number): Response =>
    Response.json({
      result_type: "input_required",
      input_requests: { [`approval_${place + 1}`]: approvalForm },
      ...(states[place] !== undefined && { request_state: states[place] }),
    });
  const isApproved = (answers: InputResponses): boolean =>
    Object.values(answers).every(({ action, content }) => action === "accept" && content?.["decision"] === "approve");
  const run = (item: Item, answers: InputResponses): { data: object; error: string | null; log_id: string } => {
    if (!isApproved(answers))
      return { data: {}, error: `${item.tool_slug} was not approved: nothing ran.`, log_id: "" };
    ran.push(item);
    return { data: { got: item.arguments }, error: null, log_id: `log_${ran.length}` };
  };

  const answer = ({ path, body }: AskedRequest): Response => {
    const { input_responses: answers, request_state: state } = body;
    if (!answers) return ask(0);
    const place = states.indexOf(state);
    if (place < 0 || place < states.length - 1) return ask(place + 1);
    if (path === "proxy_execute") {
      ran.push({ tool_slug: "proxy", arguments: body["endpoint"] });
      return Response.json({ result_type: "completed", status: 200, data: { id: 7 }, headers: {} });
    }
    const { tools } = Object(body.arguments) as { tools?: Item[] };
    if (!tools) {
      const { error, ...rest } = run({ tool_slug: body.tool_slug, arguments: body.arguments }, answers);
      return Response.json({ result_type: error === null ? "completed" : "failed", error, ...rest });
    }
    const results = tools.map((item, index) => {
      const { error, ...rest } = run(item, answers);
      return { tool_slug: item.tool_slug, index, error, response: { successful: error === null, error, ...rest } };
    });
    const failed = results.filter(({ error }) => error !== null).length;
    const counts = { total_count: tools.length, success_count: tools.length - failed, error_count: failed };
    return Response.json({
      result_type: failed > 0 ? "failed" : "completed",
      data: { results, ...counts },
      error: failed > 0 ? `${failed} out of ${tools.length} tools failed` : null,
      log_id: "log_batch",
    });
  };

  const fetch: Fetch = async (url, init) => {
    const request = {
      path: new URL(url).pathname.split("/").at(-1)!,
      body: JSON.parse(init.body as string) as AskedRequest["body"],
      idempotencyKey: new Headers(init.headers).get("idempotency-key"),
    };
    requests.push(request);
    return instead[requests.length]?.(init.signal!) ?? answer(request);
  };
  return { fetch, requests, ran };
}
