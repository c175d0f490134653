import { expect, test, vi } from "vitest";
import { FailedCallError, searchSlugs } from "../index.ts";

const failing = (error: unknown) => ({ search: vi.fn<() => Promise<never>>().mockRejectedValue(error) });

test("a search that fails is told in words for the model", async () => {
  const cause = new Error("connect ECONNREFUSED 10.0.0.7:443");
  const error = await searchSlugs(failing(cause), { query: "add" }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(FailedCallError);
  expect(error).toMatchObject({ cause, outcome: { status: "unavailable" } });
  expect((error as Error).message).not.toContain("10.0.0.7");
});

test("a search that leaves a list out finds what is in the other", async () => {
  const results = [
    { primary_tool_slugs: ["A", "B"] },
    { related_tool_slugs: ["C", "A"] },
    { primary_tool_slugs: null },
  ];
  const session = { search: async () => ({ results, tool_schemas: {} }) as never };
  expect(await searchSlugs(session, { query: "add" })).toEqual(["A", "B", "C"]);
});

test("a search whose run is aborted rejects with the reason", async () => {
  const reason = new Error("The user left");
  const signal = AbortSignal.abort(reason);
  await expect(searchSlugs(failing(reason), { query: "add", signal })).rejects.toBe(reason);
});
