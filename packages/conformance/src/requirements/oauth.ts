import { deepEqual, equal, match, ok } from "node:assert/strict";
import { defineToolkit, type LocalToolkit } from "@tool-router/local";
import { OAuth2Server } from "oauth2-mock-server";
import { requires, type Open, type Requirement } from "../requirement.ts";
import type { World } from "../world.ts";

const clientSecret = "s3cret-of-the-client";

interface SignInWorld extends World {
  /** Grant types of the requests to the provider's token endpoint. */
  readonly grants: string[];
  /** Tokens that the provider issued. */
  readonly tokens: string[];
  /** Makes the provider reject every further refresh. */
  readonly rejectRefreshes: () => void;
  /** Opens a link and clicks "Connect". Returns the provider's URL and the browser's cookie. */
  readonly clickConnect: () => Promise<{
    account: string;
    path: string;
    status: number;
    provider: URL;
    cookie: string;
  }>;
  /** Consents at the provider. Returns the callback URL. */
  readonly consent: (provider: URL) => Promise<URL>;
  /** Opens the callback URL in the browser with this cookie. */
  readonly openCallback: (callback: URL, cookie: string) => Promise<Response>;
  readonly statusOf: (account: string) => Promise<{ status: string; status_reason: string | null }>;
}

interface OAuthProvider extends Pick<SignInWorld, "grants" | "tokens" | "rejectRefreshes"> {
  readonly issuer: string;
  readonly stop: () => Promise<void>;
}

async function startOAuthProvider(): Promise<OAuthProvider> {
  const server = new OAuth2Server();
  await server.issuer.keys.generate("ES256");
  await server.start(0, "127.0.0.1");
  const grants: string[] = [];
  const tokens: string[] = [];
  let isRejecting = false;
  server.service.on("beforeResponse", (response: { body: unknown; statusCode: number }, request: { body: object }) => {
    const { grant_type: grant } = request.body as { grant_type: string };
    grants.push(grant);
    if (isRejecting && grant === "refresh_token") {
      Object.assign(response, { statusCode: 400, body: { error: "invalid_grant" } });
    } else {
      const { access_token: access, refresh_token: refresh } = response.body as Record<string, string>;
      tokens.push(...[access, refresh].filter((token) => token !== undefined));
    }
  });
  return {
    issuer: server.issuer.url ?? "",
    grants,
    tokens,
    rejectRefreshes: () => {
      isRejecting = true;
    },
    stop: () => server.stop(),
  };
}

function calendarToolkit(issuer: string): LocalToolkit {
  return defineToolkit({
    slug: "calendar",
    description: "Calendar events; requires a sign-in",
    auth: { scheme: "OAUTH2", issuer, clientId: "router", clientSecret, scopes: ["events"] },
    tools: [
      {
        slug: "CALENDAR_LIST_EVENTS",
        description: "Lists events",
        inputSchema: { type: "object" },
        execute: (_, { credentials }) => ({ knows: Object.keys(credentials).toSorted() }),
      },
    ],
  });
}

/** Runs a check with a router and an OAuth provider on this machine. */
async function withProvider(open: Open, check: (world: SignInWorld) => Promise<void>): Promise<void> {
  const { issuer, stop, ...provider } = await startOAuthProvider();
  try {
    const world = await open({ toolkits: [calendarToolkit(issuer)], accounts: [] });
    await check({ ...world, ...provider, ...browserOf(world) });
  } finally {
    await stop();
  }
}

function browserOf(world: World): Pick<SignInWorld, "clickConnect" | "consent" | "openCallback" | "statusOf"> {
  const { request, router } = world;
  return {
    clickConnect: async () => {
      const path = await world.session();
      const { body: link } = await request("POST", `${path}/link`, {
        toolkit: "calendar",
        callback_url: "https://app.example/done?a=1",
      });
      const response = await router.fetch(link.redirect_url, {
        method: "POST",
        body: new URLSearchParams({ action: "connect" }),
      });
      return {
        account: link.connected_account_id,
        path,
        status: response.status,
        provider: new URL(response.headers.get("refresh")?.slice("0; url=".length) ?? "none:"),
        cookie: response.headers
          .getSetCookie()
          .map((cookie) => cookie.split(";")[0])
          .join("; "),
      };
    },
    consent: async (provider) => {
      const response = await fetch(provider, { redirect: "manual" });
      await response.body?.cancel();
      return new URL(response.headers.get("location") ?? "none:");
    },
    openCallback: (callback, cookie) => router.fetch(callback.href, { headers: { cookie } }),
    statusOf: async (account) => (await request("GET", `/connected_accounts/${account}`)).body,
  };
}

async function connect({
  clickConnect,
  consent,
  openCallback,
}: SignInWorld): Promise<{ account: string; path: string; response: Response }> {
  const { account, path, provider, cookie } = await clickConnect();
  return { account, path, response: await openCallback(await consent(provider), cookie) };
}

const run = ({ execute }: SignInWorld, path: string): ReturnType<World["execute"]> =>
  execute(path, "CALENDAR_LIST_EVENTS");

