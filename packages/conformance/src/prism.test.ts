import { expect, it } from "vitest";
import { prismProblem } from "./prism.ts";
import { violationsIn } from "./prism-router.ts";

it.each([
  ["20.20.2", "Prism needs Node 24.18 or newer, this is 20.20.2"],
  ["22.23.2", "Prism needs Node 24.18 or newer, this is 22.23.2"],
  ["24.17.9", "Prism needs Node 24.18 or newer, this is 24.17.9"],
  ["24.18.0", undefined],
  ["26.10.0", undefined],
])("runs on a Node that is new enough: %s", (version, problem) => {
  expect(prismProblem(version)).toBe(problem);
});

it.each<[string, number, object[] | string | undefined, number]>([
  ["nothing", 200, undefined, 0],
  ["a wrong answer", 200, [{ location: ["response", "body", "items"], severity: "Error", message: "m" }], 1],
  ["a wrong error", 400, [{ location: ["response", "body"], severity: "Error", message: "m" }], 1],
  ["a wrong request that was refused", 400, [{ location: ["request", "body"], severity: "Error", message: "m" }], 0],
  ["a wrong request that was taken", 200, [{ location: ["request", "body"], severity: "Error", message: "m" }], 1],
  ["a status that any operation may answer", 429, [{ location: ["response"], severity: "Error", message: "m" }], 0],
  ["a status that is not declared", 418, [{ location: ["response"], severity: "Error", message: "m" }], 1],
  ["more than fits into a header", 200, 'Too many violations! [{"loc', 1],
])("holds against the router: %s", (_, status, written, count) => {
  const headers = new Headers();
  if (written !== undefined) {
    headers.set("sl-violations", typeof written === "string" ? written : JSON.stringify(written));
  }
  expect(violationsIn(new Response(null, { status, headers }))).toHaveLength(count);
});
