import { type Tool, ToolRouterError } from "@tool-router/core";
import { shortened } from "./short-hash.ts";

/** The names by which a model calls the tools of one list. */
export interface ToolNames {
  /**
   * The name of a tool of the list.
   *
   * @throws ToolRouterError for a tool that is not in the list.
   */
  nameOf(tool: Pick<Tool, "slug">): string;
  /** The slug behind a name; undefined for a name that was not given out. */
  slugOf(name: string): string | undefined;
}

const allowed = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

/**
 * Names that every model API takes: `^[A-Za-z_][A-Za-z0-9_]{0,63}$`, each only once.
 *
 * A slug of that form is its own name. Another one gets a name made of it and of a hash of it, so
 * that it keeps its name whatever else is in the list.
 */
export function toolNames(tools: readonly Pick<Tool, "slug">[]): ToolNames {
  const names = new Map<string, string>();
  const slugs = new Map<string, string>();
  const give = (slug: string, name: string): void => {
    names.set(slug, name);
    slugs.set(name, slug);
  };

  const all = new Set(tools.map(({ slug }) => slug));
  // First, so that no made-up name takes one of theirs.
  for (const slug of all) if (isName(slug)) give(slug, slug);
  for (const slug of all) {
    if (names.has(slug)) continue;
    let name = madeName(slug, 0);
    for (let attempt = 1; slugs.has(name); attempt++) name = madeName(slug, attempt);
    give(slug, name);
  }

  return {
    nameOf({ slug }) {
      const name = names.get(slug);
      if (name === undefined) throw new ToolRouterError(`${slug} is none of the tools that these names were made for.`);
      return name;
    },
    slugOf: (name) => slugs.get(name),
  };
}

/** Names that every object answers to (`constructor`, `__proto__`) would confuse those who look tools up in one. */
const isName = (text: string): boolean => allowed.test(text) && !(text in Object.prototype);

function madeName(slug: string, attempt: number): string {
  const readable = slug.replaceAll(/[^A-Za-z0-9_]/g, "_").replace(/^(?=[0-9]|$)/, "_");
  return shortened(attempt === 0 ? slug : `${slug} ${attempt}`, readable);
}
