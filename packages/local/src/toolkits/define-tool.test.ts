import { describe, expect, test, vi } from "vitest";
import { defineTool, type ToolDefinition } from "./define-tool.ts";

const tool: ToolDefinition = { slug: "GITHUB_X", description: "d", inputSchema: { type: "object" }, execute: () => 1 };

test("applies defaults", () => {
  const defined = defineTool({ ...tool, slug: "GITHUB_CREATE_AN_ISSUE" });
  expect(defined).toMatchObject({
    name: "Github Create An Issue",
    outputSchema: { type: "object", additionalProperties: true },
    tags: [],
    noAuth: false,
    version: "00000000_00",
  });
  expect(Object.isFrozen(defined)).toBe(true);
});

test("accepts its own result", () => {
  expect(defineTool(defineTool(tool))).toEqual({ ...defineTool(tool), execute: expect.any(Function) });
});

test("accepts extra fields of a tool with code, and categories as tags", () => {
  expect(() => defineTool({ ...tool, count: 1, timer: 2, tags: ["mail", "hint", "important"] } as never)).not.toThrow();
  // Not misspelled: the real field is present, too.
  expect(() => defineTool({ ...tool, name: "A", names: ["A"] } as never)).not.toThrow();
});

test("calls execute as a method", () => {
  const counter = {
    ...tool,
    count: 1,
    execute: function (this: { count: number }) {
      return this.count;
    },
  };
  expect(defineTool(counter).execute({}, {} as never)).toBe(1);
});

describe("rejects an invalid definition:", () => {
  test.each<[Record<string, unknown>, string | RegExp]>([
    [
      { slug: "github_x" },
      'tool "github_x": slug must be upper-case letters, digits and underscores, such as GITHUB_CREATE_ISSUE',
    ],
    [{ slug: undefined }, "tool without slug: slug must be upper-case"],
    [{ description: " " }, 'tool "GITHUB_X": description must be a string that tells the model what the tool does'],
    [{ name: 1 }, "name must be a non-empty string"],
    [{ inputSchema: undefined }, "inputSchema must be a JSON Schema object"],
    [{ inputSchema: [] }, "inputSchema must be a JSON Schema object"],
    [{ inputSchema: { type: "string" } }, 'inputSchema.type must be "object"'],
    [
      { inputSchema: { type: "object", "~standard": { version: 1, vendor: "zod" } } },
      "inputSchema must be a JSON Schema object, not a schema of zod. Convert it first; for zod, call z.toJSONSchema(schema)",
    ],
    [
      { outputSchema: { type: "object", "~standard": {} } },
      "outputSchema must be a JSON Schema object, not a schema of",
    ],
    [{ inputSchema: { $ref: "#/$defs/gone" } }, "inputSchema is invalid: can't resolve reference #/$defs/gone"],
    [
      { inputSchema: { properties: { a: { type: "text" } } } },
      /inputSchema is invalid: 'properties\.a\.type' must be one of "array",.*"string", or must be array$/,
    ],
    [{ outputSchema: 1 }, "outputSchema must be a JSON Schema object"],
    [{ tags: "readOnlyHint" }, "tags must be an array of strings"],
    [{ noAuth: "yes" }, "noAuth must be true or false"],
    [{ version: 1 }, "version must be a string such as 20260101_00"],
    [{ execute: undefined }, "execute must be a function of (args, context), unless the tool has answers"],
    [{ timeOut: 5 }, 'tool "GITHUB_X": Unknown field "timeOut". Did you mean "timeout"?'],
    [{ output_schema: {} }, 'Unknown field "output_schema". Did you mean "outputSchema"?'],
    [{ execute: undefined, answer: [{}] }, 'tool "GITHUB_X": Unknown field "answer".'],
    [{ execute: undefined, inputSchema: undefined, anwsers: [{}] }, 'Unknown field "anwsers".'],
    [{ tags: ["readOnly"] }, 'tags: Unknown hint "readOnly". Did you mean "readOnlyHint"?'],
    [{ tags: ["read-only"] }, 'tags: Unknown hint "read-only". Did you mean "readOnlyHint"?'],
    [{ tags: ["Destructive"] }, 'tags: Unknown hint "Destructive". Did you mean "destructiveHint"?'],
    [{ tags: ["important", "readonlyHint"] }, 'tags: Unknown hint "readonlyHint". Did you mean "readOnlyHint"?'],
  ])("%j", (fields, message) => {
    expect(() => defineTool({ ...tool, ...fields })).toThrow(message);
    expect(() => defineTool({ ...tool, ...fields })).toThrow(TypeError);
  });

  test("a tool of @tool-router/core", () => {
    const custom = { wire: { slug: "GREET", description: "d" }, wireSlug: "LOCAL_GREET", run: () => 1 };
    expect(() => defineTool(custom as never)).toThrow(
      `tool "LOCAL_GREET" was made by defineTool of @tool-router/core, whose tools run in the caller's process. Use defineTool of @tool-router/local`,
    );
  });

  test("a schema that is too large to compile", () => {
    const properties = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`p${index}`, true]));
    expect(() =>
      defineTool({ slug: "A_B", description: "d", inputSchema: { type: "object", properties }, execute: () => ({}) }),
    ).toThrow('tool "A_B": inputSchema is invalid: the schema has more than 50000 values');
  });

  test("null", () => {
    expect(() => defineTool(null as never)).toThrow("a tool must be an object made by defineTool");
  });
});

test("warns about an unsupported pattern with the tool's name", () => {
  const emitWarning = vi.spyOn(process, "emitWarning").mockReturnValue();
  const properties = { name: { type: "string", pattern: "^(?!admin)" }, code: { type: "string", pattern: "^[a-z]+$" } };
  defineTool({ slug: "A_B", description: "d", inputSchema: { type: "object", properties }, execute: () => ({}) });
  expect(emitWarning.mock.calls).toEqual([
    [
      expect.stringMatching(/^tool "A_B": inputSchema: the pattern \^\(\?!admin\) is not checked\./),
      "ToolRouterWarning",
    ],
  ]);
  emitWarning.mockRestore();
});
