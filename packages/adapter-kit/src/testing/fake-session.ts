import type { ExecuteOptions, ExecuteResult, JSONObject, JSONSchema, Tool } from "@tool-router/core";
import type { AdapterSession } from "../index.ts";

/** A tool like those of `session.tools()`. */
export function fakeTool(slug: string, details: Partial<Omit<Tool, "slug">> = {}): Tool {
  const inputSchema: JSONSchema = details.inputSchema ?? { type: "object", properties: {} };
  return {
    slug,
    name: slug,
    description: `What ${slug} does`,
    inputSchema,
    outputSchema: {},
    toolkit: { slug: "demo", name: "Demo" },
    tags: [],
    annotations: {},
    version: "00000000_00",
    raw: {} as Tool["raw"],
    ...details,
  };
}

export interface FakeCall {
  readonly tool: string | Tool;
  readonly args: JSONObject | undefined;
  readonly options: ExecuteOptions | undefined;
}

/** A session without a router, for behavior that a router cannot show. */
export function fakeSession(
  run: (call: FakeCall) => unknown,
  tools: readonly Tool[] = [],
): AdapterSession & { readonly calls: FakeCall[]; listed: number } {
  const calls: FakeCall[] = [];
  const session = {
    calls,
    listed: 0,
    tools: async () => {
      session.listed++;
      return tools;
    },
    execute: async (tool: string | Tool, args?: JSONObject, options?: ExecuteOptions) => {
      const call = { tool, args, options };
      calls.push(call);
      return (await run(call)) as ExecuteResult<never>;
    },
  };
  return session;
}
