import { describe, expect, test } from "vitest";
import { createToolRouter, type ToolRouter } from "../index.ts";
import { json, refusal, stubFetch } from "../testing/stub-fetch.ts";

const open = (...answers: Parameters<typeof stubFetch>) => {
  const { fetch, seen } = stubFetch(...answers);
  const { authConfigs } = createToolRouter({ apiKey: "ak_1", retry: { maxDelay: 0 }, fetch });
  return { authConfigs, seen };
};
const sent = ({ seen }: ReturnType<typeof open>) =>
  seen.map(({ method, url, body }) => ({
    request: `${method} ${url.replace("https://backend.composio.dev/api", "")}`,
    body: body === undefined ? undefined : (JSON.parse(body) as unknown),
  }));
type Configs = ToolRouter["authConfigs"];

describe("authConfigs", () => {
  const custom = {
    toolkit: { slug: "github" },
    auth_config: { type: "use_custom_auth", authScheme: "OAUTH2", credentials: { client_id: "c", client_secret: "s" } },
  } as const;
  const patch = { type: "default" as const, scopes: ["repo"] };

  test.each<[string, (configs: Configs) => Promise<unknown>, answer: object, request: string, body: unknown]>([
    ["get", (configs) => configs.get("ac_1"), { id: "ac_1", name: "GitHub" }, "GET /v3/auth_configs/ac_1", undefined],
    [
      "create",
      (configs) => configs.create(custom),
      { toolkit: { slug: "github" }, auth_config: { id: "ac_1" } },
      "POST /v3/auth_configs",
      custom,
    ],
    ["update", (configs) => configs.update("ac_1", patch), { anything: 1 }, "PATCH /v3/auth_configs/ac_1", patch],
    ["delete", (configs) => configs.delete("ac_1"), {}, "DELETE /v3/auth_configs/ac_1", undefined],
  ])("sends %s and returns the response as on the wire", async (_, call, answer, request, body) => {
    const router = open(json(answer));
    expect(await call(router.authConfigs)).toEqual(answer);
    expect(sent(router)).toEqual([{ request, body }]);
  });

  test("lists page by page", async () => {
    const router = open(json({ items: [{ id: "ac_1" }], next_cursor: "c2" }), json({ items: [{ id: "ac_2" }] }));
    const ids: string[] = [];
    for await (const { id } of router.authConfigs.list({ toolkit_slug: ["github"], pageSize: 1 })) ids.push(id);
    expect(ids).toEqual(["ac_1", "ac_2"]);
    expect(sent(router).map(({ request }) => request)).toEqual([
      "GET /v3/auth_configs?toolkit_slug=github&limit=1",
      "GET /v3/auth_configs?toolkit_slug=github&limit=1&cursor=c2",
    ]);
  });

  test("treats a repeated deletion as success, and rejects a missing auth config", async () => {
    const gone = refusal(404, "AuthConfig_NotFound", 1);
    const lost = () => Promise.reject(new TypeError("fetch failed"));
    expect(await open(lost, gone).authConfigs.delete("ac_1")).toEqual({});
    await expect(open(gone).authConfigs.delete("ac_1")).rejects.toMatchObject({ name: "NotFoundError" });
  });

  test("does not resend a write after a lost connection", async () => {
    const router = open(() => Promise.reject(new TypeError("fetch failed")));
    await expect(router.authConfigs.create(custom)).rejects.toMatchObject({ mayHaveRun: true, attempts: 1 });
    await expect(router.authConfigs.update("ac_1", patch)).rejects.toMatchObject({ mayHaveRun: true, attempts: 1 });
    expect(router.seen).toHaveLength(2);
  });

  test("shows no sent credential in an error", async () => {
    const router = open(refusal(400, "Bad_Request", 10_400));
    const error = await router.authConfigs.create(custom).catch((reason: unknown) => reason);
    expect(JSON.stringify(error)).not.toContain("client_secret");
  });
});

test("sends the slug and the version with toolkits.get", async () => {
  const { fetch, seen } = stubFetch(json({ slug: "github", name: "GitHub" }));
  const { toolkits } = createToolRouter({ apiKey: "ak_1", fetch });
  expect(await toolkits.get("github")).toEqual({ slug: "github", name: "GitHub" });
  await toolkits.get("github", { version: "20260101_00", timeout: 5000 });
  expect(seen.map(({ url }) => url.split("/api")[1])).toEqual([
    "/v3/toolkits/github",
    "/v3/toolkits/github?version=20260101_00",
  ]);
});
