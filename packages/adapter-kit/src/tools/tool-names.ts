import type { Tool } from "@tool-router/core";
import { isFunctionName } from "./function-name.ts";
import { shortened } from "../schema/short-hash.ts";

/** The names by which a model calls the tools of one list. */
export interface ToolNames {
  /**
   * The name of a tool of the list.
   *
   * @throws RangeError for a tool that is not in the list.
   */
  nameOf(tool: Pick<Tool, "slug">): string;
  /** The slug behind a name; undefined for a name that was not given out. */
  slugOf(name: string): string | undefined;
}

/**
 * Names that every model API takes: `^[A-Za-z_][A-Za-z0-9_]{0,63}$`, each only once.
 *
 * A slug of that form is its own name. Another one gets a name made of it and of a hash of it, so
 * that it keeps its name whatever else is in the list.
 */
export function toolNames(tools: readonly Pick<Tool, "slug">[]): ToolNames {
  const names = new Map<string, string>();
  const slugs = new Map<string, string>();
  // Good names first, so that no made-up name takes one of theirs.
  for (const good of [true, false]) {
    for (const { slug } of tools) {
      if (names.has(slug) || isFunctionName(slug) !== good) continue;
      let name = slug;
      for (let attempt = 0; slugs.has(name) || !isFunctionName(name); attempt++) name = madeName(slug, attempt);
      names.set(slug, name);
      slugs.set(name, slug);
    }
  }
  return {
    nameOf({ slug }) {
      const name = names.get(slug);
      if (name === undefined) throw new RangeError(`${slug} is none of the tools that these names were made for.`);
      return name;
    },
    slugOf: (name) => slugs.get(name),
  };
}

const madeName = (slug: string, attempt: number): string =>
  shortened(attempt === 0 ? slug : `${slug} ${attempt}`, slug.replaceAll(/\W/g, "_").replace(/^(?=\d|$)/, "_"));
