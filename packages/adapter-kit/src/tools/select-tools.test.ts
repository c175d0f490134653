import { ToolRouterError } from "@tool-router/core";
import { describe, expect, test } from "vitest";
import { selectTools } from "../index.ts";
import { fakeSession, fakeTool } from "../testing/fake-session.ts";

const tools = [fakeTool("A"), fakeTool("B", { annotations: { readOnly: true } }), fakeTool("C"), fakeTool("A")];
const slugs = async (...parameters: Parameters<typeof selectTools>) =>
  (await selectTools(...parameters)).map(({ slug }) => slug);

describe("selectTools", () => {
  test("selects all tools of the session, each once", async () => {
    expect(await slugs(fakeSession(() => undefined, tools))).toEqual(["A", "B", "C"]);
  });

  test("sends no request if tools are given", async () => {
    const session = fakeSession(() => undefined, tools);
    expect(await slugs(session, { tools: [tools[1]!] })).toEqual(["B"]);
    expect(session.listed).toBe(0);
  });

  test("selects the tools of include, in the router's order", async () => {
    const session = fakeSession(() => undefined, tools);
    expect(await slugs(session, { include: ["C", "A"] })).toEqual(["A", "C"]);
    expect(await slugs(session, { include: [] })).toEqual([]);
    expect(await slugs(session, { include: ({ annotations }) => annotations.readOnly === true })).toEqual(["B"]);
  });

  test.each(["A", null, {}, { slug: "A", input_parameters: {} }, { type: "function", function: { name: "A" } }])(
    "rejects anything but a tool: %j",
    async (one) => {
      const selection = selectTools(
        fakeSession(() => undefined),
        { tools: [tools[0]!, one as never] },
      );
      await expect(selection).rejects.toThrow(ToolRouterError);
      await expect(selection).rejects.toThrow("tools must be the result of `await session.tools()`.");
    },
  );

  test("names unknown slugs", async () => {
    const selection = selectTools(
      fakeSession(() => undefined, tools),
      { include: ["A", "NOPE"] },
    );
    await expect(selection).rejects.toThrow(ToolRouterError);
    await expect(selection).rejects.toThrow("Unknown tools in include: NOPE.");
  });
});
