import { createLocalRouter, type LocalRouterOptions } from "@tool-router/local";
import { answerQuestions, approve } from "./approval-helpers.ts";
import { replaceFetch } from "./replace-fetch.ts";
import type { MakeRouter } from "./make-router.ts";

type Fetch = typeof globalThis.fetch;
// eslint-disable-next-line typescript/no-explicit-any -- bodies of every operation.
type Json = any;

/** One request of a client, and what a wrong router can do with it. */
interface Call {
  readonly path: string;
  readonly method: string;
  readonly body: Json;
  readonly headers: Headers;
  /** Sends the request to the right router, with another body if one is given. */
  pass(body?: Json): Promise<Response>;
  /** Runs the call without an approval. */
  force(): Promise<Response>;
}

/** A router that handles calls in a way of its own. Each router has its own `bend`, so that it can remember things. */
function wrong(
  makeBend: () => (call: Call) => Promise<Response>,
  change: (options: LocalRouterOptions) => Partial<LocalRouterOptions> = () => ({}),
): MakeRouter {
  return (options) => {
    const router = createLocalRouter({ ...options, ...change(options) });
    const bend = makeBend();
    const fetch: Fetch = async (input, init) => {
      const request = new Request(input, init);
      const text = request.body === null ? undefined : await request.clone().text();
      const body = parsed(text);
      const pass: Call["pass"] = async (other) =>
        router.fetch(new Request(request.clone(), other === undefined ? {} : { body: JSON.stringify(other) }));
      const call: Call = {
        path: new URL(request.url).pathname,
        method: request.method,
        body,
        headers: request.headers,
        pass,
        force: async () => {
          const { input_responses: _, request_state: __, ...bare } = body;
          const question = await read(await pass(bare));
          return pass({ ...bare, ...answerQuestions(question) });
        },
      };
      return bend(call);
    };
    return replaceFetch(router, fetch);
  };
}

