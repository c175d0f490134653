import { expect, it } from "vitest";
import { randomIds, sequentialIds } from "./ids.ts";
import { wordFor } from "./words.ts";

it("makes random ids, longer ones where they are secrets", () => {
  const ids = randomIds();
  expect(ids("trs")).toMatch(/^trs_[0-9a-z]{14}$/);
  expect(ids("lt")).toMatch(/^lt_[0-9a-z]{26}$/);
  expect(new Set(Array.from({ length: 1000 }, () => ids("ca"))).size).toBe(1000);
});

it("counts ids for each prefix", () => {
  const ids = sequentialIds();
  expect([ids("trs"), ids("ca"), ids("trs")]).toEqual(["trs_000001", "ca_000001", "trs_000002"]);
});

it("counts from one again after a reset", () => {
  const ids = sequentialIds();
  ids("trs");
  ids.reset?.();
  expect(ids("trs")).toBe("trs_000001");
});

it("finds the same word for the same id, and many words for many ids", () => {
  const ids = sequentialIds();
  const words = Array.from({ length: 64 }, () => wordFor(ids("workflow")));
  expect(wordFor("workflow_000001")).toBe(words[0]);
  expect(new Set(words).size).toBeGreaterThan(30);
});
