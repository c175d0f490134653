import type { MetaTools, MetaToolSlug } from "@tool-router/openapi";
import { sequentialIds } from "../ids.ts";
import type { JSONObject } from "../json.ts";
import type { LocalRouterOptions } from "../router/options.ts";
import { createLocalRouter, type LocalRouter } from "../router.ts";
import type { Schemas } from "../spec.ts";
import { defineTool } from "../toolkits/define-tool.ts";
import { defineToolkit, type ToolkitDefinition } from "../toolkits/define-toolkit.ts";
import type { ToolContext } from "../toolkits/tool-context.ts";
import { checkedFetch } from "./checked-fetch.ts";

export interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

export interface TestRouter extends LocalRouter {
  /** Sends a request with the project's key, and checks the response against the API document. */
  request<Body = Schemas["Error"]>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
  /** Creates a session. Default user: `user_1`. */
  session(config?: Partial<Schemas["SessionCreate"]>): Promise<TestSession>;
  clock: { advance(milliseconds: number): void };
}

export type TestSession = Schemas["Session"] & {
  path: string;
  execute(
    slug: string,
    args?: JSONObject,
    rest?: JSONObject,
  ): Promise<Answer<Schemas["ExecuteResult"] & Schemas["Error"]>>;
  executeMeta<Slug extends MetaToolSlug>(
    slug: Slug,
    args?: JSONObject,
  ): Promise<Answer<{ data: MetaTools[Slug]["data"]; error: string | null; log_id: string } & Schemas["Error"]>>;
  link(body: Schemas["LinkRequest"]): Promise<Answer<Schemas["LinkResponse"] & Schemas["Error"]>>;
};

const start = Date.UTC(2026, 0, 1);

/** A router with sequential ids and a manual clock. */
export function testRouter(options: Partial<LocalRouterOptions> = {}): TestRouter {
  let time = start;
  const local = createLocalRouter({
    toolkits: [github(), weather()],
    linkCompletionRoute: true,
    ids: sequentialIds(),
    now: () => new Date(time),
    wait: (milliseconds) => {
      time += milliseconds;
      return Promise.resolve();
    },
    ...options,
  });
  const fetch = checkedFetch(local.fetch);

  const request: TestRouter["request"] = async <Body>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> => {
    const response = await fetch(`${local.baseUrl}/api/v3${path}`, {
      method,
      headers: { "x-api-key": local.apiKey, ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
  };

  // The router's methods are inherited, so a spread would lose them.
  return Object.assign(Object.create(local) as LocalRouter, {
    fetch,
    request,
    clock: {
      advance: (milliseconds) => {
        time += milliseconds;
      },
    },
    session: async (config = {}) => {
      const { status, body } = await request<Schemas["Session"]>("POST", "/tool_router/session", {
        user_id: "user_1",
        ...config,
      });
      if (status !== 201) throw new Error(`No session: ${JSON.stringify(body)}`);
      const path = `/tool_router/session/${body.session_id}`;
      return {
        ...body,
        path,
        execute: (slug, args, rest) =>
          request("POST", `${path}/execute`, { tool_slug: slug, arguments: args, ...rest }),
        executeMeta: (slug, args) => request("POST", `${path}/execute_meta`, { slug, arguments: args }),
        link: (link) => request("POST", `${path}/link`, link),
      };
    },
  } satisfies Omit<TestRouter, Exclude<keyof LocalRouter, "fetch">>);
}

export const githubAccount = {
  userId: "user_1",
  toolkit: "github",
  id: "ca_seed",
  credentials: { api_key: "hunter2-secret" },
};

/** A toolkit with accounts. Its tools return what they received. */
export function github(overrides: Partial<ToolkitDefinition> = {}): ToolkitDefinition {
  return defineToolkit({
    slug: "github",
    name: "GitHub",
    description: "Code hosting: repositories, issues and pull requests",
    auth: { scheme: "API_KEY" },
    tools: [
      defineTool<{ owner: string; title: string; labels?: string[] }>({
        slug: "GITHUB_CREATE_ISSUE",
        description: "Opens a new issue in a repository",
        tags: ["createHint", "openWorldHint"],
        inputSchema: {
          type: "object",
          properties: {
            owner: { type: "string" },
            title: { type: "string" },
            labels: { type: "array", items: { type: "string" } },
          },
          required: ["owner", "title"],
        },
        execute: ({ title }, { session, account }) => ({ number: 7, title, by: session.userId, account: account?.id }),
      }),
      defineTool({
        slug: "GITHUB_LIST_ISSUES",
        description: "Lists the issues of a repository",
        tags: ["readOnlyHint", "important"],
        inputSchema: { type: "object", properties: { limit: { type: "integer" } } },
        execute: () => ["first", "second"],
      }),
      defineTool({
        slug: "GITHUB_DELETE_REPOSITORY",
        description: "Deletes a repository for good",
        tags: ["destructiveHint"],
        inputSchema: { type: "object", properties: {} },
        execute: () => undefined,
      }),
      defineTool({
        slug: "GITHUB_GET_STATUS",
        description: "Returns whether the service is up; needs no account",
        noAuth: true,
        inputSchema: { type: "object", properties: {} },
        execute: (_, { account }) => ({ up: true, account: account ?? null }),
      }),
    ],
    ...overrides,
  });
}

/** A toolkit without accounts. `execute` implements its tool. */
export function weather(
  execute: (args: JSONObject, context: ToolContext) => unknown = (args) => ({ args }),
): ToolkitDefinition {
  return defineToolkit({
    slug: "weather",
    description: "Forecasts for any place",
    tools: [
      defineTool({
        slug: "WEATHER_GET_FORECAST",
        description: "Gives tomorrow's forecast for a city",
        inputSchema: { type: "object" },
        execute,
      }),
    ],
  });
}
