import { compareText, type AppTool, type Catalog, type ShownTool } from "../toolkits/catalog.ts";
import { indexTexts, scoresOf } from "./text-index.ts";

export interface SearchIndex {
  /** Finds at most `limit` tools for a text, best first. The order is deterministic. */
  find(text: string, admits: (tool: AppTool) => boolean, limit: number): AppTool[];
  /** As `find`, including `more` tools. */
  findWith(more: readonly ShownTool[], text: string, admits: (tool: AppTool) => boolean, limit: number): ShownTool[];
}

/** Indexed fields: slug, name, description, toolkit. `weights` has their weights in the same order. */
const textsOf = ({ slug, name, description, toolkit }: ShownTool): string[] => [
  slug.replaceAll("_", " "),
  name,
  description,
  `${toolkit.slug} ${toolkit.name}`,
];
const weights = [2, 2, 1, 1.5];

/** Ranks tools by the words of their slug, name, description and toolkit (BM25+). */
export function createSearchIndex(catalog: Catalog): SearchIndex {
  const tools = [...catalog.tools.values()];
  const index = indexTexts(tools.map(textsOf), weights.length);

  const findWith: SearchIndex["findWith"] = (more, text, admits, limit) => {
    // Both indexes are scored together, so that their scores are comparable.
    const indexes = more.length === 0 ? [index] : [index, indexTexts(more.map(textsOf), weights.length)];
    const best = (isFuzzy: boolean): ShownTool[] => {
      const [ofTools, ofMore] = scoresOf(indexes, text, weights, isFuzzy);
      const found: Found[] = [];
      for (const [place, tool] of tools.entries())
        keepBest(found, limit, tool, ofTools?.[place] ?? 0, () => admits(tool));
      for (const [place, tool] of more.entries()) keepBest(found, limit, tool, ofMore?.[place] ?? 0);
      return found.map(({ tool }) => tool);
    };
    const exact = best(false);
    // Fuzzy search is slow, so it runs only after too few exact matches.
    return exact.length < limit ? best(true) : exact;
  };
  return { find: (text, admits, limit) => findWith([], text, admits, limit) as AppTool[], findWith };
}

interface Found {
  readonly tool: ShownTool;
  readonly score: number;
}

// Keeps the best in order. Sorting ten thousand tools, or checking each against the session, would cost more than scoring.
function keepBest(found: Found[], limit: number, tool: ShownTool, score: number, admits = (): boolean => true): void {
  const isBetter = (other: Found): boolean =>
    score > other.score || (score === other.score && compareText(tool.slug, other.tool.slug) < 0);
  const last = found.at(-1);
  if (score === 0 || (last !== undefined && found.length === limit && !isBetter(last)) || !admits()) return;
  const place = found.findIndex(isBetter);
  found.splice(place === -1 ? found.length : place, 0, { tool, score });
  if (found.length > limit) found.pop();
}
