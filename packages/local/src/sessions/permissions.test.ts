import { describe, expect, test } from "vitest";
import type { Schemas } from "../spec.ts";
import { answersTo, deny, type Waiting } from "../testing/approvals.ts";
import { githubAccount, testRouter, type TestSession } from "../testing/test-router.ts";

const router = testRouter({ accounts: [githubAccount] });

const outcome = async (session: TestSession, slug: string): Promise<unknown> => {
  const { status, body } = await session.execute(slug);
  return status === 200 ? body.result_type : body.error.code;
};

test.each([
  [{ default: "allow_all" }, "completed", "completed"],
  [{ default: "ask_every_call" }, "input_required", "input_required"],
  [{ default: "ask_once_per_session" }, "input_required", "input_required"],
  [{ default: "allow_all", overrides: { "GITHUB_LIST_ISSUES:ca_seed": "always_deny" } }, 4328, "completed"],
  [{ default: "allow_all", overrides: { "*:ca_seed": "always_deny" } }, 4328, "completed"],
  [
    {
      default: "ask_every_call",
      overrides: { "GITHUB_LIST_ISSUES:ca_seed": "always_allow", "*:ca_seed": "always_deny" },
    },
    "completed",
    "input_required",
  ],
  [{ default: "allow_all", overrides: { "*:__none__": "ask_once" } }, "completed", "input_required"],
] as const)("enforces %j", async (permissions, withAccount, withoutAccount) => {
  const session = await router.session({ experimental: { permissions } });
  expect([await outcome(session, "GITHUB_LIST_ISSUES"), await outcome(session, "WEATHER_GET_FORECAST")]).toEqual([
    withAccount,
    withoutAccount,
  ]);
});

describe("an approval", () => {
  const openWith = (permissions: Schemas["PermissionsConfig"]) => router.session({ experimental: { permissions } });
  const answer = async (session: TestSession, slug: string, ...responses: object[]) => {
    const waiting = (await session.execute(slug)).body as unknown as Waiting;
    return (await session.execute(slug, {}, answersTo(waiting, ...responses))).body.result_type;
  };

  test.each<Schemas["PermissionsConfig"]>([
    { default: "ask_once_per_session" },
    { default: "allow_all", overrides: { "WEATHER_GET_FORECAST:__none__": "ask_once" } },
  ])("holds for the rest of the session with %j", async (permissions) => {
    const session = await openWith(permissions);
    expect(await answer(session, "WEATHER_GET_FORECAST")).toBe("completed");
    expect(await outcome(session, "WEATHER_GET_FORECAST")).toBe("completed");
    expect(await outcome(await openWith(permissions), "WEATHER_GET_FORECAST")).toBe("input_required");
  });

  test("is remembered for its own tool only", async () => {
    const session = await openWith({ default: "ask_once_per_session" });
    expect(await answer(session, "WEATHER_GET_FORECAST")).toBe("completed");
    expect(await outcome(session, "GITHUB_GET_STATUS")).toBe("input_required");
  });

  test("is not remembered after a denial", async () => {
    const session = await openWith({ default: "ask_once_per_session" });
    expect(await answer(session, "WEATHER_GET_FORECAST", deny)).toBe("failed");
    expect(await outcome(session, "WEATHER_GET_FORECAST")).toBe("input_required");
  });

  test("does not replace one that require_approval demands", async () => {
    const session = await router.session({
      toolkits: { require_approval: ["weather"] },
      experimental: { permissions: { default: "ask_once_per_session" } },
    });
    expect(await answer(session, "WEATHER_GET_FORECAST")).toBe("completed");
    expect(await outcome(session, "WEATHER_GET_FORECAST")).toBe("input_required");
  });

  test.each<Schemas["PermissionsConfig"]>([
    { default: "ask_every_call" },
    { default: "allow_all", overrides: { "*:__none__": "ask_always" } },
  ])("holds for one call with %j", async (permissions) => {
    const session = await openWith(permissions);
    expect(await answer(session, "WEATHER_GET_FORECAST")).toBe("completed");
    expect(await outcome(session, "WEATHER_GET_FORECAST")).toBe("input_required");
  });
});
