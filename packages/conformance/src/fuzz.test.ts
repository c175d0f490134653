import { expect, test } from "vitest";
import { coverageGaps } from "./fuzz-coverage.ts";
import { fuzz } from "./fuzz.ts";

const { FC_SEED: seed } = process.env;
// `pnpm conformance` sends 26,000 requests and requires every status of every operation. A random seed needs more for that.
const requests = seed === undefined ? 5_000 : 100_000;

test("handles every generated request without a 500 or an undeclared response", { timeout: 600_000 }, async () => {
  const report = await fuzz(requests, Number(seed ?? 20_260_101));
  expect(report.problems.slice(0, 5)).toEqual([]);
  expect(report.requests).toBe(requests);
  expect(seed === undefined ? [] : coverageGaps(report)).toEqual([]);
});

test("reports operations with too few requests, successes or statuses", () => {
  const id = "postToolRouterSession";
  const gaps = (counts: [number, number][]): string[] =>
    coverageGaps({ statuses: new Map([[id, new Map(counts)]]), problems: [], requests: 0 }).filter((gap) =>
      gap.startsWith(`${id}:`),
    );
  const refusals: [number, number][] = [400, 401, 403, 404, 429, 500].map((status) => [status, 50]);
  expect(gaps([[201, 200], ...refusals])).toEqual([]);
  expect(gaps([[201, 100], ...refusals])).toEqual([`${id}: 100 of 400 succeeded, less than 30 %`]);
  expect(gaps([[201, 400]])).toEqual([`${id}: never 400, 401, 403, 404, 429, 500`]);
  expect(gaps([[201, 200]])).toContain(`${id}: 200 requests, fewer than 300`);
  expect(coverageGaps({ statuses: new Map(), problems: [], requests: 0 }).length).toBeGreaterThan(20);
});
