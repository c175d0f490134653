import { describe, expect, test } from "vitest";
import { createToolRouter, type ManyCall } from "../index.ts";
import { json, refusal, stubFetch, type Seen } from "../testing/stub-fetch.ts";

interface Sent {
  arguments: { tools: { tool_slug: string; arguments: { n: number }; account?: string }[] };
}
const itemsOf = (seen: Seen): Sent["arguments"]["tools"] => (JSON.parse(seen.body!) as Sent).arguments.tools;
const calls = (count: number): ManyCall[] =>
  Array.from({ length: count }, (_, n) => ({ tool: "A_TOOL", arguments: { n } }));

/** Runs a batch as the router would, backwards. */
const batch = (seen: Seen): Response => {
  const results = itemsOf(seen).map(({ tool_slug, arguments: { n } }, index) =>
    n % 10 === 9
      ? { tool_slug, index, response: null, error: `${n} is odd` }
      : { tool_slug, index, error: null, response: { successful: true, data: { n }, error: null, log_id: `log_${n}` } },
  );
  const failed = results.filter(({ error }) => error !== null).length;
  const data = { results: results.toReversed(), total_count: results.length, success_count: 0, error_count: failed };
  return json({
    data,
    error: failed > 0 ? `${failed} out of ${results.length} tools failed` : null,
    log_id: "log_b",
  })();
};
const sessionOf = (...answers: Parameters<typeof stubFetch>) => {
  const { fetch, seen } = stubFetch(...answers);
  return { seen, session: createToolRouter({ apiKey: "ak_1", retry: false, fetch }).sessions.use("trs_1") };
};