export const oauth: readonly Requirement[] = [
  requires(
    "oauth.redirect",
    "“Connect” on the page of an OAuth toolkit",
    "redirects to the provider with a code request, an S256 challenge, a state and the router's callback, but no secret",
    (open) =>
      withProvider(open, async ({ clickConnect }) => {
        const { status, provider } = await clickConnect();
        const query = provider.searchParams;
        equal(status, 200);
        deepEqual(
          ["client_id", "response_type", "code_challenge_method", "scope"].map((name) => query.get(name)),
          ["router", "code", "S256", "events"],
        );
        match(query.get("redirect_uri") ?? "", /^http:\/\/[^/]+\/oauth\/callback\/calendar$/);
        match(query.get("code_challenge") ?? "", /^[\w-]{43}$/);
        ok((query.get("state") ?? "").length > 0);
        ok(!provider.href.includes(clientSecret));
      }),
    "the callback is /oauth/callback/{toolkit} at the router's origin; the page redirects with a Refresh header",
  ),
  requires(
    "oauth.connected",
    "a user who returns with consent",
    "is redirected with status success; the account is ACTIVE and tools get its access token",
    (open) =>
      withProvider(open, async (world) => {
        const { account, path, response } = await connect(world);
        equal(
          response.headers.get("location"),
          `https://app.example/done?a=1&status=success&connected_account_id=${account}`,
        );
        equal((await world.statusOf(account)).status, "ACTIVE");
        const { body } = await run(world, path);
        deepEqual(body.data, { knows: ["access_token", "expires_at", "scope", "token_type"] });
        deepEqual(world.grants, ["authorization_code"]);
      }),
    "tools do not get the refresh token",
  ),
  requires(
    "oauth.declined",
    "a user who declines at the provider",
    "is redirected with status failed; the account is FAILED",
    (open) =>
      withProvider(open, async ({ clickConnect, openCallback, statusOf, grants }) => {
        const { account, provider, cookie } = await clickConnect();
        const callback = new URL(provider.searchParams.get("redirect_uri") ?? "");
        callback.searchParams.set("state", provider.searchParams.get("state") ?? "");
        callback.searchParams.set("error", "access_denied");
        match((await openCallback(callback, cookie)).headers.get("location") ?? "", /&status=failed&/);
        equal((await statusOf(account)).status, "FAILED");
        deepEqual(grants, []);
      }),
  ),
  requires(
    "oauth.bound",
    "a callback with a different state or in another browser",
    "400; no token request is sent, and the account remains INITIATED",
    (open) =>
      withProvider(open, async ({ clickConnect, consent, openCallback, statusOf, grants }) => {
        const { account, provider, cookie } = await clickConnect();
        const callback = await consent(provider);
        equal((await openCallback(callback, "")).status, 400);
        const other = new URL(callback);
        other.searchParams.set("state", "another");
        equal((await openCallback(other, cookie)).status, 400);
        equal((await statusOf(account)).status, "INITIATED");
        deepEqual(grants, []);
        equal((await openCallback(callback, cookie)).status, 303);
      }),
  ),
  requires(
    "oauth.renewed",
    "an access token that is about to expire",
    "is refreshed before the run, once for concurrent runs",
    (open) =>
      withProvider(open, async (world) => {
        const { path } = await connect(world);
        world.advance(3_600_000);
        const responses = await Promise.all(Array.from({ length: 5 }, () => run(world, path)));
        deepEqual(
          responses.map(({ status, body }) => [status, body.error]),
          Array.from(responses, () => [200, null]),
        );
        deepEqual(world.grants, ["authorization_code", "refresh_token"]);
      }),
    "refreshed one minute before expiry",
  ),
  requires(
    "oauth.not-renewed",
    "a run whose access token cannot be refreshed",
    "400 with code 4302; the account is EXPIRED with a reason",
    (open) =>
      withProvider(open, async (world) => {
        const { account, path } = await connect(world);
        world.rejectRefreshes();
        world.advance(3_600_000);
        const { status, body } = await run(world, path);
        deepEqual([status, body.error.code], [400, 4302]);
        const { status: after, status_reason: reason } = await world.statusOf(account);
        equal(after, "EXPIRED");
        match(reason ?? "", /invalid_grant/);
      }),
  ),
  requires("oauth.secrets", "the client secret and the tokens", "never appear in a response", (open) =>
    withProvider(open, async (world) => {
      const { account, path, response } = await connect(world);
      const texts = [await response.text(), response.headers.get("location") ?? ""];
      for (const [method, at] of [
        ["GET", path],
        ["GET", `${path}/toolkits`],
        ["GET", "/connected_accounts"],
        ["GET", `/connected_accounts/${account}`],
        ["GET", "/toolkits"],
      ] as const) {
        texts.push(JSON.stringify((await world.request(method, at)).body));
      }
      texts.push(JSON.stringify((await run(world, path)).body), JSON.stringify(await world.router.runs()));
      equal(world.tokens.length, 2);
      for (const hidden of [clientSecret, ...world.tokens]) ok(!texts.join("\n").includes(hidden));
    }),
  ),
];
