import { describe, expect, test, vi } from "vitest";
import type { ToolkitAuth } from "../auth/toolkit-auth.ts";
import type { Schemas } from "../spec.ts";
import { github, githubAccount, testRouter, type TestRouter } from "../testing/test-router.ts";

const args = { owner: "acme", title: "Hi" };
const elevenMinutes = 11 * 60_000;

async function statusOf(router: TestRouter, id: string): Promise<string> {
  return (await router.request<Schemas["ConnectedAccount"]>("GET", `/connected_accounts/${id}`)).body.status;
}

/** Creates a link and opens its page. */
async function open(router: TestRouter, link: Partial<Schemas["LinkRequest"]> = {}) {
  const session = await router.session();
  const { body } = await session.link({ toolkit: "github", ...link });
  const post = (form: Record<string, string>) =>
    router.fetch(body.redirect_url, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });
  return { session, url: body.redirect_url, account: body.connected_account_id, token: body.link_token, post };
}

describe("the link operation", () => {
  test("creates a pending account", async () => {
    const router = testRouter();
    const session = await router.session();
    const { status, body } = await session.link({ toolkit: "GitHub", alias: "work" });
    expect([status, body]).toEqual([
      201,
      {
        link_token: "lt_000001",
        redirect_url: "http://tool-router.localhost/link/lt_000001",
        connected_account_id: "ca_000001",
      },
    ]);
    expect((await router.request("GET", "/connected_accounts/ca_000001")).body).toMatchObject({
      status: "INITIATED",
      alias: "work",
      user_id: "user_1",
    });
    expect((await session.execute("GITHUB_CREATE_ISSUE", args)).body.error.code).toBe(4302);
  });

  test.each<[string, Partial<Schemas["SessionCreate"]>, Schemas["LinkRequest"], unknown]>([
    ["an unknown toolkit", {}, { toolkit: "nope" }, 4305],
    ["a toolkit outside of the session", { toolkits: { enable: [] } }, { toolkit: "github" }, 4324],
    ["a toolkit without accounts", {}, { toolkit: "weather" }, 4326],
    ["a toolkit with a pinned account", { connected_accounts: { github: "ca_seed" } }, { toolkit: "github" }, 4300],
    ["an alias that is already in use", {}, { toolkit: "github", alias: "main" }, 4300],
    ["an unsafe callback URL", {}, { toolkit: "github", callback_url: "javascript:alert(1)" }, 10400],
    ["an empty toolkit", {}, { toolkit: "" }, 10400],
    [
      "access rules for a private account",
      {},
      { toolkit: "github", experimental: { acl_config_for_shared: {} } },
      4300,
    ],
  ])("refuses %s", async (_, config, link, code) => {
    const router = testRouter({ accounts: [{ ...githubAccount, alias: "main" }] });
    expect((await (await router.session(config)).link(link)).body.error.code).toBe(code);
  });

  test("refuses more accounts than the session allows", async () => {
    const router = testRouter({ accounts: [githubAccount, { ...githubAccount, id: "ca_2" }] });
    const session = await router.session({ multi_account: { enable: true, max_accounts_per_toolkit: 2 } });
    expect((await session.link({ toolkit: "github" })).body.error.code).toBe(4300);
  });

  test("does not complete more accounts than the session allows, whenever they were created", async () => {
    const router = testRouter();
    const session = await router.session({ multi_account: { enable: true, max_accounts_per_toolkit: 2 } });
    const links: Schemas["LinkResponse"][] = [];
    for (let count = 0; count < 4; count++) links.push((await session.link({ toolkit: "github" })).body);
    const complete = async (index: number) => {
      const url = `${router.baseUrl}/_local/link/${links[index]?.link_token}/complete`;
      const response = await router.fetch(url, { method: "POST" });
      const { error } = (await response.json()) as Partial<Schemas["Error"]>;
      return error === undefined ? [response.status] : [response.status, error.message];
    };
    expect([await complete(0), await complete(1), await complete(0)]).toEqual([[200], [200], [200]]);
    const full = [400, "You already have the maximum number of github accounts. Remove one first"];
    expect([await complete(2), await complete(3)]).toEqual([full, full]);
    const page = await router.fetch(`${router.baseUrl}/link/${links[2]?.link_token}`, {
      method: "POST",
      body: new URLSearchParams({ "field.api_key": "k" }),
    });
    expect(page.status).toBe(400);
    expect(await page.text()).toContain("You already have the maximum number of github accounts. Remove one first");
    await router.request("DELETE", `/connected_accounts/${links[0]?.connected_account_id}`);
    expect([await complete(2), await complete(3)]).toEqual([[200], full]);
    await router.setAccountStatus(links[1]?.connected_account_id ?? "", "REVOKED");
    expect(await complete(3)).toEqual([200]);
  });

  test("uses the session's own base URL for links", async () => {
    const session = await testRouter().session({
      experimental: { link_url_overwrite: "https://auth.example.com/app/" },
    });
    expect((await session.link({ toolkit: "github" })).body.redirect_url).toBe(
      "https://auth.example.com/app/link/lt_000001",
    );
  });

  test("frees the alias of a failed account", async () => {
    const router = testRouter();
    const session = await router.session();
    const link = { toolkit: "github", alias: "work" };
    await session.link(link);
    expect((await session.link(link)).status).toBe(400);
    router.clock.advance(elevenMinutes);
    expect((await session.link(link)).status).toBe(201);
  });

  test("completes links at once with the option links: instant", async () => {
    const router = testRouter({ links: "instant" });
    const session = await router.session();
    const { body } = await session.link({ toolkit: "github" });
    expect(await statusOf(router, body.connected_account_id)).toBe("ACTIVE");
    expect((await session.execute("GITHUB_CREATE_ISSUE", args)).status).toBe(200);
    expect(await (await router.fetch(body.redirect_url)).text()).toContain("GitHub is connected");
  });
});

