import { expect, test } from "vitest";
import { testRouter } from "../testing/test-router.ts";

test("counts requests per key and minute, and refuses excess requests before they take effect", async () => {
  const router = testRouter({ rateLimit: 3, projects: [{ id: "proj_2", apiKey: "ak_2" }] });
  const ask = async (key = router.apiKey) => {
    const { status, headers } = await router.request(
      "POST",
      "/tool_router/session",
      { user_id: "u" },
      { "x-api-key": key },
    );
    return [status, headers.get("x-ratelimit"), headers.get("x-ratelimit-remaining"), headers.get("retry-after")];
  };
  router.clock.advance(20_000);
  expect([await ask(), await ask(), await ask(), await ask()]).toEqual([
    [201, "3", "2", null],
    [201, "3", "1", null],
    [201, "3", "0", null],
    [429, "3", "0", "40"],
  ]);
  expect(await ask("ak_2")).toEqual([201, "3", "2", null]);
  expect(await ask("ak_wrong")).toEqual([401, "10000", "10000", null]);
  const { body } = await router.request("GET", "/toolkits");
  expect(body.error).toMatchObject({ status: 429, code: 10429, slug: "HTTP_TooManyRequests" });
  router.clock.advance(40_000);
  expect(await ask()).toEqual([201, "3", "2", null]);
  // The refused request created no session.
  expect(await ask()).toEqual([201, "3", "1", null]);
});

test("rejects a limit of 0", () => {
  expect(() => testRouter({ rateLimit: 0 })).toThrow("rateLimit must be a number above 0");
});
