import { expect, test } from "vitest";
import { githubAccount, testRouter } from "../testing/test-router.ts";

test("deletes the session and keeps its user's accounts", async () => {
  const router = testRouter({ accounts: [githubAccount] });
  const { path, session_id: id } = await router.session();
  expect((await router.request("DELETE", path)).body).toEqual({ session_id: id, deleted: true });
  expect((await router.request("GET", path)).body.error).toMatchObject({ status: 404, code: 4303 });
  expect((await router.request("DELETE", path)).status).toBe(404);
  expect((await router.request("GET", "/connected_accounts/ca_seed")).status).toBe(200);
});
