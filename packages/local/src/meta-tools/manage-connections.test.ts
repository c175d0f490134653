import { describe, expect, test } from "vitest";
import type { Schemas } from "../spec.ts";
import { githubAccount, testRouter, type TestSession } from "../testing/test-router.ts";

type Data = Schemas["ManageConnectionsData"];

async function manage(session: TestSession, toolkits: unknown[], rest = {}): Promise<Data> {
  const { body } = await session.executeMeta("COMPOSIO_MANAGE_CONNECTIONS", { toolkits, ...rest });
  expect(body.error).toBeNull();
  return body.data;
}

test("connects unconnected toolkits and reports the others", async () => {
  const router = testRouter({ accounts: [{ ...githubAccount, userId: "user_2" }] });
  const data = await manage(await router.session({ toolkits: { disable: [] } }), ["GitHub", "weather", "nope"], {
    session_id: "lead",
  });
  expect(data).toMatchObject({
    message: "1 active, 1 waiting for the user, 1 failed",
    results: {
      github: {
        toolkit: "github",
        status: "initiated",
        has_active_connection: false,
        connected_account_id: "ca_000001",
        redirect_url: "http://tool-router.localhost/link/lt_000001",
        instruction: expect.stringContaining("redirect_url"),
      },
      weather: { status: "active", has_active_connection: true },
      nope: { status: "failed", error_message: "Unknown toolkit 'nope'" },
    },
    summary: { total_toolkits: 3, active_connections: 1, initiated_connections: 1, failed_connections: 1 },
    session: { id: "lead" },
  });
});

describe("a toolkit", () => {
  const accounts = [{ ...githubAccount, alias: "work" }];

  test("is left unchanged if connected, unless a new connection is requested", async () => {
    const session = await testRouter({ accounts }).session();
    expect((await manage(session, ["github"])).results["github"]).toMatchObject({
      status: "active",
      connected_account_id: "ca_seed",
    });
    expect((await manage(session, ["github"], { reinitiate_all: true })).results["github"]).toMatchObject({
      status: "initiated",
      was_reinitiated: true,
    });
    expect((await manage(session, [{ name: "github", action: "add", alias: "home" }])).results["github"]).toMatchObject(
      {
        status: "initiated",
        has_active_connection: true,
      },
    );
  });

  test("fails alone if it is outside of the session", async () => {
    const session = await testRouter({ accounts }).session({ toolkits: { enable: ["weather"] } });
    expect((await manage(session, ["github"])).results["github"]).toMatchObject({
      status: "failed",
      error_message: "[Session Restriction] Toolkit 'github' is not allowed for this session",
    });
  });

  test("gets no other account if one is pinned", async () => {
    const session = await testRouter({ accounts }).session({ connected_accounts: { github: "ca_seed" } });
    expect((await manage(session, [{ name: "github", action: "add" }])).results["github"]).toMatchObject({
      status: "active",
    });
    const inactive = testRouter({ accounts: [githubAccount] });
    const pinned = await inactive.session({ connected_accounts: { github: "ca_seed" } });
    await inactive.setAccountStatus("ca_seed", "INACTIVE");
    expect((await manage(pinned, ["github"])).results["github"]).toMatchObject({ status: "failed" });
  });

  test("is connected at once with instant links", async () => {
    const session = await testRouter({ links: "instant" }).session();
    expect((await manage(session, ["github"])).results["github"]).toMatchObject({
      status: "active",
      has_active_connection: true,
    });
  });
});

describe("accounts", () => {
  const accounts = [
    { ...githubAccount, alias: "work" },
    { ...githubAccount, id: "ca_2" },
  ];
  const github = async (session: TestSession, item: object) =>
    (await manage(session, [{ name: "github", ...item }])).results["github"];

  test("are listed", async () => {
    const session = await testRouter({ accounts }).session();
    expect(await github(session, { action: "list" })).toMatchObject({
      status: "active",
      instruction: "Accounts: ca_2 (ACTIVE); ca_seed (work, ACTIVE)",
    });
    const newSession = await testRouter().session();
    expect(await github(newSession, { action: "list" })).toMatchObject({
      status: "failed",
      error_message: "No account is connected",
    });
    await newSession.link({ toolkit: "github" });
    expect(await github(newSession, { action: "list" })).toMatchObject({ status: "initiated" });
  });

  test("are renamed", async () => {
    const router = testRouter({ accounts });
    const session = await router.session();
    await github(session, { action: "rename", account_id: "ca_2", alias: "home" });
    expect((await router.request("GET", "/connected_accounts/ca_2")).body).toMatchObject({ alias: "home" });
    await github(session, { action: "rename", account_id: "ca_2", alias: "" });
    expect((await router.request("GET", "/connected_accounts/ca_2")).body).toMatchObject({ alias: null });
    expect(await github(session, { action: "rename", account_id: "ca_2", alias: "work" })).toMatchObject({
      status: "failed",
    });
    expect(await github(session, { action: "rename", alias: "which" })).toMatchObject({
      status: "failed",
      error_message: "Set account_id to one of the user's github accounts: ca_2 (ACTIVE); ca_seed (work, ACTIVE)",
    });
    expect(await github(session, { action: "rename", account_id: "ca_2" })).toMatchObject({ status: "failed" });
  });

  test("are removed if the session allows it", async () => {
    const router = testRouter({ accounts: [...accounts, { ...githubAccount, id: "ca_other", userId: "user_2" }] });
    const session = await router.session();
    expect(await github(session, { action: "remove", account_id: "ca_other" })).toMatchObject({ status: "failed" });
    expect(await github(session, { action: "remove", alias: "work" })).toMatchObject({
      status: "removed",
      has_active_connection: true,
    });
    expect((await router.request("GET", "/connected_accounts/ca_seed")).body.error).toMatchObject({
      status: 404,
      code: 1804,
    });

    const strict = await router.session({ manage_connections: { enable_connection_removal: false } });
    expect(await github(strict, { action: "remove", account_id: "ca_2" })).toMatchObject({ status: "failed" });
    expect((await router.request("GET", "/connected_accounts/ca_2")).status).toBe(200);
  });
});
