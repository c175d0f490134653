import { afterEach, describe, expect, test, vi } from "vitest";
import { toPortableSchema } from "../schemas.ts";
import { fakeSession, fakeTool } from "../testing/fake-session.ts";

const inside = (property: unknown) => ({ type: "object", properties: { a: property } });

/** Keywords, valid values, and values that make an API reject the whole request. */
const forms: [keywords: string, right: unknown[], wrong: unknown[]][] = [
  ["items additionalProperties", [{}, true, { type: "string" }], ["x", 5, null, []]],
  ["additionalItems unevaluatedItems unevaluatedProperties contains", [{}, false], ["x", null, [{}]]],
  ["not if then else contentSchema components", [{}, true], ["x", 5, [{}]]],
  ["allOf anyOf oneOf prefixItems", [[{}], [true, { type: "string" }]], [[], {}, "x", true]],
  ["properties $defs patternProperties definitions dependentSchemas schemas", [{}, { b: {} }], [[], "x", null]],
  ["dependencies", [{}, { b: ["c"], d: {} }], [[], { b: [1] }, { b: ["c", "c"] }]],
  ["const default example", [1, null, { a: [] }], []],
  ["enum", [[1], [null, "a"]], [[], {}, "a"]],
  ["examples", [[], [1]], [{}, "x"]],
  ["title description format $comment contentEncoding contentMediaType", ["x", ""], [5, null, ["x"]]],
  ["$schema", ["https://json-schema.org/draft/2020-12/schema"], [5]],
  ["minimum maximum exclusiveMinimum exclusiveMaximum", [0, -1.5], ["1", null, Number.NaN]],
  ["minLength maxLength minItems maxItems", [0, 7], [-1, 1.5, "1", true, false]],
  ["minProperties maxProperties minContains maxContains", [0, 7], [-1, 1.5, "1"]],
  ["uniqueItems deprecated readOnly writeOnly", [true, false], ["yes", 1]],
  ["required", [[], ["b"]], ["b", { b: true }]],
  ["type", ["string", ["string", "null"]], ["any", 5, [], ["any"]]],
  ["pattern", ["^a"], [5, ["^a"]]],
  ["$ref $dynamicRef", ["#"], [5, {}]],
  ["$id", ["https://example.com/a", "https://example.com/a#"], [5, "https://example.com/a#b", "#/b c", "#1b"]],
  ["$anchor $dynamicAnchor", ["b", "_b-1."], [5, "1b", "b c", "#b"]],
  ["multipleOf", [1, 0.5], [0, -1, "1"]],
  ["dependentRequired", [{}, { b: ["c"] }], [[], { b: "c" }, { b: [1] }]],
];

describe.each(
  forms.flatMap(([keywords, ...values]) => keywords.split(" ").map((keyword) => [keyword, ...values] as const)),
)("%s", (keyword, right, wrong) => {
  test("stays if its value is valid", () => {
    for (const value of right) {
      const schema = inside({ [keyword]: value });
      expect(toPortableSchema(schema).schema).toBe(schema);
    }
  });

  test("is dropped and reported if its value is invalid", () => {
    for (const value of wrong) {
      const { schema, changes } = toPortableSchema(inside({ [keyword]: value, "x-b": 1 }));
      expect(schema).toEqual(inside({ "x-b": 1 }));
      expect(changes).toEqual([{ pointer: `/properties/a/${keyword}`, reason: expect.any(String), lossless: false }]);
    }
  });
});

describe("a name of a property", () => {
  test("stays if it consists of letters, digits, `_`, `.` and `-`", () => {
    const characters = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code));
    const stays = (character: string) => {
      const schema = { type: "object", properties: { [`a${character}b`]: {} } };
      return toPortableSchema(schema).schema === schema;
    };
    expect(characters.filter(stays)).toEqual(characters.filter((character) => /[\w.-]/.test(character)));
  });

  test("stays up to 64 characters", () => {
    for (const length of [1, 64, 65]) {
      const schema = { type: "object", properties: { ["a".repeat(length)]: {} } };
      expect(toPortableSchema(schema).schema === schema).toBe(length < 65);
    }
  });
});

test.each(["items", "not"])("64 schemas within each other are the most: %s", (keyword) => {
  for (const [levels, isTaken] of [
    [63, true],
    [64, false],
  ] as const) {
    let deep: object = {};
    for (let level = 0; level < levels; level++) deep = { [keyword]: deep };
    const schema = inside(deep);
    expect(toPortableSchema(schema).schema === schema).toBe(isTaken);
  }
});

describe("schemas as nearly all are", () => {
  afterEach(() => {
    vi.doUnmock("./schemas.ts");
    vi.resetModules();
  });

  test("load no lazy code", async () => {
    const inputSchema = {
      type: "object",
      title: "Input",
      description: "All that is common.",
      properties: {
        text: { type: "string", minLength: 1, maxLength: 9, format: "email", default: null, title: "A", "x-order": 1 },
        count: { type: ["integer", "null"], minimum: 0, maximum: 9, exclusiveMinimum: -1, exclusiveMaximum: 10 },
        list: { type: "array", items: { type: "string" }, minItems: 0, maxItems: 9, uniqueItems: true },
        lists: { type: ["array", "null"], items: true },
        kind: { enum: ["a", null], examples: [{ a: [1] }], example: "a", const: { a: [1] } },
        open: { type: "object", additionalProperties: true, deprecated: false, readOnly: true, writeOnly: false },
        closed: { type: "object", properties: { a: true }, required: ["a"], additionalProperties: false },
        either: { anyOf: [{ type: "null" }, false], oneOf: [{}], allOf: [{}], $comment: "b", file_uploadable: true },
      },
      required: ["text", "count"],
      additionalProperties: { type: "string" },
      $defs: { a: { type: "string" } },
      $schema: "https://json-schema.org/draft/2020-12/schema",
    };
    vi.doMock("../schemas.ts", () => {
      throw new Error("It is loaded.");
    });
    vi.resetModules();
    const { bindTools } = await import("../index.ts");
    const bind = (schema: object) =>
      bindTools(fakeSession(() => undefined, [fakeTool("X", { inputSchema: schema as typeof inputSchema })]));
    const [bound] = await bind(inputSchema);
    expect(bound).toMatchObject({ name: "X", strict: false, changes: [] });
    expect(bound!.inputSchema).toBe(inputSchema);
    await expect(bind({ ...inputSchema, not: {} })).rejects.toThrow("mocking a module");
    await expect(bind({ ...inputSchema, propertyNames: {} })).rejects.toThrow("mocking a module");
  });
});
