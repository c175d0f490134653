import { expect, test } from "vitest";
import { isToolOutcome } from "../index.ts";

const failed = { status: "tool_error", toolSlug: "X", text: "It failed." };
const ok = { status: "ok", toolSlug: "X", text: "", data: {} };
class Row {
  readonly id = 7;
}

test.each<[value: unknown, expected: boolean]>([
  [failed, true],
  [ok, true],
  [{ ...ok, data: new Row() }, true],
  [{ ...ok, data: undefined }, false],
  [{ ...ok, data: null }, false],
  [{ ...ok, data: "text" }, false],
  [{ ...failed, status: 5 }, false],
  [{ ...failed, toolSlug: undefined }, false],
  [{ ...failed, text: null }, false],
  ["text", false],
  [undefined, false],
  [null, false],
])("recognizes %j as an outcome: %j", (value, expected) => {
  expect(isToolOutcome(value)).toBe(expected);
});
