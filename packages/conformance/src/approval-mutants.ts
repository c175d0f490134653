import { createLocalRouter, type LocalRouterOptions } from "@tool-router/local";
import { answerQuestions, approve } from "./approval-helpers.ts";
import { replaceFetch } from "./replace-fetch.ts";
import type { MakeRouter } from "./make-router.ts";

type Fetch = typeof globalThis.fetch;
// eslint-disable-next-line typescript/no-explicit-any -- bodies of every operation.
type Json = any;

/** One request, and ways for a mutant to handle it. */
interface Call {
  readonly path: string;
  readonly method: string;
  readonly body: Json;
  readonly headers: Headers;
  /** Sends the request to the correct router, optionally with another body. */
  forward(body?: Json): Promise<Response>;
  /** Runs the call by approving its questions. */
  forceApproval(): Promise<Response>;
}

/** Creates a mutant. Each router gets its own `tamper` function, which can keep state. */
function mutant(
  createTamper: () => (call: Call) => Promise<Response>,
  change: (options: LocalRouterOptions) => Partial<LocalRouterOptions> = () => ({}),
): MakeRouter {
  return (options) => {
    const router = createLocalRouter({ ...options, ...change(options) });
    const tamper = createTamper();
    const fetch: Fetch = async (input, init) => {
      const request = new Request(input, init);
      const text = request.body === null ? undefined : await request.clone().text();
      const body = parseJson(text);
      const forward: Call["forward"] = async (other) =>
        router.fetch(new Request(request.clone(), other === undefined ? {} : { body: JSON.stringify(other) }));
      const call: Call = {
        path: new URL(request.url).pathname,
        method: request.method,
        body,
        headers: request.headers,
        forward,
        forceApproval: async () => {
          const { input_responses: _, request_state: __, ...bare } = body;
          const question = await readBody(await forward(bare));
          return forward({ ...bare, ...answerQuestions(question) });
        },
      };
      return tamper(call);
    };
    return replaceFetch(router, fetch);
  };
}

