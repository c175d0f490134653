import MiniSearch from "minisearch";
import { expect, test } from "vitest";
import { indexTexts, scoresOf } from "./text-index.ts";

const weights = [2, 1];
const vocabulary =
  "open close issue issues repository repositories mail mails send sending the forecast e-mail 7".split(" ");

/** Deterministic texts. */
function texts(count: number, words: number, seed: number): string[] {
  let state = seed;
  const below = (limit: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + below(words) }, () => vocabulary[below(vocabulary.length)]).join(" "),
  );
}

const documents = texts(200, 3, 1).map((name, index) => [name, texts(200, 12, 2)[index] ?? ""]);

const plain = (term: string): string | null => {
  const lower = term.toLowerCase();
  if (lower === "the") return null;
  return lower.length > 3 && lower.endsWith("s") ? lower.slice(0, -1) : lower;
};

// MiniSearch allocates an object per matched word and document, which is slow if most documents match.
test.each([false, true])("scores documents like MiniSearch (fuzzy: %s)", (isFuzzy) => {
  const reference = new MiniSearch<{ id: number; name: string; text: string }>({
    fields: ["name", "text"],
    processTerm: plain,
    searchOptions: {
      processTerm: plain,
      boost: { name: 2 },
      prefix: (term) => term.length >= 4,
      fuzzy: (term) => (isFuzzy && term.length >= 5 ? 0.2 : false),
    },
  });
  reference.addAll(documents.map(([name = "", text = ""], id) => ({ id, name, text })));
  const index = indexTexts(documents, 2);
  for (const text of [...texts(50, 5, 3), "repo", "reposit sendin", "forcast", "isue mial", "", "nothing at all"]) {
    const [scores] = scoresOf([index], text, weights, isFuzzy);
    const expected = new Float64Array(documents.length);
    for (const { id, score } of reference.search(text)) expected[id as number] = score;
    for (const [document, score] of expected.entries()) expect(scores?.[document]).toBeCloseTo(score, 9);
  }
});

test("scores documents of two indexes like one index", () => {
  const [whole] = scoresOf([indexTexts(documents, 2)], "open issue repo forcast", weights, true);
  const parts = [documents.slice(0, 150), documents.slice(150)].map((part) => indexTexts(part, 2));
  const [first, second] = scoresOf(parts, "open issue repo forcast", weights, true);
  for (const [document, score] of [...(first ?? []), ...(second ?? [])].entries()) {
    expect(score).toBeCloseTo(whole?.[document] ?? Number.NaN, 9);
  }
});

test("finds nothing in an empty index", () => {
  expect(scoresOf([indexTexts([], 2)], "open", weights, true)).toEqual([new Float64Array(0)]);
});
