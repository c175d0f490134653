import { describe, expect, test, vi } from "vitest";
import type { ToolkitAuth } from "../auth/toolkit-auth.ts";
import { createLocalRouter } from "../router.ts";
import { browser } from "../testing/browser.ts";
import { clientId, clientSecret, type OAuthProvider } from "../testing/oauth-provider.ts";
import { openOAuthWorld, ownOrigin, redirectUri } from "../testing/oauth-router.ts";
import { github } from "../testing/test-router.ts";

const tool = "GITHUB_ME";

describe("a sign-in at a provider", () => {
  test("redirects to the provider and back, and gives tools the access token", async () => {
    await using world = await openOAuthWorld();
    const { account, url } = await world.connect();
    expect(url).toBe(`https://app.example/done?from=test&status=success&connected_account_id=${account}`);
    expect((await world.account(account)).status).toBe("ACTIVE");
    expect((await world.session.execute(tool)).body).toMatchObject({ data: { user: "ada" }, error: null });
    expect(world.given[0]).toMatchObject({ token_type: "bearer", expires_at: "2026-01-01T01:00:00.000Z" });
    expect(world.given[0]).not.toHaveProperty("refresh_token");
    expect(world.provider.asked).toEqual(["authorization_code"]);
  });

  test("requests consent with PKCE, a state and the toolkit's parameters", async () => {
    await using world = await openOAuthWorld({
      authorizationParameters: { access_type: "offline", prompt: "consent" },
    });
    await world.connect();
    const asked = new URL(world.person.visited.find((url) => url.startsWith(`${world.provider.issuer}/auth?`)) ?? "");
    expect(Object.fromEntries(asked.searchParams)).toEqual({
      access_type: "offline",
      prompt: "consent",
      client_id: clientId,
      response_type: "code",
      redirect_uri: redirectUri,
      scope: "repo",
      state: "os_000001",
      code_challenge: expect.stringMatching(/^[\w-]{43}$/) as string,
      code_challenge_method: "S256",
    });
  });

  test.each([
    [
      "the endpoints alone",
      (issuer: string) => ({ issuer: undefined, authorizationUrl: `${issuer}/auth`, tokenUrl: `${issuer}/token` }),
    ],
    [
      "the issuer and the endpoints",
      (issuer: string) => ({ authorizationUrl: `${issuer}/auth`, tokenUrl: `${issuer}/token` }),
    ],
  ])("needs no discovery with %s", async (_, addresses) => {
    await using first = await openOAuthWorld();
    const { issuer } = first.provider;
    await using world = await openOAuthWorld({ issuer, ...addresses(issuer) });
    expect((await world.connect()).url).toContain("status=success");
  });

  test("can be declined on the router's page without the provider", async () => {
    await using world = await openOAuthWorld();
    const { account, url } = await world.connect({ action: "decline" });
    expect(url).toContain("status=failed");
    expect(await world.account(account)).toMatchObject({ status: "FAILED", status_reason: "The user declined" });
    expect(world.person.visited.some((visited) => visited.startsWith(world.provider.issuer))).toBe(false);
  });

  test("can be declined at the provider", async () => {
    await using world = await openOAuthWorld();
    world.provider.consent = "refused";
    const { account, url } = await world.connect();
    expect(url).toBe(`https://app.example/done?from=test&status=failed&connected_account_id=${account}`);
    expect(await world.account(account)).toMatchObject({ status: "FAILED", status_reason: "The user declined" });
    expect(world.provider.asked).toEqual([]);
  });

  test("fails if the provider rejects the client", async () => {
    await using world = await openOAuthWorld({ clientSecret: "wrong-hunter2" });
    const { account, url } = await world.connect();
    expect(url).toContain("status=failed");
    const { status, status_reason: reason } = await world.account(account);
    expect([status, reason]).toEqual(["FAILED", "The provider refused: invalid_client"]);
  });

  test.each([
    [503, "{}", "answered 503"],
    [429, '{"error":"slow_down"}', "answered 429"],
    [502, "<html>", "answered 502"],
  ])("can be retried after the provider's status %s", async (status, body, message) => {
    await using world = await openOAuthWorld();
    world.provider.tokenFailure = { status, body };
    const { account, ...page } = await world.connect();
    expect([page.status, page.text]).toEqual([502, expect.stringContaining(message)]);
    expect((await world.account(account)).status).toBe("INITIATED");
    world.provider.tokenFailure = undefined;
    const again = await world.person.open(world.person.visited[0] ?? "", { action: "connect" });
    expect(again.url).toContain("status=success");
  });

  test("sends the code once after a 421", async () => {
    await using world = await openOAuthWorld();
    world.provider.tokenFailure = { status: 421, body: "{}" };
    await world.connect();
    expect(world.provider.asked).toEqual(["authorization_code"]);
  });

  test.each([
    ["is not JSON", "nonsense"],
    ["is empty", "null"],
    ["is a list", "[]"],
    ["has no token", "{}"],
    ["has another token type", '{"access_token":"hunter2","token_type":"mac"}'],
  ])("fails if the provider's answer %s", async (_, body) => {
    await using world = await openOAuthWorld();
    world.provider.tokenFailure = { status: 200, body };
    const { account } = await world.connect();
    expect(await world.account(account)).toMatchObject({
      status: "FAILED",
      status_reason: "The provider's response is invalid",
    });
  });

  test("accepts a token without a token type", async () => {
    await using world = await openOAuthWorld();
    world.provider.tokenFailure = { status: 200, body: '{"access_token":"t"}' };
    expect((await world.connect()).url).toContain("status=success");
    await world.session.execute(tool);
    expect(world.given).toEqual([{ access_token: "t", token_type: "bearer" }]);
  });

  test("reports an unreachable provider and leaves the link open", async () => {
    await using world = await openOAuthWorld({ issuer: "http://127.0.0.1:1" });
    const { account, status, text } = await world.connect();
    expect([status, text]).toEqual([502, expect.stringContaining("The provider could not be reached")]);
    expect((await world.account(account)).status).toBe("INITIATED");
  });

  test.each<[string, OAuthProvider["clientAuthentication"], Partial<ToolkitAuth>]>([
    ["in the body", "client_secret_post", { clientAuthentication: "post" }],
    ["by a variable", "client_secret_basic", { clientSecret: undefined, clientSecretEnv: "GITHUB_CLIENT_SECRET" }],
    ["not at all", "none", { clientSecret: undefined }],
  ])("authenticates the client %s", async (_, way, auth) => {
    vi.stubEnv("GITHUB_CLIENT_SECRET", clientSecret);
    await using world = await openOAuthWorld(auth, {}, way);
    expect((await world.connect()).url).toContain("status=success");
    world.router.clock.advance(3_600_000);
    expect((await world.session.execute(tool)).body).toMatchObject({ data: { user: "ada" } });
  });

  test("requires the environment variable", () => {
    const auth = { scheme: "OAUTH2", issuer: "https://id.example", clientId, clientSecretEnv: "NOT_SET_ANYWHERE" };
    expect(() => createLocalRouter({ toolkits: [github({ auth })] })).toThrow(
      'toolkit "github": auth.clientSecretEnv: the environment variable NOT_SET_ANYWHERE is not set',
    );
  });

  test("asks for the toolkit's fields first", async () => {
    const seen: unknown[] = [];
    await using world = await openOAuthWorld({
      fields: [{ name: "subdomain", label: "Subdomain", secret: false }],
      verify: (fields) => {
        seen.push(Object.keys(fields).toSorted());
        if (fields["subdomain"] === "no") throw new Error("No such subdomain");
      },
    });
    expect((await world.connect()).text).toContain("Please fill in: Subdomain");
    expect((await world.connect({ action: "connect", "field.subdomain": "no" })).text).toContain("No such subdomain");
    expect((await world.connect({ action: "connect", "field.subdomain": "acme" })).url).toContain("status=success");
    await world.session.execute(tool);
    expect(world.given[0]).toMatchObject({ subdomain: "acme" });
    expect(seen[0]).toEqual(["access_token", "expires_at", "refresh_token", "scope", "subdomain", "token_type"]);
  });
});

