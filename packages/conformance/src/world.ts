import {
  sequentialIds,
  type LocalRouter,
  type LocalRouterOptions,
  type ProjectOptions,
  type SeedAccount,
} from "@tool-router/local";
import { checkedFetch } from "./checked-fetch.ts";
import { toolkits } from "./toolkits.ts";
import { makeUsualRouter } from "./usual-router.ts";

export interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

/** The body of an answer that may be a refusal. */
// eslint-disable-next-line typescript/no-explicit-any -- each requirement looks at other fields of it.
type Any = any;

/** A router with what is needed to ask it. */
export interface World {
  readonly router: LocalRouter;
  /** Sends a request with the project's key, below `/api/v3` unless the path begins with `/api`. */
  readonly request: <Body = Any>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer<Body>>;
  /** Opens a session for `user_1`; its path. */
  readonly session: (config?: object) => Promise<string>;
  readonly create: (config?: object) => Promise<Answer<Any>>;
  readonly execute: (path: string, tool: string, args?: object, rest?: object) => Promise<Answer<Any>>;
  readonly meta: (path: string, slug: string, args?: object, rest?: object) => Promise<Answer<Any>>;
  /** The clock stands still until it is told to go on. */
  readonly advance: (milliseconds: number) => void;
}

export type MakeRouter = (options: LocalRouterOptions) => LocalRouter;

/** `user_1` has a GitHub account and `user_2` another one. */
const accounts: readonly SeedAccount[] = [
  { userId: "user_1", toolkit: "github", id: "ca_1", alias: "work", credentials: { api_key: "s3cret-key" } },
  { userId: "user_2", toolkit: "github", id: "ca_2" },
];

/** Two accounts of one user; the second was connected last. */
export const twoAccounts: readonly SeedAccount[] = [
  ...accounts,
  { userId: "user_1", toolkit: "github", id: "ca_home", alias: "home" },
];

export const otherProject: ProjectOptions = { id: "proj_other", apiKey: "ak_other" };

// eslint-disable-next-line typescript/require-await -- what starts a router elsewhere has to wait.
export async function openWorld(
  makeRouter: MakeRouter = makeUsualRouter,
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
  ): Promise<Answer<Body>> => {
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
      if (status !== 201) throw new Error(`no session: ${JSON.stringify(body)}`);
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