describe("the page", () => {
  test("asks for the toolkit's fields and connects", async () => {
    const router = testRouter();
    const { url, post, account, session } = await open(router);
    const page = await router.fetch(url);
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    const text = await page.text();
    expect(text).toContain('<label for="field-0">API key</label>');
    expect(text).toMatch(/name="field\.api_key"\s+type="password"/);
    expect(text).toContain("user_1");

    const done = await post({ action: "connect", "field.api_key": "k-123" });
    expect([done.status, await done.text()]).toEqual([200, expect.stringContaining("You can close this page")]);
    expect(await statusOf(router, account)).toBe("ACTIVE");
    expect((await session.execute("GITHUB_CREATE_ISSUE", args)).body.data).toMatchObject({ account });
  });

  test("does not leak its URL and blocks framing", async () => {
    const router = testRouter();
    const { url, post } = await open(router, { callback_url: "https://app.example.com/" });
    for (const answer of [await router.fetch(url), await post({}), await post({ action: "decline" })]) {
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        "cache-control": "no-store",
        "content-security-policy":
          "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        "referrer-policy": "same-origin",
        "x-content-type-options": "nosniff",
      });
    }
  });

  test.each<[string, Record<string, string>]>([
    ["another site", { "sec-fetch-site": "cross-site", origin: "http://tool-router.localhost" }],
    ["another port of this machine", { "sec-fetch-site": "same-site" }],
    ["another origin, by an old browser", { origin: "https://evil.example" }],
    ["a hidden origin, by an old browser", { origin: "null" }],
  ])("refuses a form from %s", async (_, headers) => {
    const router = testRouter();
    const { url, account, token } = await open(router);
    for (const action of ["connect", "decline"]) {
      const body = new URLSearchParams({ action, "field.api_key": "theirs" });
      const answer = await router.fetch(url, { method: "POST", body, headers });
      expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining("Nothing was changed")]);
    }
    const complete = `${router.baseUrl}/_local/link/${token}/complete`;
    expect((await router.fetch(complete, { method: "POST", headers })).status).toBe(403);
    expect(await statusOf(router, account)).toBe("INITIATED");
  });

  test.each<[string, Record<string, string>, string?]>([
    ["its own form", { "sec-fetch-site": "same-origin", origin: "http://tool-router.localhost" }],
    ["its own form behind a proxy", { "sec-fetch-site": "same-origin", origin: "https://tools.example" }],
    ["its own form, by an old browser", { origin: "http://tool-router.localhost" }],
    ["its own form behind publicUrl, by an old browser", { origin: "https://tools.example" }, "https://tools.example"],
    ["a user who reloads it", { "sec-fetch-site": "none" }],
  ])("accepts a form from %s", async (_, headers, publicUrl) => {
    const router = testRouter({ publicUrl });
    const { token, account } = await open(router);
    const body = new URLSearchParams({ "field.api_key": "k" });
    const url = `http://tool-router.localhost/link/${token}`;
    expect((await router.fetch(url, { method: "POST", body, headers })).status).toBe(200);
    expect(await statusOf(router, account)).toBe("ACTIVE");
  });

  test("asks again for an empty or rejected field", async () => {
    const auth: ToolkitAuth = {
      scheme: "BASIC",
      verify: ({ password }) => {
        if (password !== "right") throw new Error("<Wrong> password");
      },
    };
    const router = testRouter({ toolkits: [github({ auth })] });
    const { post, account } = await open(router);
    const empty = await post({ action: "connect", "field.username": "me" });
    expect([empty.status, await empty.text()]).toEqual([400, expect.stringContaining("Please fill in: Password")]);
    const wrong = await post({ "field.username": "me", "field.password": "wrong" });
    expect([wrong.status, await wrong.text()]).toEqual([
      400,
      expect.stringContaining('role="alert"><strong>&lt;Wrong&gt; password'),
    ]);
    expect(await statusOf(router, account)).toBe("INITIATED");
    expect((await post({ "field.username": "me", "field.password": "right" })).status).toBe(200);
    expect(await statusOf(router, account)).toBe("ACTIVE");
  });

  test("redirects to the link's callback, or else the session's, and keeps its query", async () => {
    const router = testRouter();
    const callbackUrl = "https://app.example.com/done?tab=a%20b&x=1#top";
    const { post, account } = await open(router, { callback_url: callbackUrl });
    const response = await post({ "field.api_key": "k" });
    expect([response.status, response.headers.get("refresh")]).toEqual([
      200,
      `0; url=https://app.example.com/done?tab=a%20b&x=1&status=success&connected_account_id=${account}#top`,
    ]);

    const session = await router.session({ manage_connections: { callback_url: "https://app.example.com/" } });
    const { body } = await session.link({ toolkit: "github" });
    const declined = await router.fetch(body.redirect_url, {
      method: "POST",
      body: new URLSearchParams({ action: "decline" }),
    });
    expect(declined.headers.get("refresh")).toBe(
      `0; url=https://app.example.com/?status=failed&connected_account_id=${body.connected_account_id}`,
    );
    expect(await statusOf(router, body.connected_account_id)).toBe("FAILED");
  });

  test("shows that it was declined, permanently", async () => {
    const router = testRouter();
    const { post, account, url } = await open(router);
    expect(await (await post({ action: "decline" })).text()).toContain("GitHub was not connected");
    expect((await post({ "field.api_key": "k" })).status).toBe(410);
    expect((await router.fetch(url)).status).toBe(410);
    expect(await statusOf(router, account)).toBe("FAILED");
  });

  test("expires after ten minutes", async () => {
    const router = testRouter();
    const { post, account, url } = await open(router);
    router.clock.advance(10 * 60_000 - 1);
    expect(await statusOf(router, account)).toBe("INITIATED");
    router.clock.advance(1);
    const page = await router.fetch(url);
    expect([page.status, await page.text()]).toEqual([410, expect.stringContaining("This link has expired")]);
    expect((await post({ "field.api_key": "k" })).status).toBe(410);
    expect((await router.request("GET", `/connected_accounts/${account}`)).body).toMatchObject({
      status: "EXPIRED",
      status_reason: "The link was not completed in time",
      updated_at: "2026-01-01T00:10:00.000Z",
    });
  });

  test("does not connect if the link expires during verification", async () => {
    let advance = (): void => undefined;
    const auth: ToolkitAuth = {
      scheme: "API_KEY",
      verify: () => {
        advance();
      },
    };
    const router = testRouter({ toolkits: [github({ auth })] });
    advance = () => {
      router.clock.advance(elevenMinutes);
    };
    const { post, account } = await open(router);
    expect((await post({ "field.api_key": "k" })).status).toBe(410);
    expect(await statusOf(router, account)).toBe("EXPIRED");
  });

  test("escapes markup in names, labels, user ids and tokens", async () => {
    const evil = `"><script>alert('x')</script>&`;
    const router = testRouter({
      toolkits: [github({ name: evil, auth: { scheme: "API_KEY", fields: [{ name: evil, label: evil }] } })],
    });
    const session = await router.session({ user_id: evil });
    const { body } = await session.link({ toolkit: "github" });
    for (const answer of [
      await router.fetch(body.redirect_url),
      await router.fetch(body.redirect_url, { method: "POST", body: new URLSearchParams({ action: "connect" }) }),
      await router.fetch(body.redirect_url, { method: "POST", body: new URLSearchParams({ [`field.${evil}`]: "k" }) }),
      await router.fetch(`${router.baseUrl}/link/${encodeURIComponent(evil)}`),
    ]) {
      const text = await answer.text();
      expect(text).not.toContain("<script");
      expect(text).not.toContain('"&gt;"');
    }
    expect(await statusOf(router, body.connected_account_id)).toBe("ACTIVE");
  });

  test("answers an unknown token with 404", async () => {
    const router = testRouter();
    for (const method of ["GET", "POST"]) {
      const response = await router.fetch(`${router.baseUrl}/link/lt_nope`, { method });
      expect([response.status, await response.text()]).toEqual([404, expect.stringContaining("Link not found")]);
    }
  });
});

