import { expect, it } from "vitest";
import { githubAccount, testRouter } from "../testing/test-router.ts";

const router = testRouter({ accounts: [githubAccount] });

it.each([
  [{ default: "allow_all" }, 200, 200],
  [{ default: "ask_every_call" }, 4300, 4300],
  [{ default: "ask_once_per_session" }, 4300, 4300],
  [{ default: "allow_all", overrides: { "GITHUB_LIST_ISSUES:ca_seed": "always_deny" } }, 4328, 200],
  [{ default: "allow_all", overrides: { "*:ca_seed": "always_deny" } }, 4328, 200],
  [
    {
      default: "ask_every_call",
      overrides: { "GITHUB_LIST_ISSUES:ca_seed": "always_allow", "*:ca_seed": "always_deny" },
    },
    200,
    4300,
  ],
  [{ default: "allow_all", overrides: { "*:__none__": "ask_once" } }, 200, 4300],
] as const)("%j", async (permissions, withAccount, withoutAccount) => {
  const session = await router.session({ experimental: { permissions } });
  const code = async (slug: string): Promise<unknown> => {
    const { status, body } = await session.execute(slug);
    return status === 200 ? 200 : body.error.code;
  };
  expect([await code("GITHUB_LIST_ISSUES"), await code("WEATHER_GET_FORECAST")]).toEqual([withAccount, withoutAccount]);
});
