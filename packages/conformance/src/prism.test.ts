import { expect, test } from "vitest";
import { prismProblem } from "./prism.ts";
import { violationsIn } from "./prism-router.ts";

test.each([
  ["20.20.2", "Prism requires Node 24.18 or newer. Found: Node 20.20.2"],
  ["22.23.2", "Prism requires Node 24.18 or newer. Found: Node 22.23.2"],
  ["24.17.9", "Prism requires Node 24.18 or newer. Found: Node 24.17.9"],
  ["24.18.0", undefined],
  ["26.10.0", undefined],
])("requires Node 24.18 or newer: %s", (version, problem) => {
  expect(prismProblem(version)).toBe(problem);
});

test.each<[string, number, object[] | string | undefined, number]>([
  ["no header", 200, undefined, 0],
  ["an invalid response", 200, [{ location: ["response", "body", "items"], severity: "Error", message: "m" }], 1],
  ["an invalid error", 400, [{ location: ["response", "body"], severity: "Error", message: "m" }], 1],
  [
    "an invalid request that was rejected",
    400,
    [{ location: ["request", "body"], severity: "Error", message: "m" }],
    0,
  ],
  [
    "an invalid request that was accepted",
    200,
    [{ location: ["request", "body"], severity: "Error", message: "m" }],
    1,
  ],
  ["a status that any operation may return", 429, [{ location: ["response"], severity: "Error", message: "m" }], 0],
  ["an undeclared status", 418, [{ location: ["response"], severity: "Error", message: "m" }], 1],
  ["a truncated header", 200, 'Too many violations! [{"loc', 1],
])("counts violations: %s", (_, status, written, count) => {
  const headers = new Headers();
  if (written !== undefined) {
    headers.set("sl-violations", typeof written === "string" ? written : JSON.stringify(written));
  }
  expect(violationsIn(new Response(null, { status, headers }))).toHaveLength(count);
});
