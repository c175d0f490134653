import { describe, expect, test } from "vitest";
import type { Schemas } from "../spec.ts";
import { githubAccount, testRouter } from "../testing/test-router.ts";
import type { SeedAccount, SeedAcl } from "./seeds.ts";

const slug = "GITHUB_CREATE_ISSUE";
const args = { owner: "o", title: "t" };
const shared = (acl: SeedAcl | undefined, id = "ca_shared"): SeedAccount => ({
  userId: "owner",
  toolkit: "github",
  id,
  accountType: "SHARED",
  aclConfigForShared: acl,
});
const pin = { user_id: "user_1", connected_accounts: { github: "ca_shared" } };

describe("a shared account", () => {
  test.each<[string, SeedAcl | undefined, boolean]>([
    ["no rule", undefined, false],
    ["a rule for everybody", { allowAllUsers: true }, true],
    ["the user in the list", { allowedUserIds: ["user_1"] }, true],
    ["others in the list", { allowedUserIds: ["user_2"] }, false],
    ["the user refused", { allowAllUsers: true, allowedUserIds: ["user_1"], notAllowedUserIds: ["user_1"] }, false],
  ])("with %s", async (_, acl, allowed) => {
    const router = testRouter({ accounts: [shared(acl)] });
    const { status, body } = await router.request("POST", "/tool_router/session", pin);
    expect(status === 201 ? 201 : body.error.code).toBe(allowed ? 201 : 4306);
  });

  test("serves its owner, and only other users who pin it", async () => {
    const router = testRouter({ accounts: [shared({ allowAllUsers: true })] });
    const account = async (config: Partial<Schemas["SessionCreate"]>) => {
      const { body } = await (await router.session(config)).execute(slug, args);
      return body.data?.["account"] ?? body.error.code;
    };
    expect(await account(pin)).toBe("ca_shared");
    expect(await account({ user_id: "user_1" })).toBe(4302);
    expect(await account({ user_id: "owner" })).toBe("ca_shared");
  });

  test("is the only shared account among a toolkit's pins", async () => {
    const all = { allowAllUsers: true };
    const router = testRouter({ accounts: [shared(all), shared(all, "ca_second"), githubAccount] });
    const create = (ids: string[]) =>
      router.request("POST", "/tool_router/session", {
        user_id: "user_1",
        multi_account: { enable: true },
        connected_accounts: { github: ids },
      });
    expect((await create(["ca_shared", "ca_second"])).body.error).toMatchObject({ status: 400, code: 4347 });
    expect((await create(["ca_shared", "ca_seed"])).status).toBe(201);
  });

  test("is created by a link and shown with its ACL", async () => {
    const router = testRouter({ links: "instant" });
    const session = await router.session();
    const experimental = { account_type: "SHARED" as const, acl_config_for_shared: { allowed_user_ids: ["user_2"] } };
    const { status, body } = await session.link({ toolkit: "github", experimental });
    const whole = {
      account_type: "SHARED",
      acl_config_for_shared: { allow_all_users: false, allowed_user_ids: ["user_2"], not_allowed_user_ids: [] },
    };
    expect([status, body.experimental]).toEqual([201, whole]);
    const read = await router.request<Schemas["ConnectedAccount"]>(
      "GET",
      `/connected_accounts/${body.connected_account_id}`,
    );
    expect(read.body.experimental).toEqual(whole);
    const other = await router.session({
      user_id: "user_2",
      connected_accounts: { github: body.connected_account_id },
    });
    expect((await other.execute(slug, args)).status).toBe(200);
  });

  test("rejects an ACL for a private account", async () => {
    const session = await testRouter().session();
    const { body } = await session.link({
      toolkit: "github",
      experimental: { acl_config_for_shared: { allow_all_users: true } },
    });
    expect(body.error).toMatchObject({ status: 400, code: 4300 });
  });
});

test("expires accounts by the clock and keeps a given status", async () => {
  const router = testRouter({ accounts: [{ ...githubAccount, expiresAt: new Date("2026-01-01T00:01:00Z") }] });
  const session = await router.session();
  const status = async () => (await session.execute(slug, args)).status;
  expect(await status()).toBe(200);
  router.clock.advance(60_000);
  expect(await status()).toBe(400);
  const account = async () =>
    (await router.request<Schemas["ConnectedAccount"]>("GET", "/connected_accounts/ca_seed")).body;
  expect(await account()).toMatchObject({ status: "EXPIRED", status_reason: "The credentials have expired" });
  await router.setAccountStatus("ca_seed", "INACTIVE", "Switched off");
  expect(await account()).toMatchObject({ status: "INACTIVE", status_reason: "Switched off" });
  await expect(router.setAccountStatus("ca_no", "ACTIVE")).rejects.toThrow("No connected account has the id ca_no");
});

test("accepts accounts in camel case", async () => {
  const router = testRouter({
    accounts: [
      {
        userId: "user_2",
        toolkit: "github",
        id: "ca_shared",
        accountType: "SHARED",
        aclConfigForShared: { allowedUserIds: ["user_1"], notAllowedUserIds: ["user_3"] },
      },
    ],
  });
  const { body } = await router.request("GET", "/connected_accounts/ca_shared");
  expect(body).toMatchObject({
    user_id: "user_2",
    experimental: {
      account_type: "SHARED",
      acl_config_for_shared: {
        allow_all_users: false,
        allowed_user_ids: ["user_1"],
        not_allowed_user_ids: ["user_3"],
      },
    },
  });
});
