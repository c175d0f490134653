import type { BoundTool } from "@tool-router/adapter-kit";

/**
 * Which of our tools an object in a request's `tools` is. Kept beside the objects, not in them, so
 * that the request holds nothing of ours; and by object, not by array, so that `[...tools, mine]`,
 * `tools.filter(…)` and a copy `{ ...tool }` of a Chat Completions tool still know theirs.
 */
const bindings = new WeakMap<object, BoundTool>();

/** Remembers whose shape `tool` is, and gives it back. */
export function bind<T extends object>(tool: T, bound: BoundTool): T {
  // A copy of a Chat Completions tool has the same member.
  bindings.set(nested(tool) ?? tool, bound);
  return tool;
}

/** A client-run tool search, with what it has found. */
interface Search {
  readonly found: Map<string, BoundTool>;
  find(query: string, signal: AbortSignal | undefined): Promise<readonly BoundTool[]>;
}

const searches = new WeakMap<object, Search>();

/** Remembers how a tool search is run; what it finds counts as declared from then on. */
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

/** The functions that a request declared, by name; undefined for those that are not ours. */
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

/** Chat Completions puts name and schema of a tool into a member of it; the Responses API does not. */
const nested = (tool: object): object | null | undefined => (tool as { function?: object | null }).function;
