import { compareText, type AppTool, type Catalogue, type ShownTool } from "../toolkits/catalogue.ts";
import { indexTexts, scoresOf } from "./text-index.ts";

export interface SearchIndex {
  /** Tools for a text, best first; at most `limit`. The same catalogue and text give the same order every time. */
  find(text: string, admits: (tool: AppTool) => boolean, limit: number): AppTool[];
  /** As `find`, among `more` tools as well. */
  findWith(more: readonly ShownTool[], text: string, admits: (tool: AppTool) => boolean, limit: number): ShownTool[];
}

/** What a tool is found by, and how much each of it counts: the slug, the name, the description, the toolkit. */
const textsOf = ({ slug, name, description, toolkit }: ShownTool): string[] => [
  slug.replaceAll("_", " "),
  name,
  description,
  `${toolkit.slug} ${toolkit.name}`,
];
const weights = [2, 2, 1, 1.5];

/** Ranks tools by the words of their slug, name, description and toolkit (BM25). */
export function createSearchIndex(catalogue: Catalogue): SearchIndex {
  const tools = [...catalogue.tools.values()];
  const index = indexTexts(tools.map(textsOf), weights.length);

  const findWith: SearchIndex["findWith"] = (more, text, admits, limit) => {
    // Ranked together with all others, the scores of the tools that belong to one session can be compared.
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
    // Only a text that finds little may have been meant otherwise: among many tools, looking for that takes long.
    return exact.length < limit ? best(true) : exact;
  };
  return { find: (text, admits, limit) => findWith([], text, admits, limit) as AppTool[], findWith };
}

interface Found {
  readonly tool: ShownTool;
  readonly score: number;
}

// Sorting ten thousand tools to take six of them would cost more than scoring them, and so would asking the session
// about each.
function keepBest(found: Found[], limit: number, tool: ShownTool, score: number, admits = (): boolean => true): void {
  const isBetter = (other: Found): boolean =>
    score > other.score || (score === other.score && compareText(tool.slug, other.tool.slug) < 0);
  const last = found.at(-1);
  if (score === 0 || (last !== undefined && found.length === limit && !isBetter(last)) || !admits()) return;
  const place = found.findIndex(isBetter);
  found.splice(place === -1 ? found.length : place, 0, { tool, score });
  if (found.length > limit) found.pop();
}
