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
/** Bends one call of a router; what it does not bend it passes on. */
type Bend = (
  call: Call,
  pass: (change?: { headers?: Headers; body?: string | undefined }) => Promise<Response>,
  router: LocalRouter,
) => Promise<Response>;

function mutant(bend: Bend, options: Partial<LocalRouterOptions> = {}): MakeRouter {
  return (given) => {
    const router = createLocalRouter({ ...given, ...options });
    const fetch: Fetch = async (input, init) => {
      const request = new Request(input, init);
      const body = request.body === null ? undefined : await request.clone().text();
      const call = { path: new URL(request.url).pathname, method: request.method, body, headers: request.headers };
      return bend(
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

// Bodies are read as the caller will read them, changed, and written anew.
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

function withError(code: number, change: (error: Json) => void): Bend {
  return async (_, pass) => {
    const response = await pass();
    if (response.ok) return response;
    const copy: Json = await response.clone().json();
    if (copy.error?.code !== code) return response;
    change(copy.error);
    return Response.json(copy, { status: copy.error.status, headers: new Headers(response.headers) });
  };
}

const to = (code: number, slug: string, status: number) => (error: Json) => {
  Object.assign(error, { code, slug, status });
};

// Does not limit at all, counts what it has answered, and takes back what was too much.
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
    const error = { message: "too many", code: 10429, slug: "HTTP_TooManyRequests", status: 429 };
    headers.set("retry-after", "60");
    const request_id = headers.get("x-request-id");
    return Response.json({ error: { ...error, request_id } }, { status: 429, headers });
  };
  return replaceFetch(router, fetch);
};

// Every run of an account gets the object that its first run got.
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

// Whoever comes back from the provider is taken for the one who began.
const anyBrowser: MakeRouter = (options) => {
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

/** Routers that are wrong in one way each. The requirements must notice every one of them. */
export const mutants: ReadonlyMap<string, MakeRouter> = new Map([
  ["an unknown tool is answered 404", mutant(withError(4301, to(2401, "Tool_ToolNotFound", 404)))],
  [
    "a disallowed toolkit looks unconnected: the account is checked first",
    mutant(withError(4324, to(4302, "ToolRouterV2_NoActiveConnection", 400))),
  ],
  [
    "a foreign session is shown",
    mutant((call, pass, router) => {
      const headers = new Headers(call.headers);
      if (/session\/trs_/.test(call.path) && headers.get("x-api-key") === "ak_other")
        headers.set("x-api-key", router.apiKey);
      return pass({ headers });
    }),
  ],
  [
    "a batch loses its last item",
    mutant(async (_, pass) => {
      const response = await pass();
      return rewrite(response, (body) => {
        if (Array.isArray(body.data?.results) && body.data.total_count !== undefined) body.data.results.pop();
      });
    }),
  ],
  [
    "toolkits are echoed as they were asked for",
    mutant(async (_, pass) =>
      rewrite(await pass(), (body) => {
        if (body.config?.toolkits?.enabled) body.config.toolkits = { enable: body.config.toolkits.enabled };
      }),
    ),
  ],
  ["the limiter answers after the work", lateLimiter],
  ["a tool's credentials are the account's own", sharedCredentials],
  ["a sign-in may be finished in any browser", anyBrowser],
  [
    "a change does not raise the version",
    mutant(async (_, pass) =>
      rewrite(await pass(), (body) => {
        if (body.config_version > 1) body.config_version = 1;
      }),
    ),
  ],
  [
    "an expected version is not looked at",
    mutant((call, pass) => {
      if (call.method !== "PATCH" || !call.body) return pass();
      const { expected_config_version: _, ...rest } = JSON.parse(call.body) as Record<string, unknown>;
      return pass({ body: JSON.stringify(rest) });
    }),
  ],
  [
    "a failed tool is an HTTP error",
    mutant(async (_, pass) => {
      const response = await pass();
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
    "search counts from 0",
    mutant(async (call, pass) =>
      rewrite(await pass(), (body) => {
        if (call.path.endsWith("/search")) for (const result of body.results ?? []) result.index -= 1;
      }),
    ),
  ],
  [
    "a deleted session lives on",
    mutant((call, pass) => {
      if (call.method === "DELETE" && /session\/trs_[^/]+$/.test(call.path)) {
        const id = call.path.split("/").at(-1);
        return pass({ headers: new Headers({ ...Object.fromEntries(call.headers), "x-api-key": "ak_other" }) }).then(
          (response) => rewrite(response, () => ({ session_id: id, deleted: true }), 200),
        );
      }
      return pass();
    }),
  ],
  [
    "an account's secret is shown",
    mutant(async (call, pass) =>
      rewrite(await pass(), (body) => {
        if (call.path.endsWith("connected_accounts/ca_1") && body.data) body.data = { api_key: "s3cret-key" };
      }),
    ),
  ],
  [
    "two credentials are taken if one of them is right",
    mutant((call, pass) => {
      const headers = new Headers(call.headers);
      if (headers.has("x-api-key")) headers.delete("x-user-api-key");
      return pass({ headers });
    }),
  ],
  [
    "the newest account is used where one must be named",
    mutant((call, pass) => {
      if (call.method !== "POST" || !call.path.endsWith("/session") || !call.body) return pass();
      try {
        const body: Json = JSON.parse(call.body);
        if (body.multi_account?.enable) body.multi_account.require_explicit_selection = false;
        return pass({ body: JSON.stringify(body) });
      } catch {
        return pass();
      }
    }),
  ],
  [
    "links are complete as soon as they are made",
    mutant(
      withError(0, () => undefined),
      { links: "instant" },
    ),
  ],
  [
    "long results are always inline",
    mutant((call, pass) => {
      if (!call.path.endsWith("/execute") || !call.body?.includes("offload")) return pass();
      return pass({ body: call.body.replace("enable_auto_workbench_offload", "ignored") });
    }),
  ],
  [
    "addresses of files are good for any type",
    mutant((call, pass) => {
      const headers = new Headers(call.headers);
      if (call.method === "PUT") headers.set("content-type", "text/plain");
      return pass({ headers });
    }),
  ],
  [
    "scoped keys may do everything",
    mutant((call, pass, router) => {
      const headers = new Headers(call.headers);
      if (headers.get("x-api-key") === "ak_reader") headers.set("x-api-key", router.apiKey);
      return pass({ headers });
    }),
  ],
  [
    "a disabled account is only called so",
    mutant(async (call, pass, router) => {
      const response = await pass();
      const [, id] = /connected_accounts\/(\w+)\/status$/.exec(call.path) ?? [];
      if (id !== undefined && response.ok) await router.setAccountStatus(id, "ACTIVE");
      return response;
    }),
  ],
  [
    "an auth config shows its credentials",
    mutant(async (call, pass) =>
      rewrite(await pass(), (body) => {
        if (call.method === "GET" && /auth_configs\/ac_\d+$/.test(call.path))
          body.credentials = { base: "s3cret-base" };
      }),
    ),
  ],
  [
    "a revoked account is revoked again",
    mutant(async (_, pass) => {
      const response = await pass();
      if (response.status !== 409) return response;
      const copy: Json = await response.clone().json();
      if (copy.error?.slug !== "ConnectedAccount_NotRevocable") return response;
      const body = { revoked_tokens: [], connected_account: { id: "ca_slack", status: "REVOKED" } };
      return Response.json(body, { headers: new Headers(response.headers) });
    }),
  ],
  [
    "a run outside of sessions uses the newest account, whatever is asked for",
    mutant((call, pass) => {
      if (!/tools\/execute\/[A-Z_]+$/.test(call.path) || !call.body?.includes("connected_account_id")) return pass();
      return pass({ body: call.body.replace(/"connected_account_id":"ca_1"/, '"user_id":"user_1"') });
    }),
  ],
  ["what is not served is unknown", mutant(withError(10501, to(10404, "HTTP_NotFound", 404)))],
  [
    "the request's id is lost",
    mutant(async (_, pass) => {
      const response = await pass();
      response.headers.delete("x-request-id");
      return response;
    }),
  ],
  ...approvalMutants,
]);
