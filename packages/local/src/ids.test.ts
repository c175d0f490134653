import { expect, test } from "vitest";
import { randomIds, sequentialIds } from "./ids.ts";
import { wordFor } from "./words.ts";

test("generates random ids, longer ones for secrets", () => {
  const ids = randomIds();
  expect(ids("trs")).toMatch(/^trs_[0-9a-z]{14}$/);
  expect(ids("lt")).toMatch(/^lt_[0-9a-z]{26}$/);
  expect(new Set(Array.from({ length: 1000 }, () => ids("ca"))).size).toBe(1000);
});

test("counts ids for each prefix", () => {
  const ids = sequentialIds();
  expect([ids("trs"), ids("ca"), ids("trs")]).toEqual(["trs_000001", "ca_000001", "trs_000002"]);
});

test("starts over after a reset", () => {
  const ids = sequentialIds();
  ids("trs");
  ids.reset?.();
  expect(ids("trs")).toBe("trs_000001");
});

test("maps an id to a stable word, and many ids to many words", () => {
  const ids = sequentialIds();
  const words = Array.from({ length: 64 }, () => wordFor(ids("workflow")));
  expect(wordFor("workflow_000001")).toBe(words[0]);
  expect(new Set(words).size).toBeGreaterThan(30);
});
