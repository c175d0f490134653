import { createDemo } from "@tool-router/adapter-kit/testing";
import { APIUserAbortError } from "openai";
import { describe, expect, test } from "vitest";
import { toRunnableTools } from "./index.ts";
import { scriptedOpenAI, type ScriptedOpenAI } from "./testing/scripted-openai.ts";

const messages = [{ role: "user", content: "go" }] as const;

async function contents({ client }: ScriptedOpenAI, tools: Awaited<ReturnType<typeof toRunnableTools>>) {
  const runner = client.chat.completions.runTools({ model: "scripted", messages: [...messages], tools });
  await runner.done();
  return runner.messages.filter(({ role }) => role === "tool").map(({ content }) => content);
}

describe("toRunnableTools", () => {
  test("sends the router's schema unchanged and not strict", async () => {
    const { session } = await createDemo();
    const [add] = (await session.tools()).filter(({ slug }) => slug === "DEMO_ADD");
    const model = scriptedOpenAI();
    await contents(model, await toRunnableTools(session, { include: ["DEMO_ADD"] }));
    expect(model.requests[0]?.["tools"]).toEqual([
      {
        type: "function",
        function: { name: "DEMO_ADD", description: add?.description, parameters: add?.inputSchema, strict: false },
      },
    ]);
  });

  test("runs two turns", async () => {
    const { session } = await createDemo();
    const model = scriptedOpenAI(
      [["call_1", "DEMO_ADD", { a: 1, b: 2 }]],
      [["call_2", "DEMO_CHOOSE", { input: { id: 7 } }]],
    );
    expect(await contents(model, await toRunnableTools(session))).toEqual(['{"sum":3}', '{"chosen":{"id":7}}']);
  });

  test("continues after every kind of failure, which the model reads", async () => {
    const { session } = await createDemo();
    const model = scriptedOpenAI([
      ["call_1", "DEMO_FAIL", {}],
      ["call_2", "MAIL_SEND", {}],
      ["call_3", "DEMO_ADD", "{oops"],
      ["call_4", "NO_SUCH_TOOL", {}],
    ]);
    const results = await contents(model, await toRunnableTools(session));
    expect(results[0]).toContain("the printer is on fire");
    expect(results[1]).toContain("needs_connection");
    expect(results[2]).toContain("The arguments are not valid JSON.");
    expect(results[3]).toContain("Invalid tool_call");
    expect(model.requests).toHaveLength(2);
  });

  test("runs the calls of one turn concurrently", async () => {
    const { session } = await createDemo({ barrier: 2 });
    const model = scriptedOpenAI([
      ["call_1", "DEMO_MEET", { name: "1" }],
      ["call_2", "DEMO_MEET", { name: "2" }],
    ]);
    expect(await contents(model, await toRunnableTools(session))).toEqual(['{"name":"1"}', '{"name":"2"}']);
  });

  test("cancels the HTTP request if the runner or the caller's signal aborts", async () => {
    for (const how of ["runner", "signal"] as const) {
      const { session, executions, waiting } = await createDemo();
      const { client } = scriptedOpenAI([["call_1", "DEMO_WAIT", {}]]);
      const controller = new AbortController();
      const runner = client.chat.completions.runTools(
        { model: "scripted", messages: [...messages], tools: await toRunnableTools(session) },
        { signal: controller.signal },
      );
      const done = runner.done().catch((error: unknown) => error);
      await waiting;
      if (how === "runner") runner.abort();
      else controller.abort();

      expect(await done).toBeInstanceOf(APIUserAbortError);
      expect(executions[0]?.signal?.aborted).toBe(true);
    }
  });

  test("asks before it runs a call that needs approval", async () => {
    const { session, executions } = await createDemo();
    const turn = [
      ["call_1", "DEMO_DELETE", { id: "x" }],
      ["call_2", "DEMO_ADD", { a: 1, b: 1 }],
    ] as const;
    const options = {
      approval: "destructive",
      approve: ({ tool }: { tool: { slug: string } }) => tool.slug === "",
    } as const;
    const [no, sum] = await contents(scriptedOpenAI([...turn]), await toRunnableTools(session, options));
    expect([no, sum]).toEqual([expect.stringContaining("the user did not approve"), '{"sum":2}']);
    expect(executions).toHaveLength(1);

    const yes = await toRunnableTools(session, { ...options, approve: () => true });
    expect(await contents(scriptedOpenAI([...turn]), yes)).toEqual(['{"deleted":"x"}', '{"sum":2}']);
    await expect(toRunnableTools(session, { approve: () => false })).rejects.toThrow(
      /approve needs the option approval/,
    );
    await expect(toRunnableTools(session, { approval: "destructve" as never })).rejects.toThrow(/^approval must be/);
    await expect(toRunnableTools(session, { aproval: "destructive" } as never)).rejects.toThrow(
      /Unknown option "aproval"\. Did you mean "approval"\?/,
    );
    const tools = await toRunnableTools(session, { approval: "destructive" });
    expect((await contents(scriptedOpenAI([...turn]), tools))[0]).toContain("the user did not approve");
  });
});
