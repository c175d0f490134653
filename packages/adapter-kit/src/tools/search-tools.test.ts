import { expect, test, vi } from "vitest";
import { FailedCallError, searchSlugs } from "../index.ts";

const failing = (error: unknown) => ({ search: vi.fn<() => Promise<never>>().mockRejectedValue(error) });

test("throws a text for the model if a search fails", async () => {
  const cause = new Error("connect ECONNREFUSED 10.0.0.7:443");
  const error = await searchSlugs(failing(cause), { query: "add" }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(FailedCallError);
  expect(error).toMatchObject({ cause, outcome: { status: "unavailable" } });
  expect((error as Error).message).not.toContain("10.0.0.7");
});

test("accepts a search result without one of the lists", async () => {
  const results = [
    { primary_tool_slugs: ["A", "B"] },
    { related_tool_slugs: ["C", "A"] },
    { primary_tool_slugs: null },
  ];
  const session = { search: async () => ({ results, tool_schemas: {} }) as never };
  expect(await searchSlugs(session, { query: "add" })).toEqual(["A", "B", "C"]);
});

test("rejects with the reason of an aborted run", async () => {
  const reason = new Error("The user left");
  const signal = AbortSignal.abort(reason);
  await expect(searchSlugs(failing(reason), { query: "add", signal })).rejects.toBe(reason);
});
