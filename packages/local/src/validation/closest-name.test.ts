import { expect, test } from "vitest";
import { closestName } from "./closest-name.ts";

test.each<[string, string | undefined]>([
  ["timeOut", "timeout"],
  ["time_out", "timeout"],
  ["timeuot", "timeout"],
  ["tags", "tags"],
  ["tag", "tags"],
  ["answer", "answers"],
  ["anwsers", "answers"],
  ["readonlyHint", "readOnlyHint"],
  ["readHint", undefined],
  ["timer", undefined],
  ["note", undefined],
  ["", undefined],
])("%s: %s", (written, name) => {
  expect(closestName(written, ["name", "timeout", "tags", "answers", "readOnlyHint"])).toBe(name);
});

test("returns the closest of several names", () => {
  expect(closestName("MAIL_SEND_ALL", ["MAIL_SEND_A", "MAIL_SEND_ALLS"])).toBe("MAIL_SEND_ALLS");
});
