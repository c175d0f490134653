import { expect, test } from "vitest";
import { problemOf } from "./check-commits.mjs";

test.each([
  "fix(core): report batch items missing from the response as lost",
  "feat!: drop Node 20",
  "docs: describe the threat model",
  "Merge branch 'main'",
  "fixup! docs: describe the threat model",
])("accepts %j", (subject) => {
  expect(problemOf(subject)).toBeUndefined();
});

test.each([
  ["Fix the client", 'Expected "type(scope): summary"'],
  ["core: report lost items", 'Unknown type "core"'],
  ["fix(core) report lost items", 'Expected "type(scope): summary"'],
  [`docs: ${"a".repeat(70)}`, "Expected at most 72 characters, got 76"],
  ["docs: describe the threat model.", "Remove the period"],
  ["", 'Expected "type(scope): summary"'],
])("rejects %j", (subject, problem) => {
  expect(problemOf(subject)).toContain(problem);
});
