import MiniSearch, { type SearchResult } from "minisearch";
import { compareText, type AppTool, type Catalogue, type ShownTool } from "./catalogue.ts";

export interface SearchIndex {
  /** Tools for a text, best first; at most `limit`. The same catalogue and text give the same order every time. */
  find(text: string, admits: (tool: AppTool) => boolean, limit: number): AppTool[];
  /** As `find`, among `more` tools as well. */
  findWith(more: readonly ShownTool[], text: string, admits: (tool: AppTool) => boolean, limit: number): ShownTool[];
}

/** Ranks tools by the words of their slug, name, description and toolkit (BM25). */
export function createSearchIndex(catalogue: Catalogue): SearchIndex {
  const index = new MiniSearch<{ slug: string; words: string; name: string; description: string; toolkit: string }>({
    idField: "slug",
    fields: ["words", "name", "description", "toolkit"],
    processTerm: plainTerm,
    searchOptions: {
      boost: { words: 2, name: 2, toolkit: 1.5 },
      // "repo" finds "repository", and a slip of the pen finds what was meant; a whole word still counts most.
      prefix: (term) => term.length >= 4,
      fuzzy: (term) => (term.length >= 5 ? 0.2 : false),
      processTerm: plainTerm,
    },
  });
  index.addAll([...catalogue.tools.values()].map(entry));

  const find = <Tool extends ShownTool>(
    toolOf: (slug: string) => Tool,
    text: string,
    admits: (tool: Tool) => boolean,
    limit: number,
  ): Tool[] => {
    const filter = ({ id }: SearchResult): boolean => admits(toolOf(String(id)));
    const exact = index.search(text, { filter, fuzzy: false });
    // Only a text that finds little may have been meant otherwise: among many tools, looking for that takes long.
    return (exact.length >= limit ? exact : index.search(text, { filter }))
      .toSorted((a, b) => b.score - a.score || compareText(String(a.id), String(b.id)))
      .slice(0, limit)
      .map(({ id }) => toolOf(String(id)));
  };
  const appTool = (slug: string): AppTool => {
    const tool = catalogue.tools.get(slug);
    if (tool === undefined) throw new Error(`The search index has a tool that the catalogue lacks: ${slug}`);
    return tool;
  };

  return {
    find: (text, admits, limit) => find(appTool, text, admits, limit),
    findWith: (more, text, admits, limit) => {
      if (more.length === 0) return find(appTool, text, admits, limit);
      // A search is synchronous, so nobody else sees the tools that belong to one session. Ranked in one index with
      // all others, their scores can be compared.
      const bySlug = new Map(more.map((tool) => [tool.slug, tool]));
      index.addAll(more.map(entry));
      try {
        return find<ShownTool>(
          (slug) => bySlug.get(slug) ?? appTool(slug),
          text,
          (tool) => bySlug.has(tool.slug) || admits(appTool(tool.slug)),
          limit,
        );
      } finally {
        index.removeAll(more.map(entry));
      }
    },
  };
}

function entry(tool: ShownTool): { slug: string; words: string; name: string; description: string; toolkit: string } {
  return {
    slug: tool.slug,
    words: tool.slug.replaceAll("_", " "),
    name: tool.name,
    description: tool.description,
    toolkit: `${tool.toolkit.slug} ${tool.toolkit.name}`,
  };
}

const emptyWords = new Set([
  "a",
  "an",
  "and",
  "the",
  "to",
  "of",
  "in",
  "on",
  "for",
  "with",
  "from",
  "by",
  "my",
  "is",
  "it",
  "i",
]);

// "Issues" and "issue" are one word. A plural is all the grammar that tool descriptions need.
function plainTerm(term: string): string | null {
  const lower = term.toLowerCase();
  if (emptyWords.has(lower)) return null;
  return lower.length > 3 && lower.endsWith("s") && !lower.endsWith("ss") ? lower.slice(0, -1) : lower;
}