test("refuses to complete a link over HTTP by default", async () => {
  const router = testRouter({ linkCompletionRoute: undefined });
  const { token, account } = await open(router);
  const answer = await router.fetch(`${router.baseUrl}/_local/link/${token}/complete`, { method: "POST" });
  expect([answer.status, await answer.json()]).toEqual([
    403,
    {
      error: expect.objectContaining({
        slug: "HTTP_Forbidden",
        suggested_fix:
          "For tests, set the option linkCompletionRoute or pass --link-completion-route; in the router's process, call completeLink()",
      }) as unknown,
    },
  ]);
  expect(await statusOf(router, account)).toBe("INITIATED");
  await router.completeLink(token);
  expect(await statusOf(router, account)).toBe("ACTIVE");
});

describe("completion by a program", () => {
  const complete = (router: TestRouter, token: string, body?: unknown) =>
    router.fetch(`${router.baseUrl}/_local/link/${token}/complete`, {
      method: "POST",
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });

  test("needs no fields and is idempotent", async () => {
    const router = testRouter();
    const { token, account } = await open(router);
    for (let turn = 0; turn < 2; turn++) {
      const response = await complete(router, token);
      expect([response.status, await response.json()]).toEqual([
        200,
        { connected_account_id: account, status: "ACTIVE" },
      ]);
    }
  });

  test("accepts credentials", async () => {
    const router = testRouter();
    const { token } = await open(router);
    expect((await complete(router, token, { credentials: { token: "t" } })).status).toBe(200);
  });

  test.each([["{"], [[]], [{ credentials: 1 }], [{ credentials: { token: 1 } }]])("refuses %j", async (body) => {
    const router = testRouter();
    const { token } = await open(router);
    const response = await complete(router, token, body);
    expect(await response.json()).toMatchObject({ error: { code: 10400, status: 400 } });
  });

  test("refuses unknown and expired links, and rejected credentials", async () => {
    const refusing: ToolkitAuth = {
      scheme: "API_KEY",
      verify: () => {
        throw new Error("Not this one");
      },
    };
    const router = testRouter({ toolkits: [github({ auth: refusing })] });
    expect(await (await complete(router, "lt_nope")).json()).toMatchObject({ error: { code: 4314, status: 404 } });
    const { token } = await open(router);
    expect(await (await complete(router, token)).json()).toMatchObject({
      error: { code: 4300, message: "Not this one" },
    });
    router.clock.advance(elevenMinutes);
    expect(await (await complete(router, token)).json()).toMatchObject({ error: { code: 4314 } });
  });
});