describe("executeMany", () => {
  test("sends batches of fifty and returns results in the order of the calls", async () => {
    const { session, seen } = sessionOf(batch);
    const results = await session.executeMany(calls(120));
    expect(seen.map((request) => itemsOf(request).length)).toEqual([50, 50, 20]);
    expect(results).toHaveLength(120);
    for (const [n, result] of results.entries()) {
      expect(result).toMatchObject(
        n % 10 === 9
          ? { status: "tool_error", error: `${n} is odd`, data: {} }
          : { status: "ok", data: { n }, logId: `log_${n}` },
      );
    }
  });

  test("sends an argument named __proto__", async () => {
    const { session, seen } = sessionOf(batch);
    const args = JSON.parse('{"n":1,"__proto__":{"isAdmin":true},"constructor":{"prototype":1}}') as object;
    await session.executeMany([{ tool: "A_TOOL", arguments: args }]);
    expect(seen[0]!.body).toContain(JSON.stringify(args));
    expect({}).not.toHaveProperty("isAdmin");
  });

  test("sends nothing for an empty list", async () => {
    const { session, seen } = sessionOf(batch);
    expect(await session.executeMany([])).toEqual([]);
    expect(seen).toEqual([]);
  });

  test("limits the number of batches in flight", async () => {
    let running = 0;
    let most = 0;
    const { session } = sessionOf(async (seen) => {
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running--;
      return batch(seen);
    });
    await session.executeMany(calls(500), { concurrency: 3 });
    expect(most).toBe(3);
  });

  test.each([0, -1, Number.NaN, 1.5, null as never])("rejects a concurrency of %o", async (concurrency) => {
    const { session, seen } = sessionOf(batch);
    for (const many of [calls(0), calls(60)]) {
      await expect(session.executeMany(many, { concurrency })).rejects.toThrow(
        `concurrency must be a whole number above 0. Got ${concurrency}.`,
      );
    }
    expect(seen).toEqual([]);
  });

  test("sends all batches at once for a concurrency of Infinity", async () => {
    let running = 0;
    let most = 0;
    const { session } = sessionOf(async (seen) => {
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running--;
      return batch(seen);
    });
    await session.executeMany(calls(500), { concurrency: Number.POSITIVE_INFINITY });
    expect(most).toBe(10);
  });

  test("marks only the calls of a failed batch as lost, with mayHaveRun", async () => {
    const { session } = sessionOf(
      batch,
      () => Promise.reject(new TypeError("fetch failed")),
      refusal(400, "ToolRouterV2_BadRequest", 4300),
      batch,
    );
    const results = await session.executeMany(calls(200), { concurrency: 1 });
    expect(results.slice(0, 50).every(({ status }) => status !== "lost")).toBe(true);
    expect(results.slice(50, 100).every((result) => result.status === "lost" && result.mayHaveRun)).toBe(true);
    expect(results.slice(100, 150).every((result) => result.status === "lost" && !result.mayHaveRun)).toBe(true);
    expect(results[199]).toMatchObject({ status: "tool_error" });
  });

  test("distinguishes a preview, a missing item and a batch that failed as a whole", async () => {
    const response = { successful: true, data_preview: { rows: ["...18 more items"] } };
    const answer = (data: object, error: string | null = null) => json({ data, error, log_id: "log_b" });
    const preview = sessionOf(
      answer({
        results: [{ tool_slug: "A_TOOL", index: 0, response }],
        remote_file_info: { file_path: "/mnt/files/mex/word.json" },
      }),
    );
    expect(await preview.session.executeMany(calls(2))).toMatchObject([
      { status: "offloaded", preview: { rows: ["...18 more items"] }, path: "/mnt/files/mex/word.json" },
      { status: "lost", mayHaveRun: true },
    ]);
    // What is left out in the middle is not what comes after it.
    const left = { tool_slug: "A_TOOL", response: { successful: true, data: { n: 2 }, log_id: "" } };
    const gap = sessionOf(
      answer({
        results: [
          { ...left, index: 0 },
          { ...left, index: 2 },
        ],
      }),
    );
    expect(await gap.session.executeMany(calls(3))).toMatchObject([
      { status: "ok" },
      { status: "lost", mayHaveRun: true },
      { status: "ok" },
    ]);
    for (const results of [
      [null],
      {},
      [{ tool_slug: "A_TOOL", index: 0 }],
      [{ index: 0, response: null, error: null }],
    ]) {
      const strange = sessionOf(answer({ results }));
      expect(await strange.session.executeMany(calls(1))).toMatchObject([{ status: "lost", mayHaveRun: true }]);
    }
    const refused = sessionOf(answer({}, "too many tools"));
    expect(await refused.session.executeMany(calls(1))).toMatchObject([
      { status: "tool_error", error: "too many tools" },
    ]);
  });

  test("sends accounts, and rejects with the reason of an abort", async () => {
    const { session, seen } = sessionOf(batch);
    await session.executeMany([{ tool: "A_TOOL", arguments: { n: 0 }, account: "work" }]);
    expect(itemsOf(seen[0]!)[0]).toEqual({ tool_slug: "A_TOOL", arguments: { n: 0 }, account: "work" });

    const controller = new AbortController();
    const reason = new Error("enough");
    const hanging = sessionOf(() => {
      controller.abort(reason);
      return new Promise<never>(() => {});
    });
    await expect(hanging.session.executeMany(calls(60), { signal: controller.signal })).rejects.toBe(reason);
    const sent = seen.length;
    // @ts-expect-error a tool is a slug or a Tool
    await expect(session.executeMany([{ tool: "A_TOOL" }, { tool: 5 }])).rejects.toThrow(
      /^calls\[1\]\.tool: Expected a slug/,
    );
    await expect(session.executeMany([null as never])).rejects.toThrow(
      "calls[0] takes an object, such as { tool: … }. Got null.",
    );
    // @ts-expect-error calls are a list
    await expect(session.executeMany({ tool: "A_TOOL" })).rejects.toThrow(
      "executeMany takes a list of { tool, arguments }.",
    );
    expect(seen).toHaveLength(sent);
  });
});
