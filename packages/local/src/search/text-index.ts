import SearchableMap from "minisearch/SearchableMap";

/** Occurrences of a term: for each field, its documents and their counts. */
type Occurrences = { readonly documents: number[]; readonly counts: number[] }[];

/** An inverted index of documents with the same fields. */
export interface TextIndex {
  readonly size: number;
  readonly terms: SearchableMap<Occurrences>;
  /** For each field, the number of distinct words in each document. */
  readonly lengths: readonly Float64Array[];
}

export function indexTexts(documents: readonly (readonly string[])[], fields: number): TextIndex {
  const terms = new SearchableMap<Occurrences>();
  const lengths = Array.from({ length: fields }, () => new Float64Array(documents.length));
  for (const [document, texts] of documents.entries()) {
    for (const [field, text] of texts.entries()) {
      const tokens = tokensOf(text);
      (lengths[field] as Float64Array)[document] = new Set(tokens).size;
      for (const token of tokens) {
        const term = plainTerm(token);
        if (term === undefined) continue;
        const { documents: known, counts } = terms.fetch(term, () =>
          Array.from({ length: fields }, () => ({ documents: [], counts: [] })),
        )[field] as Occurrences[number];
        // Documents are indexed in order, so a known one is the last.
        if (known.at(-1) === document) counts[counts.length - 1]!++;
        else {
          known.push(document);
          counts.push(1);
        }
      }
    }
  }
  return { size: documents.length, terms, lengths };
}

/**
 * Scores each document of each index for a text (BM25+ over all indexes together); 0 without a match. Prefix matches
 * count less than whole words. With `isFuzzy`, similar spellings count as well. The number of matched words multiplies the
 * score, so that more distinct words rank above frequent ones.
 */
export function scoresOf(
  indexes: readonly TextIndex[],
  text: string,
  weights: readonly number[],
  isFuzzy: boolean,
): Float64Array[] {
  const scores = indexes.map(({ size }) => new Float64Array(size));
  const matched = indexes.map(({ size }) => new Uint16Array(size));
  const latest = indexes.map(({ size }) => new Uint16Array(size));
  const all = indexes.reduce((sum, { size }) => sum + size, 0);
  const averages = weights.map((_, field) => {
    const total = indexes.reduce((sum, { lengths }) => sum + (lengths[field] as Float64Array).reduce(add, 0), 0);
    return total / all;
  });

  const wanted = countOf(tokensOf(text).flatMap((token) => plainTerm(token) ?? []));
  for (const [position, [term, times]] of [...wanted].entries()) {
    for (const [known, closeness] of matchingTerms(indexes, term, isFuzzy)) {
      const occurrences = indexes.map(({ terms }) => terms.get(known));
      for (const [field, weight] of weights.entries()) {
        const having = occurrences.reduce((sum, fields) => sum + (fields?.[field]?.documents.length ?? 0), 0);
        const rarity = Math.log(1 + (all - having + 0.5) / (having + 0.5));
        const factor = times * closeness * weight * rarity;
        for (const [which, fields] of occurrences.entries()) {
          const found = fields?.[field];
          if (found === undefined) continue;
          addScores(found, {
            factor,
            lengths: (indexes[which] as TextIndex).lengths[field] as Float64Array,
            average: averages[field] as number,
            scores: scores[which] as Float64Array,
            matched: matched[which] as Uint16Array,
            latest: latest[which] as Uint16Array,
            position: position + 1,
          });
        }
      }
    }
  }
  for (const [which, own] of scores.entries()) {
    for (let document = 0; document < own.length; document++) own[document]! *= matched[which]![document]!;
  }
  return scores;
}

interface Sums {
  readonly factor: number;
  readonly lengths: Float64Array;
  readonly average: number;
  readonly scores: Float64Array;
  /** Number of the text's words in each document. */
  readonly matched: Uint16Array;
  /** Position of the last word counted in `matched`, so that a word in two fields counts once. */
  readonly latest: Uint16Array;
  readonly position: number;
}

// Hot path: runs tens of thousands of times per search among ten thousand tools, so it allocates nothing.
function addScores({ documents, counts }: Occurrences[number], sums: Sums): void {
  const { factor, lengths, average, scores, matched, latest, position } = sums;
  for (let index = 0; index < documents.length; index++) {
    const document = documents[index]!;
    const count = counts[index]!;
    const length = 1 - B + (B * lengths[document]!) / average;
    scores[document]! += factor * (DELTA + (count * (K1 + 1)) / (count + K1 * length));
    if (latest[document] !== position) {
      latest[document] = position;
      matched[document]!++;
    }
  }
}

// Parameters of BM25+: k1 (saturation of term frequency), b (length normalization), delta (bonus of each match).
const K1 = 1.2;
const B = 0.7;
const DELTA = 0.5;

const PREFIX_WEIGHT = 0.375;
const FUZZY_WEIGHT = 0.45;

/** The indexed terms that match a word, with the weight of each match. */
function matchingTerms(indexes: readonly TextIndex[], term: string, isFuzzy: boolean): Map<string, number> {
  const matches = new Map([[term, 1]]);
  // Prefixes: "repo" matches "repository".
  if (term.length >= 4) {
    for (const { terms } of indexes) {
      for (const known of terms.atPrefix(term).keys()) {
        const weight = (PREFIX_WEIGHT * known.length) / (known.length + 0.3 * (known.length - term.length));
        if (!matches.has(known)) matches.set(known, weight);
      }
    }
  }
  if (isFuzzy && term.length >= 5) {
    for (const { terms } of indexes) {
      for (const [known, [, distance]] of terms.fuzzyGet(term, Math.min(6, Math.round(term.length * 0.2)))) {
        if (!matches.has(known)) matches.set(known, (FUZZY_WEIGHT * known.length) / (known.length + distance));
      }
    }
  }
  return matches;
}

function tokensOf(text: string): string[] {
  return text.split(/[\n\r\p{Z}\p{P}]+/u);
}

function countOf(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

function add(a: number, b: number): number {
  return a + b;
}

const STOP_WORDS = new Set([
  "",
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

// Strips the plural "s". Tool descriptions need no further stemming.
function plainTerm(token: string): string | undefined {
  const lower = token.toLowerCase();
  if (STOP_WORDS.has(lower)) return undefined;
  return lower.length > 3 && lower.endsWith("s") && !lower.endsWith("ss") ? lower.slice(0, -1) : lower;
}
