import {
  sequentialIds,
  type LocalRouter,
  type LocalRouterOptions,
  type ProjectOptions,
  type SeedAccount,
} from "@tool-router/local";
import { checkedFetch } from "./checked-fetch.ts";
import { toolkits } from "./toolkits.ts";
import { makeDefaultRouter } from "./default-router.ts";
import type { MakeRouter } from "./make-router.ts";

export interface ApiResponse<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

// eslint-disable-next-line typescript/no-explicit-any -- each requirement reads different fields of the body.
type Any = any;

/** A router under test, with helpers to send requests to it. */
export interface World {
  readonly router: LocalRouter;
  /** Sends a request with the project's key. Paths are relative to `/api/v3` unless they start with `/api`. */
  readonly request: <Body = Any>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<ApiResponse<Body>>;
  /** Creates a session for `user_1` and returns its path. */
  readonly session: (config?: object) => Promise<string>;
  readonly create: (config?: object) => Promise<ApiResponse<Any>>;
  readonly execute: (path: string, tool: string, args?: object, rest?: object) => Promise<ApiResponse<Any>>;
  readonly meta: (path: string, slug: string, args?: object, rest?: object) => Promise<ApiResponse<Any>>;
  /** Moves the clock forward. It does not move by itself. */
  readonly advance: (milliseconds: number) => void;
}

/** One GitHub account each for `user_1` and `user_2`. */
const accounts: readonly SeedAccount[] = [
  { userId: "user_1", toolkit: "github", id: "ca_1", alias: "work", credentials: { api_key: "s3cret-key" } },
  { userId: "user_2", toolkit: "github", id: "ca_2" },
];

/** Adds a second account for `user_1`, the most recently connected one. */
export const twoAccounts: readonly SeedAccount[] = [
  ...accounts,
  { userId: "user_1", toolkit: "github", id: "ca_home", alias: "home" },
];

export const otherProject: ProjectOptions = { id: "proj_other", apiKey: "ak_other" };

// eslint-disable-next-line typescript/require-await -- callers await it, so that a router can start asynchronously.
export async function openWorld(
  makeRouter: MakeRouter = makeDefaultRouter,
  options: Partial<LocalRouterOptions> = {},
): Promise<World> {
  let time = Date.UTC(2026, 0, 1);
  const advance = (milliseconds: number): void => {
    time += milliseconds;
  };
  const router = makeRouter({
    toolkits,
    accounts,
    projects: [otherProject],
    linkCompletionRoute: true,
    ids: sequentialIds(),
    now: () => new Date(time),
    wait: (milliseconds) => {
      advance(milliseconds);
      return Promise.resolve();
    },
    ...options,
  });
  const fetch = checkedFetch(router.fetch);

  const request: World["request"] = async <Body = Any>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<ApiResponse<Body>> => {
    const url = `${router.baseUrl}${path.startsWith("/api") ? "" : "/api/v3"}${path}`;
    const response = await fetch(url, {
      method,
      headers: Object.hasOwn(headers, "x-user-api-key") ? headers : { "x-api-key": router.apiKey, ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
  };
  const create: World["create"] = (config = {}) =>
    request("POST", "/tool_router/session", { user_id: "user_1", ...config });

  return {
    router,
    request,
    create,
    session: async (config) => {
      const { status, body } = await create(config);
      if (status !== 201) throw new Error(`Creating the session failed: ${JSON.stringify(body)}`);
      return `/tool_router/session/${body.session_id}`;
    },
    execute: (path, tool, args, rest) =>
      request("POST", `${path}/execute`, {
        tool_slug: tool,
        ...(args === undefined ? {} : { arguments: args }),
        ...rest,
      }),
    meta: (path, slug, args = {}, rest = {}) =>
      request("POST", `${path}/execute_meta`, { slug, arguments: args, ...rest }),
    advance,
  };
}