describe("a sign-in that another party finishes", () => {
  /** The provider's redirect, intercepted. */
  const caught = async (world: Awaited<ReturnType<typeof openOAuthWorld>>) => {
    const { body } = await world.session.link({ toolkit: "github" });
    const stopped = browser(ownOrigin, async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      if (url.pathname === "/oauth/callback/github") return new Response("caught");
      return world.router.fetch(input, init);
    });
    const { url } = await stopped.open(body.redirect_url, { action: "connect" });
    const callback = new URL(url);
    return { account: body.connected_account_id, callback, cookie: stopped.cookies(callback) };
  };

  test("is refused in another browser", async () => {
    await using world = await openOAuthWorld();
    const { account, callback } = await caught(world);
    const answer = await world.router.fetch(callback.href);
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining("This sign-in is no longer valid"),
    ]);
    expect(world.provider.asked).toEqual([]);
    expect((await world.account(account)).status).toBe("INITIATED");
  });

  test.each<[string, (query: URLSearchParams) => void]>([
    ["another state", (query) => query.set("state", "os_000099")],
    ["no state", (query) => query.delete("state")],
  ])("is refused with %s", async (_, change) => {
    await using world = await openOAuthWorld();
    const { callback } = await caught(world);
    change(callback.searchParams);
    expect((await world.router.fetch(callback.href)).status).toBe(400);
    expect(world.provider.asked).toEqual([]);
  });

  test.each<[string, (query: URLSearchParams) => void, string[]]>([
    ["the response of another provider", (query) => query.set("iss", "https://evil.example"), []],
    ["a response without an issuer", (query) => query.delete("iss"), []],
    ["another code", (query) => query.set("code", "nonsense"), ["authorization_code"]],
  ])("fails with %s", async (_, change, asked) => {
    await using world = await openOAuthWorld();
    const { account, callback, cookie } = await caught(world);
    change(callback.searchParams);
    await world.router.fetch(callback.href, { headers: { cookie } });
    expect((await world.account(account)).status).toBe("FAILED");
    expect(world.provider.asked).toEqual(asked);
  });

  test("is refused at another provider's callback, which would reveal the code", async () => {
    await using world = await openOAuthWorld();
    const { account, callback, cookie } = await caught(world);
    callback.pathname = "/oauth/callback/calendar";
    expect((await world.router.fetch(callback.href, { headers: { cookie } })).status).toBe(400);
    expect(world.provider.asked).toEqual([]);
    expect((await world.account(account)).status).toBe("INITIATED");
  });

  test("fails with a response of another issuer, without discovery as well", async () => {
    await using first = await openOAuthWorld();
    const { issuer } = first.provider;
    const addresses = { issuer, authorizationUrl: `${issuer}/auth`, tokenUrl: `${issuer}/token` };
    await using world = await openOAuthWorld(addresses);
    const { account, callback, cookie } = await caught(world);
    callback.searchParams.set("iss", "https://evil.example");
    await world.router.fetch(callback.href, { headers: { cookie } });
    expect((await world.account(account)).status).toBe("FAILED");
    expect(first.provider.asked).toEqual([]);
  });

  test("works once", async () => {
    await using world = await openOAuthWorld();
    const { account } = await world.connect();
    const callback = world.person.visited.find((url) => url.startsWith(redirectUri)) ?? "";
    expect((await world.person.open(callback)).status).toBe(400);
    expect((await world.account(account)).status).toBe("ACTIVE");
    expect(world.provider.asked).toEqual(["authorization_code"]);
  });

  test("works for ten minutes", async () => {
    await using world = await openOAuthWorld();
    const { account, callback, cookie } = await caught(world);
    world.router.clock.advance(10 * 60_000);
    expect((await world.router.fetch(callback.href, { headers: { cookie } })).status).toBe(400);
    expect((await world.account(account)).status).toBe("EXPIRED");
  });

  test("limits the cookie to the callback and hides it from scripts", async () => {
    await using world = await openOAuthWorld({}, { publicUrl: "https://tools.example" });
    const { body } = await world.session.link({ toolkit: "github" });
    const token = new URL(body.redirect_url).pathname;
    const answer = await world.router.fetch(`${ownOrigin}${token}`, {
      method: "POST",
      body: new URLSearchParams({ action: "connect" }),
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^tool-router-[\w-]{16}=ob_000001; Max-Age=600; Path=\/oauth\/callback\/github; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ]);
    expect(new URL(answer.headers.get("refresh")?.slice("0; url=".length) ?? "").searchParams.get("redirect_uri")).toBe(
      "https://tools.example/oauth/callback/github",
    );
  });
});