function parseJson(text: string | undefined): Json {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

async function readBody(response: Response): Promise<Json> {
  return parseJson(await response.clone().text()) ?? {};
}

async function isQuestion(response: Response): Promise<boolean> {
  return (await readBody(response)).result_type === "input_required";
}

function withBody(response: Response, body: Json): Response {
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  return Response.json(body, { status: response.status, headers });
}

/** Runs calls that match `shouldSkip` without their approval. */
const skipApproval = (shouldSkip: (call: Call) => boolean) => () => async (call: Call) => {
  const response = await call.forward();
  return shouldSkip(call) && (await isQuestion(response)) ? call.forceApproval() : response;
};

/** Tracks every issued state. `accepts` decides about states that the correct router rejects. */
const acceptStates =
  (accepts: (state: { call: string; isUsed: boolean }, call: string) => boolean) =>
  (): ((call: Call) => Promise<Response>) => {
    const states = new Map<string, { call: string; isUsed: boolean }>();
    return async (call) => {
      const response = await call.forward();
      const body = await readBody(response);
      const { request_state: sent, input_responses: responses, ...bare } = call.body ?? {};
      const key = JSON.stringify([call.path, bare]);
      const state = states.get(sent);
      const isAsked = body.result_type === "input_required";
      if (isAsked) states.set(body.request_state, { call: key, isUsed: false });
      const isRejected = isAsked && state !== undefined && responses !== undefined;
      if (isRejected && accepts(state, key)) return call.forceApproval();
      if (state !== undefined && response.ok && !isAsked) state.isUsed = true;
      return response;
    };
  };

const withHooks =
  (change: (hooks: NonNullable<LocalRouterOptions["hooks"]>) => LocalRouterOptions["hooks"]) =>
  ({ hooks = {} }: LocalRouterOptions) => ({ hooks: change(hooks) });

const forwardUnchanged = () => async (call: Call) => call.forward();
const allow = { decision: "allow" } as const;

/** Data of the last result that a hook withheld. */
let withheld: unknown;

/** Routers with one bug each in approvals, hooks or result types. */
export const approvalMutants: readonly (readonly [name: string, makeRouter: MakeRouter])[] = [
  [
    "omits result_type",
    mutant(() => async (call) => {
      const response = await call.forward();
      const { result_type: type, ...body } = await readBody(response);
      return type === undefined || type === "input_required" ? response : withBody(response, body);
    }),
  ],
  ["accepts a state twice", mutant(acceptStates(({ call, isUsed }, key) => isUsed && call === key))],
  ["accepts a state of another call", mutant(acceptStates(({ call, isUsed }, key) => !isUsed && call !== key))],
  ["accepts an expired state", mutant(acceptStates(({ call, isUsed }, key) => !isUsed && call === key))],
  ["accepts answers without a state", mutant(skipApproval(({ body }) => body?.input_responses && !body.request_state))],
  [
    "skips approvals in a batch",
    mutant(skipApproval(({ body }) => (body?.slug ?? body?.tool_slug) === "COMPOSIO_MULTI_EXECUTE_TOOL")),
  ],
  ["skips approvals of proxy calls", mutant(skipApproval(({ path }) => path.endsWith("/proxy_execute")))],
  [
    "runs a call before it is approved",
    mutant(() => async (call) => {
      const response = await call.forward();
      if (await isQuestion(response)) await call.forceApproval();
      return response;
    }),
  ],
  [
    "runs a denied call",
    mutant(() => async (call) => {
      const changed = JSON.stringify(call.body ?? null).replaceAll('"decision":"deny"', '"decision":"approve"');
      return call.body?.input_responses === undefined ? call.forward() : call.forward(JSON.parse(changed));
    }),
  ],
  [
    "runs a declined call",
    mutant(() => async (call) => {
      const responses = call.body?.input_responses;
      if (typeof responses !== "object" || Array.isArray(responses)) return call.forward();
      const accepted = Object.entries<Json>(responses).map(([id, response]) => [
        id,
        response.action === "decline" || response.action === "cancel" ? approve : response,
      ]);
      return call.forward({ ...call.body, input_responses: Object.fromEntries(accepted) });
    }),
  ],
  [
    "treats an invalid answer as a denial",
    mutant(() => async (call) => {
      const response = await call.forward();
      const isInvalid = response.status === 400 && call.body?.request_state !== undefined;
      if (!isInvalid || (await readBody(response)).error?.code !== 10400) return response;
      const failed = { result_type: "failed", data: {}, error: "Denied.", log_id: "log_x" };
      return new Response(JSON.stringify(failed), { status: 200, headers: response.headers });
    }),
  ],
  [
    "returns a null error with a question",
    mutant(() => async (call) => {
      const response = await call.forward();
      return (await isQuestion(response))
        ? withBody(response, { ...(await readBody(response)), error: null })
        : response;
    }),
  ],
  [
    "stores a question under its idempotency key",
    mutant(() => {
      const kept = new Map<string, Response>();
      return async (call) => {
        const key = call.headers.get("idempotency-key");
        if (key === null) return call.forward();
        const response = kept.get(key) ?? (await call.forward());
        if (await isQuestion(response)) kept.set(key, response.clone());
        return response.clone();
      };
    }),
  ],
  [
    "asks a person before the other checks",
    mutant(() => {
      let isListed = false;
      return async (call) => {
        if (call.path.endsWith("/session")) isListed = JSON.stringify(call.body ?? null).includes("require_approval");
        const response = await call.forward();
        if (!isListed || !call.path.endsWith("/execute") || response.status !== 400) return response;
        const question = {
          result_type: "input_required",
          input_requests: {},
          data: {},
          error: "Approval pending.",
          log_id: "l",
        };
        return new Response(JSON.stringify(question), { status: 200, headers: response.headers });
      };
    }),
  ],
  [
    "ignores require_approval in tags",
    mutant(() => async (call) => {
      if (call.body?.tags?.require_approval === undefined) return call.forward();
      const response = await call.forward({ ...call.body, tags: undefined });
      const body = await readBody(response);
      return body.config ? withBody(response, { ...body, config: { ...body.config, tags: call.body.tags } }) : response;
    }),
  ],
  [
    "does not return require_approval",
    mutant(() => async (call) => {
      const response = await call.forward();
      const body = await readBody(response);
      if (body.config?.toolkits?.require_approval === undefined) return response;
      const { require_approval: _, ...toolkits } = body.config.toolkits;
      return withBody(response, { ...body, config: { ...body.config, toolkits } });
    }),
  ],
  [
    "treats ask_once_per_session as ask_every_call",
    mutant(
      () => async (call) =>
        call.forward(
          parseJson(JSON.stringify(call.body ?? null).replaceAll("ask_once_per_session", "ask_every_call")) ??
            undefined,
        ),
    ),
  ],
  [
    "returns the data of a withheld result",
    mutant(
      () => async (call) => {
        const response = await call.forward();
        const body = await readBody(response);
        const isWithheld = body.result_type === "blocked" && body.hook_results?.at(-1)?.type === "after_execute";
        return isWithheld ? withBody(response, { ...body, data: withheld }) : response;
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
    "runs a blocked call",
    mutant(
      forwardUnchanged,
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
    "allows a call if its hook throws",
    mutant(
      forwardUnchanged,
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
    "allows a call if its hook has no function",
    mutant(
      forwardUnchanged,
      withHooks((hooks) => ({ afterExecute: () => allow, ...hooks })),
    ),
  ],
];