describe("completeLink", () => {
  test.each([
    ["token", (link: Schemas["LinkResponse"]) => link.link_token],
    ["URL", (link: Schemas["LinkResponse"]) => `${link.redirect_url}?from=mail`],
    ["account id", (link: Schemas["LinkResponse"]) => link.connected_account_id],
  ])("completes a link by its %s", async (_, part) => {
    const router = testRouter();
    const session = await router.session();
    const { body } = await session.link({ toolkit: "github" });
    await router.completeLink(part(body));
    expect(await statusOf(router, body.connected_account_id)).toBe("ACTIVE");
    expect((await session.execute("GITHUB_CREATE_ISSUE", args)).status).toBe(200);
    // Idempotent.
    await router.completeLink(part(body));
  });

  test("passes the credentials to tools", async () => {
    const seen: unknown[] = [];
    const router = testRouter({
      toolkits: [
        github({
          tools: [
            {
              slug: "GITHUB_LOOK",
              description: "d",
              inputSchema: { type: "object" },
              execute: (_, { credentials }) => void seen.push(credentials),
            },
          ],
        }),
      ],
    });
    const session = await router.session();
    await router.completeLink((await session.link({ toolkit: "github" })).body.link_token, { api_key: "k" });
    await session.execute("GITHUB_LOOK");
    expect(seen).toEqual([{ api_key: "k" }]);
  });

  test("finds the links of other projects", async () => {
    const router = testRouter({ projects: [{ id: "proj_2", apiKey: "ak_2" }] });
    const headers = { "x-api-key": "ak_2" };
    const { body: session } = await router.request<Schemas["Session"]>(
      "POST",
      "/tool_router/session",
      { user_id: "u" },
      headers,
    );
    const path = `/tool_router/session/${session.session_id}/link`;
    const { body } = await router.request<Schemas["LinkResponse"]>("POST", path, { toolkit: "github" }, headers);
    for (const name of [body.connected_account_id, body.link_token]) await router.completeLink(name);
    const account = `/connected_accounts/${body.connected_account_id}`;
    expect((await router.request("GET", account, undefined, headers)).body).toMatchObject({ status: "ACTIVE" });
  });

  test("rejects unknown and closed links", async () => {
    const router = testRouter();
    await expect(router.completeLink("lt_nope")).rejects.toThrow('No link has the token or account id "lt_nope".');
    await expect(router.completeLink("")).rejects.toThrow(TypeError);
    await expect(router.completeLink("lt_1", { api_key: 1 } as never)).rejects.toThrow("credentials must be");
    const { account } = await open(router);
    router.clock.advance(elevenMinutes);
    await expect(router.completeLink(account)).rejects.toThrow(
      "The link can no longer be completed: its account is EXPIRED. Create a new link.",
    );
  });

  test("rejects with the error of the toolkit's verify", async () => {
    const auth: ToolkitAuth = {
      scheme: "API_KEY",
      verify: () => {
        throw new Error("The key is wrong");
      },
    };
    const router = testRouter({ toolkits: [github({ auth })] });
    const { token } = await open(router);
    await expect(router.completeLink(token)).rejects.toThrow("The link was not completed: The key is wrong");
  });
});

describe("an in-process request for a pending account", () => {
  test.each<[string, (router: TestRouter, id: string) => Promise<unknown>, string]>([
    ["is completed", (router, id) => router.completeLink(id), "ACTIVE"],
    ["fails", (router, id) => router.setAccountStatus(id, "FAILED"), "FAILED"],
  ])("is answered as soon as the account %s", async (_, change, status) => {
    const router = testRouter();
    const { account } = await open(router);
    const asked = statusOf(router, account);
    await change(router, account);
    expect(await asked).toBe(status);
  });

  test("is answered after a short wait without changes, despite fake global timers", async () => {
    const router = testRouter();
    const { account } = await open(router);
    vi.useFakeTimers();
    try {
      expect(await statusOf(router, account)).toBe("INITIATED");
    } finally {
      vi.useRealTimers();
    }
  });

  test("is answered when the account is deleted", async () => {
    const router = testRouter();
    const { account } = await open(router);
    const asked = router.request("GET", `/connected_accounts/${account}`);
    await router.request("DELETE", `/connected_accounts/${account}`);
    expect((await asked).status).toBe(404);
  });
});
