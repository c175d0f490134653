import { describe, expect, test } from "vitest";
import { createToolRouter, type CustomToolContext, defineCustomTool } from "../index.ts";
import { json, ran, refusal, stubFetch } from "../testing/stub-fetch.ts";

const request = { toolkit_slug: "github", endpoint: "/user", method: "GET" } as const;
const open = (
  execute: (args: object, context: CustomToolContext) => unknown,
  ...answers: Parameters<typeof stubFetch>
) => {
  const { fetch } = stubFetch(...(answers.length > 0 ? answers : [ran()]));
  const tool = defineCustomTool({
    slug: "here",
    description: "Runs here",
    inputSchema: { type: "object", properties: {} },
    execute,
  });
  return createToolRouter({ apiKey: "ak_1", retry: false, fetch }).sessions.use("trs_1", { customTools: [tool] });
};
const run = (...given: Parameters<typeof open>) => open(...given).execute("LOCAL_HERE");

describe("what a custom tool returns", () => {
  test.each<[string, object]>([
    ["completed", { result_type: "completed", data: { n: 7 }, error: null, log_id: "log_1" }],
    ["failed", { result_type: "failed", data: { n: 7 }, error: "no", log_id: "log_1" }],
    ["blocked", { result_type: "blocked", data: {}, error: "no", log_id: "log_1", hook_results: [] }],
  ])("is passed on if it is the %s result of a nested call", async (resultType, body) => {
    const result = await run((_, context) => context.execute("A_TOOL"), json(body));
    const plain = await open(() => 1, json(body)).execute("A_TOOL");
    expect(result).toEqual(plain);
    expect(result).toMatchObject({ resultType, logId: "log_1" });
  });

  test("becomes data if it is a provider's response", async () => {
    const body = { status: 404, data: { message: "Not Found" }, headers: { a: "b" } };
    expect(await run((_, context) => context.proxy(request), json(body))).toEqual({
      resultType: "completed",
      data: { status: 404, data: { message: "Not Found" }, headers: { a: "b" }, binary_data: undefined },
      error: null,
      logId: "",
    });
  });

  test("is passed on if a proxied request failed", async () => {
    const body = { result_type: "blocked", data: {}, error: "no", log_id: "log_1" };
    expect(await run((_, context) => context.proxy(request), json(body))).toMatchObject({
      resultType: "blocked",
      error: "no",
      mayHaveRun: true,
    });
  });

  test("fails the tool when it is an Error", async () => {
    const error = new Error("no such customer");
    const result = await run(() => error);
    expect(result).toMatchObject({ resultType: "failed", error: "no such customer", data: {} });
    expect(result.cause).toBe(error);
    expect(JSON.stringify(result)).not.toContain("cause");
    expect(await run(() => new Error())).toMatchObject({ resultType: "failed", error: "The tool failed." });
  });

  test("fails the tool when it is a function", async () => {
    expect(await run(() => () => 1)).toMatchObject({
      resultType: "failed",
      error: "The tool returned a function. Return a JSON value.",
    });
  });

  test("is data if it only resembles a result", async () => {
    expect((await run(() => ({ resultType: "failed", error: "no" }))).data).toEqual({
      resultType: "failed",
      error: "no",
    });
  });

  test.each([undefined, null, "", new Error("")])("fails the tool with a text when it throws %o", async (thrown) => {
    const result = await run(() => {
      throw thrown;
    });
    expect(result.resultType).toBe("failed");
    expect(result.error).toMatch(/^(The tool failed\.|undefined|null)$/);
  });

  test("fails the tool when a nested call is refused", async () => {
    const result = await run(
      (_, context) => context.execute("A_TOOL"),
      refusal(400, "ToolRouterV2_NoActiveConnection", 4302),
    );
    expect(result).toMatchObject({ resultType: "failed", error: expect.stringContaining("4302") });
    expect(result.cause).toMatchObject({ kind: "APIError", code: 4302 });
  });
});
