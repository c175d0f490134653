import { describe, expect, test } from "vitest";
import type { LocalRouterOptions } from "../router/options.ts";
import { createLocalRouter } from "../router.ts";
import type { Schemas } from "../spec.ts";
import { memoryStore } from "../state/memory-store.ts";
import { clientSecret } from "../testing/oauth-provider.ts";
import { openOAuthWorld, type OAuthWorld } from "../testing/oauth-router.ts";
import { github } from "../testing/test-router.ts";

const tool = "GITHUB_ME";
const minute = 60_000;
const ada = { data: { user: "ada" }, error: null };

async function connected(options?: Partial<LocalRouterOptions>): Promise<OAuthWorld & { id: string }> {
  const world = await openOAuthWorld({}, options);
  const { account, url } = await world.connect();
  expect(url).toContain("status=success");
  return { ...world, id: account };
}

const proxy = ({ router, session }: OAuthWorld, body: object = {}) =>
  router.request<Schemas["ProxyResult"] & Schemas["Error"]>("POST", `${session.path}/proxy_execute`, {
    toolkit_slug: "github",
    endpoint: "/api/me",
    method: "GET",
    ...body,
  });

describe("an access token", () => {
  test("is renewed a minute before it expires, not earlier", async () => {
    await using world = await connected();
    const { router, session, provider, given } = world;
    router.clock.advance(59 * minute - 1);
    await session.execute(tool);
    expect(provider.asked).toEqual(["authorization_code"]);
    router.clock.advance(1);
    expect((await session.execute(tool)).body).toMatchObject(ada);
    expect(provider.asked).toEqual(["authorization_code", "refresh_token"]);
    expect(given[1]?.["access_token"]).not.toBe(given[0]?.["access_token"]);
    expect(given[1]?.["expires_at"]).toBe("2026-01-01T01:59:00.000Z");
    expect((await session.execute(tool)).body).toMatchObject(ada);
    expect(provider.asked).toHaveLength(2);
  });

  test("with a short lifetime is not renewed for every run", async () => {
    await using world = await openOAuthWorld();
    const body = (token: string): string =>
      JSON.stringify({ access_token: token, refresh_token: "r", token_type: "Bearer", expires_in: 40 });
    world.provider.tokenFailure = { status: 200, body: body("first") };
    await world.connect();
    world.provider.tokenFailure = { status: 200, body: body("second") };
    for (const seconds of [0, 19, 1, 19]) {
      world.router.clock.advance(seconds * 1000);
      expect((await proxy(world, { endpoint: "/.well-known/openid-configuration" })).body.status).toBe(200);
    }
    expect(world.provider.asked).toEqual(["authorization_code", "refresh_token"]);
  });

  test("is renewed repeatedly with the newest refresh token", async () => {
    await using world = await connected();
    for (let hour = 0; hour < 4; hour++) {
      world.router.clock.advance(60 * minute);
      expect((await world.session.execute(tool)).body).toMatchObject(ada);
    }
    expect(world.provider.asked.filter((grant) => grant === "refresh_token")).toHaveLength(4);
  });

  // The provider accepts a refresh token once. A second use revokes the consent.
  test("is renewed once for concurrent runs", async () => {
    await using world = await connected();
    const { router, session, provider } = world;
    router.clock.advance(60 * minute);
    const answers = await Promise.all([...Array.from({ length: 20 }, () => session.execute(tool)), proxy(world)]);
    expect(answers.map(({ status }) => status)).toEqual(Array.from(answers, () => 200));
    expect(provider.asked).toEqual(["authorization_code", "refresh_token"]);
  });

  test("is stored by the next run after the store failed", async () => {
    const inner = memoryStore();
    let isDown = false;
    const swap: typeof inner.swap = (key, ...rest) => {
      if (isDown && key.includes("/account/")) throw new Error("the store is down");
      return inner.swap(key, ...rest);
    };
    await using world = await connected({ store: { ...inner, swap } });
    const { router, session, provider } = world;
    router.clock.advance(60 * minute);
    isDown = true;
    expect(await session.execute(tool)).toMatchObject({
      status: 503,
      body: { error: { message: `The router's store is unavailable. ${tool} did not run.` } },
    });
    isDown = false;
    expect((await session.execute(tool)).body).toMatchObject(ada);
    expect(provider.asked).toEqual(["authorization_code", "refresh_token"]);
  });

  test("is renewed once for two routers with one store", async () => {
    let time = Date.UTC(2026, 0, 1);
    const now = (): Date => new Date(time);
    const store = memoryStore({ now });
    const shared = { store, now, apiKey: "ak_1", wait: () => new Promise<void>((resolve) => setImmediate(resolve)) };
    await using world = await connected(shared);
    const { provider, session } = world;
    const auth = { scheme: "OAUTH2", issuer: provider.issuer, clientId: "router-1", clientSecret };
    const other = createLocalRouter({
      ...shared,
      toolkits: [github({ auth, proxy: { baseUrl: provider.issuer, allowPrivate: true } })],
    });
    time += 60 * minute;
    const calls = [world.router, other].flatMap((router) =>
      Array.from({ length: 5 }, async () => {
        const response = await router.fetch(`${router.baseUrl}/api/v3${session.path}/proxy_execute`, {
          method: "POST",
          headers: { "x-api-key": "ak_1" },
          body: JSON.stringify({ toolkit_slug: "github", endpoint: "/api/me", method: "GET" }),
        });
        return ((await response.json()) as Schemas["ProxyResult"]).data;
      }),
    );
    expect(await Promise.all(calls)).toEqual(Array.from(calls, () => ({ user: "ada" })));
    expect(provider.asked).toEqual(["authorization_code", "refresh_token"]);
  });

  test("expires the account when the provider rejects the refresh token", async () => {
    await using world = await connected();
    const { router, session, provider, id } = world;
    provider.revoke();
    router.clock.advance(60 * minute);
    const { status, body } = await session.execute(tool);
    expect([status, body.error]).toEqual([
      400,
      expect.objectContaining({
        code: 4302,
        message: `The connection ${id} can no longer be used: The provider rejected the refresh token: invalid_grant`,
      }),
    ]);
    expect(await world.account(id)).toMatchObject({
      status: "EXPIRED",
      status_reason: "The provider rejected the refresh token: invalid_grant",
    });
    expect(world.given).toEqual([]);
    expect((await session.execute(tool)).body.error).toMatchObject({ code: 4302 });
    expect(provider.asked).toEqual(["authorization_code", "refresh_token"]);
    expect(await router.runs({ outcome: "refused" })).toHaveLength(2);
    const page = await world.person.open(world.person.visited[0] ?? "");
    expect([page.status, page.text]).toEqual([410, expect.stringContaining("GitHub is no longer connected")]);
    // Only a new link helps.
    const again = await world.connect();
    expect(again.url).toContain("status=success");
    expect((await session.execute(tool)).body).toMatchObject(ada);
  });

  test("fails only its own item of a batch when it cannot be renewed", async () => {
    await using world = await connected();
    world.provider.revoke();
    world.router.clock.advance(60 * minute);
    const { body } = await world.session.executeMeta("COMPOSIO_MULTI_EXECUTE_TOOL", {
      tools: [{ tool_slug: tool, arguments: {} }],
    });
    expect(body.error).toBe("1 out of 1 tools failed");
    expect(JSON.stringify(body.data)).toContain("can no longer be used");
  });

  test("is used until it expires while the provider is unreachable", async () => {
    await using world = await connected();
    const { router, session, provider, id } = world;
    provider.tokenFailure = { status: 503, body: "{}" };
    router.clock.advance(59 * minute + 1);
    expect((await session.execute(tool)).body).toMatchObject(ada);
    router.clock.advance(minute);
    const { status, body } = await session.execute(tool);
    expect([status, body.error]).toEqual([
      502,
      expect.objectContaining({ message: "The access to github could not be renewed: The provider answered 503" }),
    ]);
    expect((await world.account(id)).status).toBe("ACTIVE");
    provider.tokenFailure = undefined;
    expect((await session.execute(tool)).body).toMatchObject(ada);
  });

  test("keeps the account when the provider rejects the client", async () => {
    await using world = await connected();
    world.provider.tokenFailure = { status: 401, body: '{"error":"invalid_client"}' };
    world.router.clock.advance(60 * minute);
    expect((await world.session.execute(tool)).body.error).toMatchObject({ code: 4341 });
    expect((await world.account(world.id)).status).toBe("ACTIVE");
  });

  test("is not renewed for an account that was disabled meanwhile", async () => {
    await using world = await connected();
    await world.router.setAccountStatus(world.id, "INACTIVE");
    world.router.clock.advance(60 * minute);
    expect((await world.session.execute(tool)).body.error).toMatchObject({ code: 4302 });
    expect(world.provider.asked).toEqual(["authorization_code"]);
  });

  test("without a refresh token expires the account when it expires", async () => {
    await using world = await openOAuthWorld();
    world.provider.tokenFailure = {
      status: 200,
      body: '{"access_token":"t","token_type":"Bearer","expires_in":3600}',
    };
    const { account } = await world.connect();
    expect((await world.account(account)).status).toBe("ACTIVE");
    world.router.clock.advance(60 * minute);
    expect(await world.account(account)).toMatchObject({
      status: "EXPIRED",
      status_reason: "The credentials have expired",
    });
    expect((await world.session.execute(tool)).body.error).toMatchObject({ code: 4302 });
  });

  test("of a seed account is renewed or expires like any other", async () => {
    const seed = { userId: "user_1", toolkit: "github" };
    const credentials = { access_token: "old", expires_at: "2025-12-31T00:00:00Z" };
    await using world = await openOAuthWorld({}, { accounts: [{ ...seed, id: "ca_seed", credentials }] });
    expect((await world.session.execute(tool)).body.error).toMatchObject({ code: 4302 });
    expect(await world.account("ca_seed")).toMatchObject({ status: "EXPIRED" });
    await using other = await openOAuthWorld(
      {},
      { accounts: [{ ...seed, id: "ca_seed", credentials: { ...credentials, refresh_token: "unknown" } }] },
    );
    expect((await other.session.execute(tool)).body.error).toMatchObject({ code: 4302 });
    expect(other.provider.asked).toEqual(["refresh_token"]);
  });
});

