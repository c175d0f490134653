import {
  createLocalRouter,
  type Credentials,
  type LocalRouter,
  type LocalRouterOptions,
  type LocalTool,
} from "@tool-router/local";
import { approvalMutants } from "./approval-mutants.ts";
import { replaceFetch } from "./replace-fetch.ts";
import type { MakeRouter } from "./make-router.ts";

type Fetch = typeof globalThis.fetch;
interface Call {
  readonly path: string;
  readonly method: string;
  readonly body: string | undefined;
  readonly headers: Headers;
}
/** Tampers with a call or its response. `forward` sends the call to the correct router. */
type Tamper = (
  call: Call,
  forward: (change?: { headers?: Headers; body?: string | undefined }) => Promise<Response>,
  router: LocalRouter,
) => Promise<Response>;

function mutant(tamper: Tamper, options: Partial<LocalRouterOptions> = {}): MakeRouter {
  return (given) => {
    const router = createLocalRouter({ ...given, ...options });
    const fetch: Fetch = async (input, init) => {
      const request = new Request(input, init);
      const body = request.body === null ? undefined : await request.clone().text();
      const call = { path: new URL(request.url).pathname, method: request.method, body, headers: request.headers };
      return tamper(
        call,
        (change) =>
          router.fetch(
            new Request(request.clone(), {
              headers: change?.headers ?? request.headers,
              ...(change && "body" in change && { body: change.body ?? null }),
            }),
          ),
        router,
      );
    };
    return replaceFetch(router, fetch);
  };
}

/** Changes the body of a JSON response. */
async function rewrite(
  response: Response,
  change: (body: Json) => unknown,
  status = response.status,
): Promise<Response> {
  if (!/json/.test(response.headers.get("content-type") ?? "")) return response;
  const body: Json = await response.json();
  const { headers } = response;
  headers.delete("content-length");
  return Response.json(change(body) ?? body, { status, headers: new Headers(headers) });
}
// eslint-disable-next-line typescript/no-explicit-any -- bodies of every operation.
type Json = any;

function rewriteError(code: number, change: (error: Json) => void): Tamper {
  return async (_, forward) => {
    const response = await forward();
    if (response.ok) return response;
    const copy: Json = await response.clone().json();
    if (copy.error?.code !== code) return response;
    change(copy.error);
    return Response.json(copy, { status: copy.error.status, headers: new Headers(response.headers) });
  };
}

const setError = (code: number, slug: string, status: number) => (error: Json) => {
  Object.assign(error, { code, slug, status });
};

// Runs every request, and only then replaces responses over the limit with a 429.
const lateLimiter: MakeRouter = ({ rateLimit = Infinity, now, ...options }) => {
  const clock = now ?? (() => new Date());
  const router = createLocalRouter({ ...options, now: clock });
  const counts = new Map<string, number>();
  const fetch: Fetch = async (input, init) => {
    const request = new Request(input, init);
    const response = await router.fetch(request);
    const window = `${request.headers.get("x-api-key")} ${Math.floor(clock().getTime() / 60_000)}`;
    const count = (counts.get(window) ?? 0) + 1;
    counts.set(window, count);
    if (rateLimit === Infinity) return response;
    const headers = new Headers(response.headers);
    headers.set("x-ratelimit-remaining", String(Math.max(0, rateLimit - count)));
    if (count <= rateLimit) return new Response(response.body, { status: response.status, headers });
    const error = { message: "Too many requests", code: 10429, slug: "HTTP_TooManyRequests", status: 429 };
    headers.set("retry-after", "60");
    const request_id = headers.get("x-request-id");
    return Response.json({ error: { ...error, request_id } }, { status: 429, headers });
  };
  return replaceFetch(router, fetch);
};

// All runs with an account share one credentials object.
const sharedCredentials: MakeRouter = ({ toolkits, ...options }) => {
  const shared = new Map<string, Credentials>();
  const shareIn = (tool: LocalTool): LocalTool => ({
    ...tool,
    execute: (args, context) => {
      const { account } = context;
      if (account === undefined) return tool.execute(args, context);
      const credentials = shared.get(account.id) ?? context.credentials;
      shared.set(account.id, credentials);
      return tool.execute(args, { ...context, credentials });
    },
  });
  return createLocalRouter({
    ...options,
    toolkits: toolkits.map((toolkit) => ({
      ...toolkit,
      tools: toolkit.tools.map((tool) => shareIn(tool as LocalTool)),
    })),
  });
};

