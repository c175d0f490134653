import SearchableMap from "minisearch/SearchableMap";

/** Where a term occurs: for each field, its documents and how often it is in each. */
type Occurrences = { readonly documents: number[]; readonly counts: number[] }[];

/** The words of some documents, each of which has the same fields. */
export interface TextIndex {
  readonly size: number;
  readonly terms: SearchableMap<Occurrences>;
  /** For each field, how many different words it has in each document. */
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
        // Documents come one after the other: one that is known already is the last.
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
 * How well each document of each index fits a text (BM25+, the indexes taken together), 0 where it has no word of it.
 * What begins with a word of the text counts as well, less than the whole word; with `isFuzzy` also what is spelt much
 * like it. A document with more of the words comes before one that has a few of them often.
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
    for (const [known, closeness] of meantBy(indexes, term, isFuzzy)) {
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
  /** How many of the text's words each document has. */
  readonly matched: Uint16Array;
  /** The word by which `matched` rose last: a word that is in two fields counts once. */
  readonly latest: Uint16Array;
  readonly position: number;
}

// Among ten thousand tools this runs tens of thousands of times for one search: it makes no objects.
function addScores({ documents, counts }: Occurrences[number], sums: Sums): void {
  const { factor, lengths, average, scores, matched, latest, position } = sums;
  for (let index = 0; index < documents.length; index++) {
    const document = documents[index]!;
    const count = counts[index]!;
    const length = 1 - balance + (balance * lengths[document]!) / average;
    scores[document]! += factor * (least + (count * (saturation + 1)) / (count + saturation * length));
    if (latest[document] !== position) {
      latest[document] = position;
      matched[document]!++;
    }
  }
}

// The usual parameters of BM25+: how soon more of a word counts no more, how much long texts lose, what each match gets.
const saturation = 1.2;
const balance = 0.7;
const least = 0.5;

const prefixWeight = 0.375;
const fuzzyWeight = 0.45;

/** The terms that a word of a text stands for, and how close each is to it. */
function meantBy(indexes: readonly TextIndex[], term: string, isFuzzy: boolean): Map<string, number> {
  const meant = new Map([[term, 1]]);
  // "repo" finds "repository", and a slip of the pen finds what was meant.
  if (term.length >= 4) {
    for (const { terms } of indexes) {
      for (const known of terms.atPrefix(term).keys()) {
        const weight = (prefixWeight * known.length) / (known.length + 0.3 * (known.length - term.length));
        if (!meant.has(known)) meant.set(known, weight);
      }
    }
  }
  if (isFuzzy && term.length >= 5) {
    for (const { terms } of indexes) {
      for (const [known, [, distance]] of terms.fuzzyGet(term, Math.min(6, Math.round(term.length * 0.2)))) {
        if (!meant.has(known)) meant.set(known, (fuzzyWeight * known.length) / (known.length + distance));
      }
    }
  }
  return meant;
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

const emptyWords = new Set([
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

// "Issues" and "issue" are one word. A plural is all the grammar that tool descriptions need.
function plainTerm(token: string): string | undefined {
  const lower = token.toLowerCase();
  if (emptyWords.has(lower)) return undefined;
  return lower.length > 3 && lower.endsWith("s") && !lower.endsWith("ss") ? lower.slice(0, -1) : lower;
}
