import { describe, expect, test } from "vitest";
import { createToolRouter, defineCustomTool } from "../index.ts";

interface Issue {
  readonly message: string;
  readonly path?: readonly unknown[];
}

/** Runs a tool whose schema gives this verdict on any arguments. */
const run = (issues: Issue[] | undefined, value?: unknown) => {
  const tool = defineCustomTool({
    slug: "here",
    description: "Runs here",
    inputSchema: {
      "~standard": {
        version: 1,
        vendor: "test",
        jsonSchema: { input: () => ({ type: "object", properties: {} }) },
        validate: () => (issues ? { issues } : { value }),
      },
    },
    execute: (args: unknown) => ({ got: args }),
  });
  const { sessions } = createToolRouter({ apiKey: "ak_1" });
  return sessions.use("trs_1", { customTools: [tool] }).execute("LOCAL_HERE", { a: 1 });
};
const message = "is wrong";

describe("the check of a Standard Schema", () => {
  test.each<[string, Issue, string]>([
    ["keys", { message, path: ["a", 0, "b"] }, "Invalid arguments: a.0.b: is wrong"],
    ["objects with a key", { message, path: [{ key: "a" }, { key: 0 }] }, "Invalid arguments: a.0: is wrong"],
    [
      "symbols",
      { message, path: [Symbol("a"), { key: Symbol("b") }] },
      "Invalid arguments: Symbol(a).Symbol(b): is wrong",
    ],
    ["nothing", { message, path: [] }, "Invalid arguments: arguments: is wrong"],
    ["no path", { message }, "Invalid arguments: arguments: is wrong"],
  ])("names the path of an issue, made of %s", async (_, issue, error) => {
    expect((await run([issue])).error).toBe(error);
  });

  test("names every issue", async () => {
    const missing = { message: "is missing", path: ["b"] };
    expect((await run([{ message, path: ["a"] }, missing])).error).toBe(
      "Invalid arguments: a: is wrong; b: is missing",
    );
  });

  test("passes the schema's output to the tool", async () => {
    expect((await run(undefined, { made: true })).data).toEqual({ got: { made: true } });
  });
});