describe("a 401 from the provider", () => {
  test("renews the token and runs the tool again", async () => {
    await using world = await connected();
    world.provider.forgetAccessTokens();
    expect((await world.session.execute(tool)).body).toMatchObject(ada);
    expect(world.given).toHaveLength(2);
    expect(world.provider.asked).toEqual(["authorization_code", "refresh_token"]);
    expect(await world.router.runs({ tool })).toMatchObject([{ outcome: "ok", account: world.id }]);
  });

  test("renews the token and sends the proxy call again", async () => {
    await using world = await connected();
    world.provider.forgetAccessTokens();
    expect((await proxy(world)).body).toMatchObject({ status: 200, data: { user: "ada" } });
    expect(world.provider.asked).toEqual(["authorization_code", "refresh_token"]);
    expect(await world.router.runs({ tool: "proxy_execute" })).toHaveLength(1);
  });

  test("expires the account if the token cannot be renewed", async () => {
    await using world = await connected();
    world.provider.revoke();
    expect((await proxy(world)).body.error).toMatchObject({ code: 4302 });
    expect((await world.account(world.id)).status).toBe("EXPIRED");
  });

  test("renews the token only once per call", async () => {
    await using world = await connected();
    // A new token does not help if the account lacks a permission.
    for (let call = 0; call < 3; call++) {
      expect((await proxy(world, { endpoint: "/api/closed" })).body).toMatchObject({ status: 401 });
    }
    expect(world.provider.asked).toEqual(["authorization_code", "refresh_token"]);
  });

  test("renews the token again after a pause, and expires an account without a refresh token", async () => {
    await using world = await connected();
    const { provider, router, session } = world;
    for (let time = 0; time < 2; time++) {
      provider.forgetAccessTokens();
      expect((await session.execute(tool)).body).toMatchObject(ada);
      router.clock.advance(minute);
    }
    expect(provider.asked).toEqual(["authorization_code", "refresh_token", "refresh_token"]);
    provider.revoke();
    expect((await session.execute(tool)).body.error).toMatchObject({ code: 4302 });
    expect((await world.account(world.id)).status).toBe("EXPIRED");
  });

  test("is the tool's error without a refresh token", async () => {
    await using world = await openOAuthWorld(
      {},
      { accounts: [{ userId: "user_1", toolkit: "github", credentials: { access_token: "unknown" } }] },
    );
    expect((await world.session.execute(tool)).body).toMatchObject({ error: "Bad credentials", data: {} });
    expect((await proxy(world)).body).toMatchObject({ status: 401 });
    expect(world.given).toHaveLength(1);
  });
});

