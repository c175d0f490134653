import { describe, expect, test } from "vitest";
import type { Schemas } from "../spec.ts";
import { githubAccount, testRouter } from "../testing/test-router.ts";

const args = { owner: "acme", title: "Hi" };
const slug = "GITHUB_CREATE_ISSUE";
const work = { ...githubAccount, id: "ca_work", alias: "work" };
const home = { ...githubAccount, id: "ca_home", alias: "home" };

/** The account that a call used, or its error code. */
async function used(
  accounts: (typeof githubAccount & { alias?: string; status?: string })[],
  config: Partial<Schemas["SessionCreate"]>,
  account?: string,
): Promise<unknown> {
  const session = await testRouter({ accounts }).session(config);
  const { status, body } = await session.execute(slug, args, account === undefined ? {} : { account });
  return status === 200 ? body.data["account"] : body.error.code;
}

const several = { multi_account: { enable: true } };
const lenient = { multi_account: { enable: true, require_explicit_selection: false } };
const strict = { multi_account: { enable: true, require_explicit_selection: true } };

describe("in a session with one account per toolkit", () => {
  test.each<[string, Parameters<typeof used>, unknown]>([
    ["nothing connected", [[], {}], 4302],
    ["only an inactive account", [[{ ...work, status: "INACTIVE" }], {}], 4302],
    ["only another user's account", [[{ ...work, userId: "user_2" }], {}], 4302],
    ["one account", [[work], {}], "ca_work"],
    ["several accounts: the one connected last", [[work, home], {}], "ca_home"],
    ["an account named that is active", [[work, home], {}, "work"], "ca_work"],
    ["an account named that does not exist", [[work], {}, "nope"], 4300],
    ["an account named that is another user's", [[work, { ...home, userId: "user_2" }], {}, "ca_home"], 4300],
    ["a pin", [[work, home], { connected_accounts: { github: "ca_work" } }], "ca_work"],
    ["a pin, and another account named", [[work, home], { connected_accounts: { github: "ca_work" } }, "home"], 4300],
    [
      "a pin that is not active, with another that is",
      [[{ ...work, status: "EXPIRED" }, home], { connected_accounts: { github: "ca_work" } }],
      4302,
    ],
  ])("%s", async (_, given, expected) => {
    expect(await used(...given)).toBe(expected);
  });
});

describe("in a session with several accounts per toolkit", () => {
  test.each<[string, Parameters<typeof used>, unknown]>([
    ["one account", [[work], several], "ca_work"],
    ["several, none named", [[work, home], several], 4300],
    ["several, none named, the choice required", [[work, home], strict], 4300],
    ["several, none named, the choice left to the router", [[work, home], lenient], "ca_home"],
    ["named by id", [[work, home], several, "ca_work"], "ca_work"],
    ["named by alias", [[work, home], several, "work"], "ca_work"],
    [
      "several pins, none named",
      [[work, home], { ...several, connected_accounts: { github: ["ca_work", "ca_home"] } }],
      4300,
    ],
    ["one pin among several", [[work, home], { ...several, connected_accounts: { github: ["ca_work"] } }], "ca_work"],
  ])("%s", async (_, given, expected) => {
    expect(await used(...given)).toBe(expected);
  });

  test("lists the accounts to choose from", async () => {
    const session = await testRouter({ accounts: [work, home] }).session(several);
    expect((await session.execute(slug, args)).body.error).toMatchObject({
      slug: "ToolRouterV2_BadRequest",
      errors: ["ca_home (home, ACTIVE)", "ca_work (work, ACTIVE)"],
    });
  });

  test("accepts the word id", async () => {
    const router = testRouter({ accounts: [work, home] });
    const { body: account } = await router.request<Schemas["ConnectedAccount"]>("GET", "/connected_accounts/ca_work");
    expect(account.word_id).toMatch(/^github_[a-z]+-[a-z]+$/);
    const session = await router.session(several);
    expect((await session.execute(slug, args, { account: account.word_id })).body.data["account"]).toBe("ca_work");
  });
});

test("is not required for a tool without an account", async () => {
  const session = await testRouter().session();
  expect((await session.execute("WEATHER_GET_FORECAST", {}, { account: "nope" })).status).toBe(200);
  expect((await session.execute("GITHUB_GET_STATUS", {})).body.data).toEqual({ up: true, account: null });
});

test("uses the accounts at the time of the call", async () => {
  const router = testRouter({ accounts: [work] });
  const session = await router.session();
  expect((await session.execute(slug, args)).status).toBe(200);
  expect((await router.request("DELETE", "/connected_accounts/ca_work")).status).toBe(200);
  expect((await session.execute(slug, args)).body.error.code).toBe(4302);
});
