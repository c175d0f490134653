// What the adapters are tried on with each version of their framework: a session of a local router.
import { createToolRouter, type Session } from "@tool-router/core";
import { createLocalRouter, defineTool, defineToolkit } from "@tool-router/local";

const numbers = { type: "object", properties: { a: { type: "number" }, b: { type: "number" } }, required: ["a", "b"] };
const tools = [
  defineTool({
    slug: "DEMO_ADD",
    description: "Adds",
    inputSchema: numbers,
    tags: ["readOnlyHint"],
    execute: ({ a, b }) => ({ sum: Number(a) + Number(b) }),
  }),
  defineTool({
    slug: "DEMO_FAIL",
    description: "Fails",
    inputSchema: { type: "object" },
    tags: ["readOnlyHint"],
    execute: () => {
      throw new Error("no");
    },
  }),
  defineTool({
    slug: "DEMO_DELETE",
    description: "Deletes",
    inputSchema: { type: "object" },
    tags: ["destructiveHint"],
    execute: () => ({}),
  }),
];
const local = createLocalRouter({ toolkits: [defineToolkit({ slug: "demo", description: "Demo", tools })] });

/** What a client sends its requests with. */
export type Send = (url: string, init: RequestInit) => Promise<Response>;

/** A session of it; `send` may look at its requests. */
export const openSession = (send: Send = local.fetch): Promise<Session> =>
  createToolRouter({ apiKey: local.apiKey, baseUrl: local.baseUrl, fetch: send }).sessions.create("user_1", {
    preload: { tools: tools.map(({ slug }) => slug) },
  });

export const { fetch: answer } = local;
export const session = await openSession();