test("shows no secret between router and provider to anyone", async () => {
  await using world = await connected();
  const { router, session, provider, person } = world;
  const shown: unknown[] = [];
  const see = async (answer: Promise<unknown>): Promise<void> => void shown.push(await answer);
  await see(session.execute(tool));
  await see(proxy(world));
  provider.forgetAccessTokens();
  await see(proxy(world));
  router.clock.advance(60 * minute);
  provider.tokenFailure = { status: 503, body: '{"error":"down"}' };
  await see(session.execute(tool));
  provider.tokenFailure = undefined;
  await see(session.execute(tool));
  await see(session.executeMeta("COMPOSIO_MANAGE_CONNECTIONS", { toolkits: [{ name: "github", action: "list" }] }));
  await see(session.executeMeta("COMPOSIO_SEARCH_TOOLS", { queries: [{ use_case: "who am i" }] }));
  for (const path of [
    session.path,
    `${session.path}/toolkits`,
    `${session.path}/tools`,
    "/connected_accounts",
    "/toolkits",
  ]) {
    await see(router.request("GET", path));
  }
  await see(router.request("GET", `/connected_accounts/${world.id}`));
  const logs = await router.fetch(`${router.baseUrl}/_local/logs`, { headers: { "x-api-key": router.apiKey } });
  shown.push(await logs.json(), await router.runs());
  await see(person.open(person.visited[0] ?? ""));
  provider.consent = "refused";
  await see(world.connect());
  provider.consent = "given";
  provider.tokenFailure = { status: 400, body: `{"error":"invalid_request","error_description":"${clientSecret}"}` };
  await see(world.connect());
  provider.revoke();
  provider.tokenFailure = undefined;
  router.clock.advance(60 * minute);
  await see(session.execute(tool));
  shown.push(await router.runs(), world.errors);

  const text = JSON.stringify(shown);
  expect(text).toContain("ca_000001");
  // The browser sees the code, which is useless without the verifier and the client secret.
  const kept = [...provider.secrets].filter((secret) => !person.visited.some((url) => url.includes(secret)));
  expect(kept.length).toBeGreaterThanOrEqual(6);
  for (const secret of kept) expect(text).not.toContain(secret);
  for (const url of person.visited) for (const secret of kept) expect(url).not.toContain(secret);
  expect(world.errors).toEqual([]);
});
