import { describe, expect, test } from "vitest";
import { createLocalRouter } from "../router.ts";
import { keyAreas, specOperations, type Schemas } from "../spec.ts";
import { github, githubAccount, testRouter } from "../testing/test-router.ts";

const other = { id: "proj_other", apiKey: "ak_other", accounts: [{ ...githubAccount, id: "ca_theirs" }] };

describe("several projects", () => {
  test("are isolated from each other", async () => {
    const router = testRouter({ accounts: [githubAccount], projects: [other] });
    const session = await router.session();
    const link = (await session.link({ toolkit: "github" })).body;
    const theirs = { "x-api-key": "ak_other" };
    for (const operation of specOperations.filter(({ path }) => path.includes("{session_id}"))) {
      const path = operation.path.replace("{session_id}", session.session_id).replace("{mount_id}", "files");
      const { status, body } = await router.request(operation.method, path, operation.bodyPointer && {}, theirs);
      expect([operation.id, status, body.error.slug]).toEqual([operation.id, 404, "ToolRouterV2_SessionNotFound"]);
    }
    for (const id of ["ca_seed", link.connected_account_id]) {
      expect((await router.request("GET", `/connected_accounts/${id}`, undefined, theirs)).status).toBe(404);
      expect((await router.request("DELETE", `/connected_accounts/${id}`, undefined, theirs)).status).toBe(404);
    }
    const list = async (headers?: Record<string, string>) =>
      (await router.request<Schemas["ConnectedAccountPage"]>("GET", "/connected_accounts", undefined, headers)).body
        .items;
    expect((await list(theirs)).map(({ id }) => id)).toEqual(["ca_theirs"]);
    expect((await list()).map(({ id }) => id)).toEqual([link.connected_account_id, "ca_seed"]);
    const pinned = { user_id: "user_1", connected_accounts: { github: "ca_seed" } };
    expect((await router.request("POST", "/tool_router/session", pinned, theirs)).body.error.code).toBe(4306);
  });

  test("have links that work without a key", async () => {
    const router = testRouter({ projects: [{ ...other, accounts: [] }] });
    const theirs = { "x-api-key": "ak_other" };
    const { body } = await router.request<Schemas["Session"]>("POST", "/tool_router/session", { user_id: "u" }, theirs);
    const path = `/tool_router/session/${body.session_id}/link`;
    const link = (await router.request<Schemas["LinkResponse"]>("POST", path, { toolkit: "github" }, theirs)).body;
    const done = await router.fetch(`${router.baseUrl}/_local/link/${link.link_token}/complete`, { method: "POST" });
    expect(await done.json()).toEqual({ connected_account_id: link.connected_account_id, status: "ACTIVE" });
  });

  test.each([
    ["no scope", {}, [200, ["ca_seed"]]],
    ["a project", { "x-org-id": "org_local", "x-project-id": "proj_other" }, [200, ["ca_theirs"]]],
    ["half a scope", { "x-project-id": "proj_other" }, [400, 10400]],
    ["a UUID", { "x-org-id": "org_local", "x-project-id": "7029e848-757a-4d92-a9f8-771856d643c7" }, [400, 10400]],
    ["an unknown project", { "x-org-id": "org_local", "x-project-id": "proj_nope" }, [404, 2304]],
    ["another organization", { "x-org-id": "org_nope", "x-project-id": "proj_other" }, [404, 2304]],
  ])("are selected by a user key with %s", async (_, headers, expected) => {
    const router = testRouter({ accounts: [githubAccount], projects: [other], userApiKey: "uak_1" });
    const response = await router.fetch(`${router.baseUrl}/api/v3/connected_accounts`, {
      headers: { "x-user-api-key": "uak_1", ...(headers as Record<string, string>) },
    });
    const body = (await response.json()) as Schemas["ConnectedAccountPage"] & Schemas["Error"];
    expect([response.status, body.items?.map(({ id }) => id) ?? body.error.code]).toEqual(expected);
  });

  test("are restored by a reset", async () => {
    const router = testRouter({ projects: [other] });
    await router.request("DELETE", "/connected_accounts/ca_theirs", undefined, { "x-api-key": "ak_other" });
    await router.reset();
    const { status } = await router.request("GET", "/connected_accounts/ca_theirs", undefined, {
      "x-api-key": "ak_other",
    });
    expect(status).toBe(200);
  });
});

describe("a scoped key", () => {
  const scopedKeys = [...keyAreas].map((area) => ({ key: `ak_${area}`, areas: [area] }));

  test.each(specOperations.map((operation) => [operation.id, operation] as const))(
    "may call %s only with its area",
    async (_, operation) => {
      const router = testRouter({ scopedKeys, accounts: [githubAccount] });
      for (const area of keyAreas) {
        await router.reset();
        const session = await router.session();
        const path = operation.path
          .replace("{session_id}", session.session_id)
          .replace("{mount_id}", "files")
          .replace("{nanoid}", "ca_seed")
          .replace("{tool_slug}", "GITHUB_LIST_ISSUES")
          .replace("{status}", "ENABLED");
        const body = operation.bodyPointer && {};
        const { status, body: answer } = await router.request(operation.method, path, body, {
          "x-api-key": `ak_${area}`,
        });
        const refused = status === 403 && answer.error.code === 812;
        expect([area, refused]).toEqual([area, area !== operation.area]);
      }
    },
  );

  test("is refused before the body is checked, and after the session is", async () => {
    const router = testRouter({ scopedKeys });
    const { path } = await router.session();
    const reader = { "x-api-key": "ak_sessions:read" };
    expect((await router.request("PATCH", path, "{", reader)).status).toBe(403);
    expect((await router.request("PATCH", "/tool_router/session/trs_no", "{", reader)).status).toBe(404);
  });
});

test.each([
  [
    "an unknown area",
    { scopedKeys: [{ key: "ak_x", areas: ["sessions:admin"] }] },
    'unknown area "sessions:admin". Areas: ',
  ],
  ["a duplicate key", { apiKey: "ak_1", projects: [{ id: "proj_2", apiKey: "ak_1" }] }, "already in use"],
  ["a duplicate project", { projects: [{ id: "proj_local", apiKey: "ak_1" }] }, "duplicate id proj_local"],
  [
    "an invalid account",
    { projects: [{ ...other, accounts: [{ userId: "u", toolkit: "no" }] }] },
    "projects[0].accounts[0].toolkit",
  ],
])("rejects %s", (_, options, problem) => {
  expect(() => createLocalRouter({ toolkits: [github()], ...options })).toThrow(problem);
});