function parsed(text: string | undefined): Json {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

async function read(response: Response): Promise<Json> {
  return parsed(await response.clone().text()) ?? {};
}

async function isQuestion(response: Response): Promise<boolean> {
  return (await read(response)).result_type === "input_required";
}

function rewritten(response: Response, body: Json): Response {
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  return Response.json(body, { status: response.status, headers });
}

/** Lets a question through as if it had been approved, if `isMistaken` says so of the call. */
const forcing = (isMistaken: (call: Call) => boolean) => () => async (call: Call) => {
  const response = await call.pass();
  return isMistaken(call) && (await isQuestion(response)) ? call.force() : response;
};

/** Follows every state that was given out. `accepts` decides about one that the right router has not accepted. */
const acceptingStates =
  (accepts: (state: { call: string; isUsed: boolean }, call: string) => boolean) =>
  (): ((call: Call) => Promise<Response>) => {
    const states = new Map<string, { call: string; isUsed: boolean }>();
    return async (call) => {
      const response = await call.pass();
      const body = await read(response);
      const { request_state: sent, input_responses: responses, ...bare } = call.body ?? {};
      const key = JSON.stringify([call.path, bare]);
      const state = states.get(sent);
      const isAsked = body.result_type === "input_required";
      if (isAsked) states.set(body.request_state, { call: key, isUsed: false });
      const isRefused = isAsked && state !== undefined && responses !== undefined;
      if (isRefused && accepts(state, key)) return call.force();
      if (state !== undefined && response.ok && !isAsked) state.isUsed = true;
      return response;
    };
  };

const withHooks =
  (change: (hooks: NonNullable<LocalRouterOptions["hooks"]>) => LocalRouterOptions["hooks"]) =>
  ({ hooks = {} }: LocalRouterOptions) => ({ hooks: change(hooks) });

const pass = () => async (call: Call) => call.pass();
const allow = { decision: "allow" } as const;

/** The data of the last result that a hook has withheld. */
let withheld: unknown;

/** Routers with a mistake in approvals, hooks or result types. */
export const approvalMutants: readonly (readonly [name: string, makeRouter: MakeRouter])[] = [
  [
    "results do not say how a call ended",
    wrong(() => async (call) => {
      const response = await call.pass();
      const { result_type: type, ...body } = await read(response);
      return type === undefined || type === "input_required" ? response : rewritten(response, body);
    }),
  ],
  ["a state is accepted twice", wrong(acceptingStates(({ call, isUsed }, key) => isUsed && call === key))],
  ["a state of another call is accepted", wrong(acceptingStates(({ call, isUsed }, key) => !isUsed && call !== key))],
  ["an expired state is accepted", wrong(acceptingStates(({ call, isUsed }, key) => !isUsed && call === key))],
  ["answers count without a state", wrong(forcing(({ body }) => body?.input_responses && !body.request_state))],
  [
    "an approval is ignored inside a batch",
    wrong(forcing(({ body }) => (body?.slug ?? body?.tool_slug) === "COMPOSIO_MULTI_EXECUTE_TOOL")),
  ],
  ["proxy calls need no approval", wrong(forcing(({ path }) => path.endsWith("/proxy_execute")))],
  [
    "a call runs before its answer",
    wrong(() => async (call) => {
      const response = await call.pass();
      if (await isQuestion(response)) await call.force();
      return response;
    }),
  ],
  [
    "a denied call runs",
    wrong(() => async (call) => {
      const changed = JSON.stringify(call.body ?? null).replaceAll('"decision":"deny"', '"decision":"approve"');
      return call.body?.input_responses === undefined ? call.pass() : call.pass(JSON.parse(changed));
    }),
  ],
  [
    "a declined call runs",
    wrong(() => async (call) => {
      const responses = call.body?.input_responses;
      if (typeof responses !== "object" || Array.isArray(responses)) return call.pass();
      const accepted = Object.entries<Json>(responses).map(([id, response]) => [
        id,
        response.action === "decline" || response.action === "cancel" ? approve : response,
      ]);
      return call.pass({ ...call.body, input_responses: Object.fromEntries(accepted) });
    }),
  ],
  [
    "an answer that does not fit is a denial",
    wrong(() => async (call) => {
      const response = await call.pass();
      const isMisfit = response.status === 400 && call.body?.request_state !== undefined;
      if (!isMisfit || (await read(response)).error?.code !== 10400) return response;
      const failed = { result_type: "failed", data: {}, error: "It was not executed.", log_id: "log_x" };
      return new Response(JSON.stringify(failed), { status: 200, headers: response.headers });
    }),
  ],
  [
    "a question has no error for old readers",
    wrong(() => async (call) => {
      const response = await call.pass();
      return (await isQuestion(response)) ? rewritten(response, { ...(await read(response)), error: null }) : response;
    }),
  ],
  [
    "a question is kept under its idempotency key",
    wrong(() => {
      const kept = new Map<string, Response>();
      return async (call) => {
        const key = call.headers.get("idempotency-key");
        if (key === null) return call.pass();
        const response = kept.get(key) ?? (await call.pass());
        if (await isQuestion(response)) kept.set(key, response.clone());
        return response.clone();
      };
    }),
  ],
  [
    "people are asked before the checks",
    wrong(() => {
      let isListed = false;
      return async (call) => {
        if (call.path.endsWith("/session")) isListed = JSON.stringify(call.body ?? null).includes("require_approval");
        const response = await call.pass();
        if (!isListed || !call.path.endsWith("/execute") || response.status !== 400) return response;
        const question = {
          result_type: "input_required",
          input_requests: {},
          data: {},
          error: "It waits.",
          log_id: "l",
        };
        return new Response(JSON.stringify(question), { status: 200, headers: response.headers });
      };
    }),
  ],
  [
    "tags need no approval",
    wrong(() => async (call) => {
      if (call.body?.tags?.require_approval === undefined) return call.pass();
      const response = await call.pass({ ...call.body, tags: undefined });
      const body = await read(response);
      return body.config
        ? rewritten(response, { ...body, config: { ...body.config, tags: call.body.tags } })
        : response;
    }),
  ],
  [
    "approvals are not echoed",
    wrong(() => async (call) => {
      const response = await call.pass();
      const body = await read(response);
      if (body.config?.toolkits?.require_approval === undefined) return response;
      const { require_approval: _, ...toolkits } = body.config.toolkits;
      return rewritten(response, { ...body, config: { ...body.config, toolkits } });
    }),
  ],
  [
    "an approval that holds once is asked for each time",
    wrong(
      () => async (call) =>
        call.pass(
          parsed(JSON.stringify(call.body ?? null).replaceAll("ask_once_per_session", "ask_every_call")) ?? undefined,
        ),
    ),
  ],
  [
    "a withheld result shows its data",
    wrong(
      () => async (call) => {
        const response = await call.pass();
        const body = await read(response);
        const isWithheld = body.result_type === "blocked" && body.hook_results?.at(-1)?.type === "after_execute";
        return isWithheld ? rewritten(response, { ...body, data: withheld }) : response;
      },
      withHooks(({ afterExecute, ...hooks }) => ({
        ...hooks,
        ...(afterExecute && {
          afterExecute: (call) => {
            withheld = call.result.data;
            return afterExecute(call);
          },
        }),
      })),
    ),
  ],
  [
    "a blocked call runs",
    wrong(
      pass,
      withHooks(({ beforeExecute, ...hooks }) => ({
        ...hooks,
        ...(beforeExecute && {
          beforeExecute: async (call) => {
            const decision = await beforeExecute(call);
            return decision?.decision === "block" ? allow : decision;
          },
        }),
      })),
    ),
  ],
  [
    "a hook that throws lets the call through",
    wrong(
      pass,
      withHooks(({ beforeExecute, ...hooks }) => ({
        ...hooks,
        ...(beforeExecute && {
          beforeExecute: async (call) => {
            try {
              return await beforeExecute(call);
            } catch {
              return allow;
            }
          },
        }),
      })),
    ),
  ],
  [
    "a hook without a function lets the call through",
    wrong(
      pass,
      withHooks((hooks) => ({ afterExecute: () => allow, ...hooks })),
    ),
  ],
];