// Accepts the OAuth callback in any browser, by adding the cookie of the browser that started.
const acceptAnyBrowser: MakeRouter = (options) => {
  const router = createLocalRouter(options);
  const cookies = new Map<string, string>();
  const fetch: Fetch = async (input, init) => {
    const request = new Request(input, init);
    const { pathname, searchParams } = new URL(request.url);
    const headers = new Headers(request.headers);
    if (pathname === "/oauth/callback/calendar")
      headers.set("cookie", cookies.get(searchParams.get("state") ?? "") ?? "");
    const response = await router.fetch(new Request(request, { headers }));
    const location = response.headers.get("refresh")?.slice("0; url=".length);
    const [cookie] = response.headers.getSetCookie();
    if (location !== undefined && cookie !== undefined) {
      cookies.set(new URL(location).searchParams.get("state") ?? "", cookie.split(";")[0] ?? "");
    }
    return response;
  };
  return replaceFetch(router, fetch);
};

/** Routers with one bug each. The requirements must detect every one. */
export const mutants: ReadonlyMap<string, MakeRouter> = new Map([
  ["returns 404 for an unknown tool", mutant(rewriteError(4301, setError(2401, "Tool_ToolNotFound", 404)))],
  [
    "checks the account before the toolkit filter",
    mutant(rewriteError(4324, setError(4302, "ToolRouterV2_NoActiveConnection", 400))),
  ],
  [
    "exposes another project's session",
    mutant((call, forward, router) => {
      const headers = new Headers(call.headers);
      if (/session\/trs_/.test(call.path) && headers.get("x-api-key") === "ak_other")
        headers.set("x-api-key", router.apiKey);
      return forward({ headers });
    }),
  ],
  [
    "drops the last item of a batch",
    mutant(async (_, forward) => {
      const response = await forward();
      return rewrite(response, (body) => {
        if (Array.isArray(body.data?.results) && body.data.total_count !== undefined) body.data.results.pop();
      });
    }),
  ],
  [
    "returns toolkits in the spelling of the request",
    mutant(async (_, forward) =>
      rewrite(await forward(), (body) => {
        if (body.config?.toolkits?.enabled) body.config.toolkits = { enable: body.config.toolkits.enabled };
      }),
    ),
  ],
  ["applies the rate limit after running the request", lateLimiter],
  ["passes the stored credentials object to tools", sharedCredentials],
  ["completes a sign-in in any browser", acceptAnyBrowser],
  [
    "does not increase the version on an update",
    mutant(async (_, forward) =>
      rewrite(await forward(), (body) => {
        if (body.config_version > 1) body.config_version = 1;
      }),
    ),
  ],
  [
    "ignores expected_config_version",
    mutant((call, forward) => {
      if (call.method !== "PATCH" || !call.body) return forward();
      const { expected_config_version: _, ...rest } = JSON.parse(call.body) as Record<string, unknown>;
      return forward({ body: JSON.stringify(rest) });
    }),
  ],
  [
    "returns an HTTP error for a failed tool",
    mutant(async (_, forward) => {
      const response = await forward();
      const copy: Json = await response
        .clone()
        .json()
        .catch(() => ({}));
      if (!response.ok || typeof copy.error !== "string") return response;
      const id = response.headers.get("x-request-id");
      return Response.json(
        {
          error: {
            message: copy.error,
            code: 4340,
            slug: "ToolRouterV2_InternalServerError",
            status: 500,
            request_id: id,
          },
        },
        { status: 500, headers: new Headers(response.headers) },
      );
    }),
  ],
  [
    "numbers search results from 0",
    mutant(async (call, forward) =>
      rewrite(await forward(), (body) => {
        if (call.path.endsWith("/search")) for (const result of body.results ?? []) result.index -= 1;
      }),
    ),
  ],
  [
    "does not delete sessions",
    mutant((call, forward) => {
      if (call.method === "DELETE" && /session\/trs_[^/]+$/.test(call.path)) {
        const id = call.path.split("/").at(-1);
        return forward({ headers: new Headers({ ...Object.fromEntries(call.headers), "x-api-key": "ak_other" }) }).then(
          (response) => rewrite(response, () => ({ session_id: id, deleted: true }), 200),
        );
      }
      return forward();
    }),
  ],
  [
    "exposes an account's credentials",
    mutant(async (call, forward) =>
      rewrite(await forward(), (body) => {
        if (call.path.endsWith("connected_accounts/ca_1") && body.data) body.data = { api_key: "s3cret-key" };
      }),
    ),
  ],
  [
    "accepts two credentials if one is valid",
    mutant((call, forward) => {
      const headers = new Headers(call.headers);
      if (headers.has("x-api-key")) headers.delete("x-user-api-key");
      return forward({ headers });
    }),
  ],
  [
    "uses the newest account where selection is required",
    mutant((call, forward) => {
      if (call.method !== "POST" || !call.path.endsWith("/session") || !call.body) return forward();
      try {
        const body: Json = JSON.parse(call.body);
        if (body.multi_account?.enable) body.multi_account.require_explicit_selection = false;
        return forward({ body: JSON.stringify(body) });
      } catch {
        return forward();
      }
    }),
  ],
  [
    "completes links immediately",
    mutant(
      rewriteError(0, () => undefined),
      { links: "instant" },
    ),
  ],
  [
    "never offloads long results",
    mutant((call, forward) => {
      if (!call.path.endsWith("/execute") || !call.body?.includes("offload")) return forward();
      return forward({ body: call.body.replace("enable_auto_workbench_offload", "ignored") });
    }),
  ],
  [
    "accepts any content type at a presigned URL",
    mutant((call, forward) => {
      const headers = new Headers(call.headers);
      if (call.method === "PUT") headers.set("content-type", "text/plain");
      return forward({ headers });
    }),
  ],
  [
    "ignores the scope of a key",
    mutant((call, forward, router) => {
      const headers = new Headers(call.headers);
      if (headers.get("x-api-key") === "ak_reader") headers.set("x-api-key", router.apiKey);
      return forward({ headers });
    }),
  ],
  [
    "reports an account as disabled but keeps it usable",
    mutant(async (call, forward, router) => {
      const response = await forward();
      const [, id] = /connected_accounts\/(\w+)\/status$/.exec(call.path) ?? [];
      if (id !== undefined && response.ok) await router.setAccountStatus(id, "ACTIVE");
      return response;
    }),
  ],
  [
    "exposes an auth config's credentials",
    mutant(async (call, forward) =>
      rewrite(await forward(), (body) => {
        if (call.method === "GET" && /auth_configs\/ac_\d+$/.test(call.path))
          body.credentials = { base: "s3cret-base" };
      }),
    ),
  ],
  [
    "revokes a revoked account again",
    mutant(async (_, forward) => {
      const response = await forward();
      if (response.status !== 409) return response;
      const copy: Json = await response.clone().json();
      if (copy.error?.slug !== "ConnectedAccount_NotRevocable") return response;
      const body = { revoked_tokens: [], connected_account: { id: "ca_slack", status: "REVOKED" } };
      return Response.json(body, { headers: new Headers(response.headers) });
    }),
  ],
  [
    "ignores connected_account_id in a run without a session",
    mutant((call, forward) => {
      if (!/tools\/execute\/[A-Z_]+$/.test(call.path) || !call.body?.includes("connected_account_id")) return forward();
      return forward({ body: call.body.replace(/"connected_account_id":"ca_1"/, '"user_id":"user_1"') });
    }),
  ],
  ["returns 404 for unimplemented operations", mutant(rewriteError(10501, setError(10404, "HTTP_NotFound", 404)))],
  [
    "omits the request id",
    mutant(async (_, forward) => {
      const response = await forward();
      response.headers.delete("x-request-id");
      return response;
    }),
  ],
  ...approvalMutants,
]);
