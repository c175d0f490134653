import { describe, expect, test } from "vitest";
import type { Schemas } from "../spec.ts";
import { githubAccount, testRouter } from "../testing/test-router.ts";

const router = testRouter({
  accounts: [
    githubAccount,
    { ...githubAccount, id: "ca_2", userId: "user_2", status: "INACTIVE", accountType: "SHARED" },
  ],
});

describe("connected accounts", () => {
  test.each([
    ["", ["ca_2", "ca_seed"]],
    ["?order_direction=asc", ["ca_seed", "ca_2"]],
    ["?user_ids=user_2", ["ca_2"]],
    ["?statuses=ACTIVE", ["ca_seed"]],
    ["?account_type=PRIVATE", ["ca_seed"]],
    ["?account_type=SHARED", ["ca_2"]],
    ["?account_type=ALL", ["ca_2", "ca_seed"]],
    ["?toolkit_slugs=weather", []],
    ["?toolkit_slugs=&limit=", ["ca_2", "ca_seed"]],
    ["?auth_config_ids=ac_github&connected_account_ids=ca_2,ca_seed&limit=1", ["ca_2"]],
    ["?connected_account_ids=ca_seed,ca_2,ca_seed,ca_none", ["ca_2", "ca_seed"]],
    ["?connected_account_ids=ca_seed,ca_2&user_ids=user_2", ["ca_2"]],
    ["?user_ids=user_2,user_1,user_2&toolkit_slugs=weather,github,github", ["ca_2", "ca_seed"]],
    ["?user_ids=user_2,user_1&toolkit_slugs=github&statuses=ACTIVE", ["ca_seed"]],
    ["?user_ids=user_2&toolkit_slugs=weather", []],
  ])("%s", async (query, ids) => {
    const { body } = await router.request<Schemas["ConnectedAccountPage"]>("GET", `/connected_accounts${query}`);
    expect(body.items.map(({ id }) => id)).toEqual(ids);
  });

  test("refuses an unknown status", async () => {
    expect((await router.request("GET", "/connected_accounts?statuses=NICE")).body.error.code).toBe(10400);
  });
});
