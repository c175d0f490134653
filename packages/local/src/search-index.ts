import MiniSearch from "minisearch";
import { compareText, type AppTool, type Catalogue } from "./catalogue.ts";

export interface SearchIndex {
  /** Tools for a text, best first; at most `limit`. The same catalogue and text give the same order every time. */
  find(text: string, admits: (tool: AppTool) => boolean, limit: number): AppTool[];
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
  index.addAll(
    [...catalogue.tools.values()].map((tool) => ({
      slug: tool.slug,
      words: tool.slug.replaceAll("_", " "),
      name: tool.name,
      description: tool.description,
      toolkit: `${tool.toolkit.slug} ${tool.toolkit.name}`,
    })),
  );

  return {
    find: (text, admits, limit) =>
      index
        .search(text, { filter: ({ id }) => admits(toolOf(catalogue, id)) })
        .toSorted((a, b) => b.score - a.score || compareText(String(a.id), String(b.id)))
        .slice(0, limit)
        .map(({ id }) => toolOf(catalogue, id)),
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

function toolOf(catalogue: Catalogue, id: unknown): AppTool {
  const tool = catalogue.tools.get(String(id));
  if (tool === undefined) throw new Error(`The search index has a tool that the catalogue lacks: ${String(id)}`);
  return tool;
}
