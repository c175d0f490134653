import { describe, expect, test } from "vitest";
import type { Schemas } from "../spec.ts";
import { testRouter, weather, type TestRouter, type TestSession } from "../testing/test-router.ts";
import { preview, structureOf } from "./offload.ts";

const slug = "WEATHER_GET_FORECAST";
const long = { days: Array.from({ length: 2000 }, (_, day) => ({ day, text: "sunny" })), note: "x".repeat(600) };
const open = async (workbench: object = {}) => {
  const router = testRouter({ toolkits: [weather((args) => (args["short"] === true ? { short: 1 } : long))] });
  return { router, session: await router.session({ workbench }) };
};

async function stored(router: TestRouter, session: TestSession, path: string): Promise<unknown> {
  const { body } = await router.request<Schemas["DownloadUrlResponse"]>(
    "POST",
    `${session.path}/mounts/files/download_url`,
    {
      mount_relative_path: path.replace("/mnt/files/", ""),
    },
  );
  return (await router.fetch(body.download_url)).json();
}

describe("a direct run", () => {
  const offload = { enable_auto_workbench_offload: true };

  test("returns a preview of a long result and stores it in the mount", async () => {
    const { router, session } = await open();
    const { data, error, log_id: id } = (await session.execute(slug, {}, offload)).body;
    expect(error).toBeNull();
    expect(data).toEqual({
      data_preview: {
        days: [...long.days.slice(0, 3), "...1997 more items"],
        note: `${"x".repeat(500)}...100 more characters`,
      },
      remote_file_info: {
        file_path: `/mnt/files/mex/${id}.json`,
        size_chars: JSON.stringify(long).length,
        instructions: expect.any(String),
      },
    });
    expect(await stored(router, session, `/mnt/files/mex/${id}.json`)).toEqual(long);
  });

  test.each([
    ["is not asked for", {}, {}, {}],
    ["the result is short", {}, { short: true }, offload],
    ["the workbench is off", { enable: false }, {}, offload],
    ["the session admits more", { auto_offload_threshold: 1_000_000 }, {}, offload],
  ])("is inline if %s", async (_, workbench, args, flag) => {
    const { session } = await open(workbench);
    const { data } = (await session.execute(slug, args, flag)).body;
    expect(data).toEqual("short" in args ? { short: 1 } : long);
  });

  test("respects the session's threshold", async () => {
    const { session } = await open({ auto_offload_threshold: 5 });
    expect((await session.execute(slug, { short: true }, offload)).body.data).toHaveProperty("data_preview", {
      short: 1,
    });
  });

  test("of a meta tool is always inline", async () => {
    const { session } = await open({ auto_offload_threshold: 1 });
    const args = { queries: [{ use_case: "forecast" }] };
    expect((await session.execute("COMPOSIO_SEARCH_TOOLS", args, offload)).body.data).toHaveProperty("results");
  });
});

describe("a batch", () => {
  const run = async (
    session: TestSession,
    rest: object = {},
    tools = [
      { tool_slug: slug, arguments: {} },
      { tool_slug: "NOPE", arguments: {} },
    ],
  ) => (await session.executeMeta("COMPOSIO_MULTI_EXECUTE_TOOL", { tools, ...rest })).body.data;

  test("returns previews when its results are too long together and stores them in one file", async () => {
    const { router, session } = await open();
    const { results, remote_file_info: file } = await run(session);
    expect(results[0]?.response).toMatchObject({
      successful: true,
      data_preview: { days: [{ day: 0 }, { day: 1 }, { day: 2 }, "...1997 more items"] },
      structure_info: { data_structure: { days: [{ day: "number", text: "string" }], note: "string" } },
    });
    expect(results[0]?.response).not.toHaveProperty("data");
    expect(results[1]).toMatchObject({ response: null, error: expect.stringContaining("NOPE") });
    expect(await stored(router, session, String(file?.file_path))).toMatchObject({
      results: [{ response: { data: long } }, { error: expect.any(String) }],
    });
  });

  test("is stored on request, with its results inline", async () => {
    const { router, session } = await open();
    const tools = [{ tool_slug: slug, arguments: { short: true } }];
    expect((await run(session, {}, tools)).remote_file_info).toBeNull();
    const { results, remote_file_info: file } = await run(session, { sync_response_to_workbench: true }, tools);
    expect(results[0]?.response).toMatchObject({ data: { short: 1 } });
    expect(await stored(router, session, String(file?.file_path))).toMatchObject({
      results: [{ response: { data: { short: 1 } } }],
    });
  });

  test("is never stored without a workbench", async () => {
    const { session } = await open({ enable: false });
    const { results, remote_file_info: file } = await run(session, { sync_response_to_workbench: true });
    expect([results[0]?.response?.data, file]).toEqual([long, null]);
  });
});

test("truncates long arrays, strings and objects with a note", () => {
  const wide = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`k${index}`, index]));
  expect(Object.keys(preview(wide) as object)).toHaveLength(51);
  expect(preview(wide)).toHaveProperty(["..."], "10 more fields");
  expect(preview([1, [1, 2, 3, 4], null, true])).toEqual([1, [1, 2, 3, "...1 more items"], null, "...1 more items"]);
  expect(structureOf({ a: null, b: [], c: [1, "x"] })).toEqual({ a: "null", b: [], c: ["number"] });
});
