import {
  createToolRouter,
  type Fetch,
  type JSONSchema,
  type Session,
  type SessionConfigInput,
  type ToolRouter,
} from "@tool-router/core";
import { createLocalRouter, defineTool, defineToolkit, type LocalRouter } from "@tool-router/local";

/** One request that reached the router. */
export interface SeenRequest {
  readonly path: string;
  readonly body: Record<string, unknown>;
  readonly signal: AbortSignal | undefined;
}

export interface Demo {
  readonly local: LocalRouter;
  readonly router: ToolRouter;
  readonly session: Session;
  /** A session of a user with two accounts for the toolkit `files`. */
  severalAccounts(): Promise<Session>;
  /** The executions that the client sent, oldest first. */
  readonly executions: SeenRequest[];
  /** Settles when `DEMO_WAIT` runs, which only ends when its caller aborts. */
  readonly waiting: Promise<void>;
}

interface Deferred {
  readonly promise: Promise<void>;
  resolve(): void;
}

function deferred(): Deferred {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve: () => resolve() };
}

const object = (properties: object = {}, more: object = {}): JSONSchema => ({ type: "object", properties, ...more });

/** The schema of `DEMO_ADD`, with parts that adapters often lose. */
export const addSchema: JSONSchema = {
  type: "object",
  properties: {
    a: { type: "number", minimum: 0, multipleOf: 1 },
    b: { $ref: "#/$defs/operand" },
    note: {
      oneOf: [
        { type: "string", minLength: 1 },
        { type: "array", items: { type: "string" }, uniqueItems: true },
      ],
    },
    extra: { type: "object", additionalProperties: true },
  },
  required: ["a", "b"],
  $defs: { operand: { type: "number", default: 1 } },
};

/** A session of a local router that preloads tools for all cases of an adapter. */
export async function createDemo(
  options: {
    barrier?: number;
    /** Wraps the fetch function of the router. */
    between?: (fetch: Fetch) => Fetch;
    preload?: readonly string[];
  } = {},
): Promise<Demo> {
  const waiting = deferred();
  const together = deferred();
  let arrived = 0;

  const demo = defineToolkit({
    slug: "demo",
    description: "Tools that do what tools do",
    tools: [
      defineTool<{ a: number; b: number }>({
        slug: "DEMO_ADD",
        description: "Adds two numbers.",
        inputSchema: addSchema,
        tags: ["readOnlyHint"],
        execute: ({ a, b }) => ({ sum: a + b }),
      }),
      defineTool({
        slug: "DEMO_FAIL",
        description: "Fails.",
        inputSchema: object(),
        execute: () => {
          throw new Error("the printer is on fire");
        },
      }),
      defineTool<{ blocks?: unknown[] }>({
        slug: "DEMO_LIST",
        description: "Lists what it is given.",
        inputSchema: object({ blocks: { type: "array", items: {} } }),
        execute: ({ blocks = [] }) => blocks,
      }),
      defineTool<{ size: number }>({
        slug: "DEMO_LONG",
        description: "Gives a long text.",
        inputSchema: object({ size: { type: "integer" } }, { required: ["size"] }),
        execute: ({ size }) => ({ text: "x".repeat(size) }),
      }),
      defineTool({
        slug: "DEMO_WAIT",
        description: "Waits until the caller aborts.",
        inputSchema: object(),
        execute: (_, { signal }) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
            waiting.resolve();
          }),
      }),
      defineTool({
        slug: "DEMO_MEET",
        description: "Ends when as many calls run at the same time as the demo was told.",
        inputSchema: object({ name: { type: "string" } }),
        execute: async ({ name }) => {
          if (++arrived === options.barrier) together.resolve();
          await together.promise;
          return { name };
        },
      }),
      defineTool<{ id: string }>({
        slug: "DEMO_DELETE",
        description: "Deletes something.",
        inputSchema: object({ id: { type: "string" } }, { required: ["id"] }),
        tags: ["destructiveHint"],
        execute: ({ id }) => ({ deleted: id }),
      }),
      defineTool({
        slug: "DEMO_QUERY",
        description: "Has parameters whose names model APIs reject.",
        inputSchema: object({
          $top: { type: "integer" },
          items: { type: "array", items: { anyOf: [object({ "@id": { type: "string" } }), { type: "string" }] } },
        }),
        execute: (args) => ({ got: args }),
      }),
      defineTool({
        slug: "DEMO_CHOOSE",
        description: "Takes one of two kinds of arguments.",
        inputSchema: {
          oneOf: [
            { $ref: "#/$defs/byId" },
            {
              type: "object",
              properties: { name: { type: "string" } },
              required: ["name"],
              additionalProperties: false,
            },
          ],
          $defs: {
            byId: {
              type: "object",
              properties: { id: { type: "integer" } },
              required: ["id"],
              additionalProperties: false,
            },
          },
        },
        execute: (args) => ({ chosen: args }),
      }),
    ],
  });
  const mail = defineToolkit({
    slug: "mail",
    description: "Needs an account",
    auth: { scheme: "API_KEY" },
    tools: [
      defineTool({
        slug: "MAIL_SEND",
        description: "Sends a mail.",
        inputSchema: object({ to: { type: "string" } }),
        execute: () => ({ sent: true }),
      }),
    ],
  });
  const files = defineToolkit({
    slug: "files",
    description: "Has several accounts",
    auth: { scheme: "API_KEY" },
    tools: [
      defineTool({
        slug: "FILES_LIST",
        description: "Lists files.",
        inputSchema: object(),
        execute: (_, { account }) => ({ of: account?.alias }),
      }),
    ],
  });

  const local = createLocalRouter({
    toolkits: [demo, mail, files],
    accounts: [
      { userId: "user_1", toolkit: "files", alias: "work" },
      { userId: "user_1", toolkit: "files", alias: "home" },
    ],
  });
  const executions: SeenRequest[] = [];
  const answer = (options.between ?? ((fetch) => fetch))(local.fetch);
  const router = createToolRouter({
    apiKey: local.apiKey,
    baseUrl: local.baseUrl,
    fetch: (url, init) => {
      const path = new URL(url).pathname;
      const body: Record<string, unknown> = typeof init.body === "string" ? JSON.parse(init.body) : {};
      if (path.endsWith("/execute")) executions.push({ path, body, signal: init.signal ?? undefined });
      return answer(url, init);
    },
  });
  const create = (config: SessionConfigInput): Promise<Session> => router.sessions.create("user_1", config);
  const session = await create({
    preload: {
      tools: [...(options.preload ?? [...demo.tools, ...mail.tools, ...files.tools].map(({ slug }) => slug))],
    },
  });
  return {
    local,
    router,
    session,
    severalAccounts: () => create({ multi_account: { enable: true } }),
    executions,
    waiting: waiting.promise,
  };
}
