import { expect, test } from "vitest";
import { placeOf } from "./place.mjs";

const text = `
export function send(options) {
  if (options.signal) return call({ signal: options.signal, id: 1 }, false);
  return [1, options].length > 1 ? "many" : \`one \${options}\`;
}
const other = (options) => (options.signal ? /^(a|b)$/ : null);
`;
const apply = (mutant) => {
  const { start, end, code } = placeOf(mutant, [{ file: "a.ts", text }]);
  return `${text.slice(0, start)}${code}${text.slice(end)}`.trim().split("\n");
};

test.each([
  ["an if", { find: ["if", "signal"], condition: "false" }, 1, "  if (false) return call("],
  ["a property", { find: ["object", "signal"], drop: "signal" }, 1, "call({ id: 1 }, false)"],
  ["an element", { find: ["array", "options"], drop: "options" }, 2, "return [1].length"],
  ["an argument", { find: ["call", "id"], lastArgument: "true" }, 1, "id: 1 }, true)"],
  ["a call", { find: ["call", "id"], code: "log($)" }, 1, "log(call({ signal"],
  ["a regular expression", { find: ["regex", "|b"], replace: ["|b", ""] }, 4, "/^(a)$/"],
  ["a node in a scope", { find: ["ternary", "options"], in: "other", condition: "true" }, 4, "(true ? /"],
])("changes %s", (_, mutant, line, expected) => {
  expect(apply(mutant)[line]).toContain(expected);
});

test.each([
  ["no node", ["if", "unknown"], "0 places match if with unknown"],
  ["two nodes", ["ternary", "options"], "2 places match ternary with options"],
])("rejects a mutant that matches %s", (_, find, message) => {
  expect(() => apply({ find, condition: "true" })).toThrow(message);
});
