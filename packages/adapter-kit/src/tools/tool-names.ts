import type { Tool } from "@tool-router/core";
import { isFunctionName } from "./function-name.ts";
import { shortened } from "../schema/short-hash.ts";

/** The names by which a model calls the tools of one list. */
export interface ToolNames {
  /**
   * The name of a tool of the list.
   *
   * @throws RangeError if the tool is not in the list.
   */
  nameOf(tool: Pick<Tool, "slug">): string;
  /** The slug of a name; undefined for an unknown name. */
  slugOf(name: string): string | undefined;
}

/**
 * Gives tools unique names that every model API accepts: `^[A-Za-z_][A-Za-z0-9_]{0,63}$`.
 *
 * A slug of that form is its own name. Another slug gets a name from itself and its hash, so that the name does not depend
 * on the rest of the list.
 */
export function toolNames(tools: readonly Pick<Tool, "slug">[]): ToolNames {
  const names = new Map<string, string>();
  const slugs = new Map<string, string>();
  // Valid slugs first, so that no generated name takes one of them.
  for (const good of [true, false]) {
    for (const { slug } of tools) {
      if (names.has(slug) || isFunctionName(slug) !== good) continue;
      let name = slug;
      for (let attempt = 0; slugs.has(name) || !isFunctionName(name); attempt++) name = generatedName(slug, attempt);
      names.set(slug, name);
      slugs.set(name, slug);
    }
  }
  return {
    nameOf({ slug }) {
      const name = names.get(slug);
      if (name === undefined) throw new RangeError(`Unknown tool ${slug}. The names were made for other tools.`);
      return name;
    },
    slugOf: (name) => slugs.get(name),
  };
}

const generatedName = (slug: string, attempt: number): string =>
  shortened(attempt === 0 ? slug : `${slug} ${attempt}`, slug.replaceAll(/\W/g, "_").replace(/^(?=\d|$)/, "_"));
