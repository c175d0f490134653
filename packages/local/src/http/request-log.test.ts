import { expect, test } from "vitest";
import { githubAccount, testRouter, weather, type TestRouter } from "../testing/test-router.ts";
import type { AnsweredRequest } from "./request-log.ts";

const open = () => {
  const requests: AnsweredRequest[] = [];
  const router: TestRouter = testRouter({
    toolkits: [
      weather(() => {
        router.clock.advance(120);
      }),
    ],
    onRequest: (request) => requests.push(request),
  });
  return { router, requests };
};

test("logs method, path, status, duration and tool of each request", async () => {
  const { router, requests } = open();
  const session = await router.session();
  await session.execute("WEATHER_GET_FORECAST", {});
  await session.executeMeta("COMPOSIO_GET_TOOL_SCHEMAS", { tool_slugs: [] });
  await session.execute("NOPE");
  await router.request("GET", "/nothing");
  const path = `/api/v3${session.path}`;
  expect(
    requests.map(({ method, path: at, status, durationMs, toolSlug }) => [method, at, status, durationMs, toolSlug]),
  ).toEqual([
    ["POST", "/api/v3/tool_router/session", 201, 0, undefined],
    ["POST", `${path}/execute`, 200, 120, "WEATHER_GET_FORECAST"],
    ["POST", `${path}/execute_meta`, 200, 0, "COMPOSIO_GET_TOOL_SCHEMAS"],
    ["POST", `${path}/execute`, 400, 0, "NOPE"],
    ["GET", "/api/v3/nothing", 404, 0, undefined],
  ]);
  expect(requests[1]?.requestId).toBe("req_000002");
});

test("logs no status for a dropped connection", async () => {
  const { router, requests } = open();
  const session = await router.session();
  router.faults.add({ fault: { kind: "dropped_after" } });
  await expect(session.execute("WEATHER_GET_FORECAST")).rejects.toThrow("fetch failed");
  expect(requests.at(-1)).toMatchObject({ status: undefined, toolSlug: "WEATHER_GET_FORECAST" });
});

test("redacts credentials, queries and tokens", async () => {
  const requests: AnsweredRequest[] = [];
  const router = testRouter({ accounts: [githubAccount], onRequest: (request) => requests.push(request) });
  const session = await router.session();
  const { link_token: token } = (await session.link({ toolkit: "github" })).body;
  const file = { mount_relative_path: "a.txt", mimetype: "text/plain" };
  const { upload_url: upload } = (
    await router.request<{ upload_url: string }>("POST", `${session.path}/mounts/files/upload_url`, file)
  ).body;
  await router.fetch(`${router.baseUrl}/link/${token}?next=query-secret`);
  await router.fetch(`${router.baseUrl}/_local/link/${token}/complete`, { method: "POST" });
  await router.fetch(upload, { method: "PUT", headers: { "content-type": "text/plain" }, body: "x" });
  await router.fetch(`${router.baseUrl}/oauth/callback/github?code=query-secret&state=os_secret`);
  await session.execute("WEATHER\nGET 200", {});
  const written = JSON.stringify(requests);
  for (const secret of [router.apiKey, token, new URL(upload).pathname.split("/").at(-1) ?? "", "secret", "\\n"]) {
    expect(written).not.toContain(secret);
  }
  expect(requests.slice(-5).map(({ path }) => path)).toEqual([
    "/link/***",
    "/_local/link/***/complete",
    "/_local/files/***",
    "/oauth/callback/github",
    `/api/v3${session.path}/execute`,
  ]);
});

test.each([
  [
    "throws",
    (): never => {
      throw new Error("a broken log");
    },
  ],
  ["rejects", async (): Promise<void> => Promise.reject(new Error("a broken log"))],
])("answers the caller when onRequest %s", async (_, onRequest) => {
  const router = testRouter({ onRequest });
  expect((await router.request("GET", "/toolkits")).status).toBe(200);
});

test.each([
  ["/link%2flt_1", "/link%2f***"],
  ["/LINK/lt_1", "/LINK/***"],
  ["/_local//link/lt_1/complete", "/_local//link/***/complete"],
  ["/api/v3/link/lt_1", "/api/v3/link/***"],
  ["/api/v3/files/upload/request", "/api/v3/files/upload/request"],
  ["/a%0D%0AGET%20/b%1B[2J", "/a%0D%0AGET /b%1B[2J"],
])("logs %s as %s", async (sent, logged) => {
  const { router, requests } = open();
  await router.fetch(`${router.baseUrl}${sent}`);
  expect(requests.at(-1)?.path).toBe(logged);
});

test("logs the paths of a session's files whole", async () => {
  const { router, requests } = open();
  const session = await router.session();
  await router.request("GET", `${session.path}/mounts/files/items`);
  expect(requests.at(-1)?.path).toBe(`/api/v3${session.path}/mounts/files/items`);
});
