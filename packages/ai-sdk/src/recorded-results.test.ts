import { recordedResults, recordedTool, sessionReplying } from "@tool-router/adapter-kit/testing/recorded-results";
import { generateText, isStepCount, streamText } from "ai";
import { describe, expect, test } from "vitest";
import { toAISDKTools } from "./index.ts";
import { readResults, scriptedModel } from "./testing/scripted-model.ts";

describe("a result of the API document", () => {
  test.each(recordedResults)("is shown to the model as $status: $name", async ({ body, status }) => {
    for (const run of [generateText, streamText]) {
      const model = scriptedModel([["call_1", recordedTool.slug, {}]]);
      const tools = await toAISDKTools(sessionReplying(body));
      const result = run({ model, tools, prompt: "go", stopWhen: isStepCount(3) });
      const { text, steps } = "then" in result ? await result : { text: await result.text, steps: await result.steps };
      expect(text).toBe("done");
      expect(steps[0]?.toolResults).toMatchObject([{ output: { status, toolSlug: recordedTool.slug } }]);
      const { type, value } = readResults(model)["call_1"]!;
      expect(type).toBe(status === "ok" ? "text" : "error-json");
      const read: unknown = typeof value === "string" ? JSON.parse(value) : value;
      expect(read).toMatchObject(status === "ok" ? (body as { data: object }).data : { status });
    }
  });

  test.each(recordedResults)("is thrown on request unless it is a success: $name", async ({ body, status }) => {
    const model = scriptedModel([["call_1", recordedTool.slug, {}]]);
    const tools = await toAISDKTools(sessionReplying(body), { onError: "throw" });
    const { steps } = await generateText({ model, tools, prompt: "go", stopWhen: isStepCount(3) });
    const kinds = steps[0]?.content.map(({ type }) => type);
    expect(kinds).toEqual(["tool-call", status === "ok" ? "tool-result" : "tool-error"]);
  });
});
