import { expect, it } from "vitest";
import { nearName } from "./near-name.ts";

it.each<[string, string | undefined]>([
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
  expect(nearName(written, ["name", "timeout", "tags", "answers", "readOnlyHint"])).toBe(name);
});

it("gives the nearest of several", () => {
  expect(nearName("MAIL_SEND_ALL", ["MAIL_SEND_A", "MAIL_SEND_ALLS"])).toBe("MAIL_SEND_ALLS");
});
