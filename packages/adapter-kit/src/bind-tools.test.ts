import { ToolRouterError } from "@tool-router/core";
import { describe, expect, it } from "vitest";
import { bindTools, FailedCallError } from "./index.ts";
import { addSchema, createDemo } from "./testing/demo.ts";
import { fakeSession, fakeTool } from "./testing/fake-session.ts";

describe("bindTools", () => {
  it("gives name, description and schema as the router sent them", async () => {
    const { session } = await createDemo();
    const tools = await session.tools();
    const [bound] = await bindTools(session, { tools, include: ["DEMO_ADD"] });
    expect(bound).toMatchObject({ name: "DEMO_ADD", description: "Adds two numbers.", inputSchema: addSchema });
    expect(bound!.inputSchema).toBe(tools.find(({ slug }) => slug === "DEMO_ADD")?.inputSchema);
  });

  it("takes every tool of a session, meta tools too, with schemas that stay as they are", async () => {
    const { session } = await createDemo();
    const bound = await bindTools(session);
    const changed = bound.filter(({ tool, inputSchema }) => tool.inputSchema !== inputSchema);
    expect(bound.map(({ name }) => name)).toContain("COMPOSIO_SEARCH_TOOLS");
    expect(changed.map(({ name }) => name)).toEqual(["DEMO_CHOOSE", "DEMO_QUERY"]);
  });

  it("brings the arguments for a changed schema back", async () => {
    const { session, executions } = await createDemo();
    const [choose] = await bindTools(session, { include: ["DEMO_CHOOSE"] });
    expect(choose!.inputSchema).toMatchObject({ type: "object", required: ["input"] });
    expect(await choose!.call({ input: { id: 5 } })).toMatchObject({ status: "ok", data: { chosen: { id: 5 } } });
    expect(executions[0]?.body["arguments"]).toEqual({ id: 5 });
  });

  it("runs meta tools as others, with free-form arguments as they are", async () => {
    const { session, executions } = await createDemo();
    const [multi] = await bindTools(session, { include: ["COMPOSIO_MULTI_EXECUTE_TOOL"] });
    const tools = [{ tool_slug: "DEMO_LIST", arguments: { blocks: [{ type: "text", deep: { $ref: "#" } }] } }];
    expect(await multi!.call({ tools })).toMatchObject({ status: "ok" });
    expect(executions[0]?.body["arguments"]).toEqual({ tools });
  });

  it("hands account and timeout to every call", async () => {
    const session = fakeSession(() => ({ data: {}, error: null, logId: "" }), [fakeTool("X")]);
    const [bound] = await bindTools(session, { account: "work", timeout: 7 });
    await bound!.call({});
    expect(session.calls[0]?.options).toMatchObject({ account: "work", timeout: 7 });
  });

  it("returns a failure, or throws it with its facts", async () => {
    const { session } = await createDemo();
    const [returned] = await bindTools(session, { include: ["DEMO_FAIL"] });
    expect(await returned!.call({})).toMatchObject({ status: "tool_error" });

    const [thrown] = await bindTools(session, { include: ["DEMO_FAIL"], onError: "throw" });
    const error: unknown = await thrown!.call({}).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(FailedCallError);
    expect(error).toMatchObject({
      name: "FailedCallError",
      message: expect.stringContaining("the printer is on fire"),
      outcome: { status: "tool_error" },
    });
  });

  it("bounds what the model reads", async () => {
    const { session } = await createDemo();
    const [long] = await bindTools(session, { include: ["DEMO_LONG"], maxOutputChars: 500 });
    const outcome = await long!.call({ size: 10_000 });
    expect(outcome).toMatchObject({ data: { text: expect.stringMatching(/^x{10000}$/) } });
    expect(long!.render(outcome).length).toBeLessThanOrEqual(500);
  });

  it.each([
    { timeout: 0 },
    { timeout: Number.NaN },
    { maxOutputChars: 0 },
    { maxOutputChars: -1 },
    { onError: "thow" as never },
    { include: "DEMO_ADD" as never },
  ])("refuses %j", async (options) => {
    await expect(
      bindTools(
        fakeSession(() => undefined),
        options,
      ),
    ).rejects.toThrow(ToolRouterError);
  });
});
