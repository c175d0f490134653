import type { BoundTool } from "@tool-router/adapter-kit";

/**
 * The bound tool of each object in `tools` of a request.
 *
 * A map keeps our data out of the request. Its keys are the objects, not the array, so that `[...tools, mine]`,
 * `tools.filter(…)` and a copy `{ ...tool }` of a Chat Completions tool keep their binding.
 */
const bindings = new WeakMap<object, BoundTool>();

/** Binds an object of a request to a tool, and returns the object. */
export function bind<T extends object>(tool: T, bound: BoundTool): T {
  // A copy of a Chat Completions tool shares this member.
  bindings.set(nested(tool) ?? tool, bound);
  return tool;
}

/** A client-run tool search and the tools it has found. */
interface Search {
  readonly found: Map<string, BoundTool>;
  find(query: string, signal: AbortSignal | undefined): Promise<readonly BoundTool[]>;
}

const searches = new WeakMap<object, Search>();

/** Binds a tool search. The tools that it finds count as declared from then on. */
export function bindSearch(
  tool: object,
  run: (query: string, signal: AbortSignal | undefined) => Promise<readonly BoundTool[]>,
): void {
  const found = new Map<string, BoundTool>();
  searches.set(tool, {
    found,
    async find(query, signal) {
      const tools = await run(query, signal);
      for (const bound of tools) found.set(bound.name, bound);
      return tools;
    },
  });
}

export const searchesIn = (tools: readonly object[]): Search[] => tools.flatMap((tool) => searches.get(tool) ?? []);

/** The functions that a request declared, by name; undefined for the caller's own. */
export function declaredFunctions(tools: readonly object[]): ReadonlyMap<string, BoundTool | undefined> {
  const functions = new Map<string, BoundTool | undefined>();
  for (const tool of tools) {
    const definition = nested(tool);
    const { name } = (definition ?? tool) as { name?: unknown };
    if (typeof name !== "string" || functions.get(name)) continue;
    functions.set(name, bindings.get(definition ?? tool));
  }
  for (const { found } of searchesIn(tools)) {
    for (const [name, bound] of found) if (!functions.get(name)) functions.set(name, bound);
  }
  return functions;
}

/** The member with the name and the schema, which only Chat Completions has. */
const nested = (tool: object): object | null | undefined => (tool as { function?: object | null }).function;
