import { deepEqual, equal, match, ok } from "node:assert/strict";
import { defineToolkit } from "@tool-router/local";
import { OAuth2Server } from "oauth2-mock-server";
import { requires, type Open, type Requirement } from "../requirement.ts";
import type { World } from "../world.ts";

const secret = "s3cret-of-the-client";

interface SignInWorld extends World {
  /** Grant types that the provider's token endpoint was asked for. */
  readonly asked: string[];
  /** Tokens that the provider gave. */
  readonly tokens: string[];
  /** From now on the provider does not renew anything. */
  readonly refuse: () => void;
  /** Opens a link and presses "Connect"; where the browser is sent, and its cookie. */
  readonly press: () => Promise<{ account: string; path: string; status: number; provider: URL; cookie: string }>;
  /** Where the provider sends the browser back to. */
  readonly agree: (provider: URL) => Promise<URL>;
  /** Comes back to the router. */
  readonly comeBack: (callback: URL, cookie: string) => Promise<Response>;
  readonly statusOf: (account: string) => Promise<{ status: string; status_reason: string | null }>;
}

/** Does something with a router whose toolkit has people sign in at a provider on this machine. */
async function withProvider(open: Open, check: (world: SignInWorld) => Promise<void>): Promise<void> {
  const server = new OAuth2Server();
  await server.issuer.keys.generate("ES256");
  await server.start(0, "127.0.0.1");
  const asked: string[] = [];
  const tokens: string[] = [];
  let rejects = false;
  server.service.on("beforeResponse", (response: { body: unknown; statusCode: number }, request: { body: object }) => {
    const { grant_type: grant } = request.body as { grant_type: string };
    asked.push(grant);
    if (rejects && grant === "refresh_token") {
      Object.assign(response, { statusCode: 400, body: { error: "invalid_grant" } });
    } else {
      const { access_token: access, refresh_token: refresh } = response.body as Record<string, string>;
      tokens.push(...[access, refresh].filter((token) => token !== undefined));
    }
  });
  try {
    const issuer = server.issuer.url ?? "";
    const calendar = defineToolkit({
      slug: "calendar",
      description: "Events, behind a sign-in",
      auth: { scheme: "OAUTH2", issuer, clientId: "router", clientSecret: secret, scopes: ["events"] },
      tools: [
        {
          slug: "CALENDAR_LIST_EVENTS",
          description: "Lists events",
          inputSchema: { type: "object" },
          execute: (_, { credentials }) => ({ knows: Object.keys(credentials).toSorted() }),
        },
      ],
    });
    const world = await open({ toolkits: [calendar], accounts: [] });
    const { request, router } = world;
    await check({
      ...world,
      asked,
      tokens,
      refuse: () => {
        rejects = true;
      },
      press: async () => {
        const path = await world.session();
        const { body: link } = await request("POST", `${path}/link`, {
          toolkit: "calendar",
          callback_url: "https://app.example/done?a=1",
        });
        const answer = await router.fetch(link.redirect_url, {
          method: "POST",
          body: new URLSearchParams({ action: "connect" }),
        });
        return {
          account: link.connected_account_id,
          path,
          status: answer.status,
          provider: new URL(answer.headers.get("refresh")?.slice("0; url=".length) ?? "none:"),
          cookie: answer.headers
            .getSetCookie()
            .map((cookie) => cookie.split(";")[0])
            .join("; "),
        };
      },
      agree: async (provider) => {
        const answer = await fetch(provider, { redirect: "manual" });
        await answer.body?.cancel();
        return new URL(answer.headers.get("location") ?? "none:");
      },
      comeBack: (callback, cookie) => router.fetch(callback.href, { headers: { cookie } }),
      statusOf: async (account) => (await request("GET", `/connected_accounts/${account}`)).body,
    });
  } finally {
    await server.stop();
  }
}

async function connect({
  press,
  agree,
  comeBack,
}: SignInWorld): Promise<{ account: string; path: string; answer: Response }> {
  const { account, path, provider, cookie } = await press();
  return { account, path, answer: await comeBack(await agree(provider), cookie) };
}

const run = ({ execute }: SignInWorld, path: string): ReturnType<World["execute"]> =>
  execute(path, "CALENDAR_LIST_EVENTS");

export const oauth: readonly Requirement[] = [
  requires(
    "oauth.redirect",
    "“Connect” on the page of a toolkit with a provider",
    "sends the browser there: code, S256 challenge, state, the router's own callback; nothing secret",
    (open) =>
      withProvider(open, async ({ press }) => {
        const { status, provider } = await press();
        const query = provider.searchParams;
        equal(status, 200);
        deepEqual(
          ["client_id", "response_type", "code_challenge_method", "scope"].map((name) => query.get(name)),
          ["router", "code", "S256", "events"],
        );
        match(query.get("redirect_uri") ?? "", /^http:\/\/[^/]+\/oauth\/callback\/calendar$/);
        match(query.get("code_challenge") ?? "", /^[\w-]{43}$/);
        ok((query.get("state") ?? "").length > 0);
        ok(!provider.href.includes(secret));
      }),
    "the callback is /oauth/callback/{toolkit} of the router's own origin; the page goes on by the header Refresh",
  ),
  requires(
    "oauth.connected",
    "somebody who comes back with consent",
    "goes to the callback with success; the account is ACTIVE, and tools get its access token",
    (open) =>
      withProvider(open, async (world) => {
        const { account, path, answer } = await connect(world);
        equal(
          answer.headers.get("location"),
          `https://app.example/done?a=1&status=success&connected_account_id=${account}`,
        );
        equal((await world.statusOf(account)).status, "ACTIVE");
        const { body } = await run(world, path);
        deepEqual(body.data, { knows: ["access_token", "expires_at", "scope", "token_type"] });
        deepEqual(world.asked, ["authorization_code"]);
      }),
    "tools do not get the refresh token",
  ),
  requires(
    "oauth.declined",
    "somebody who declines at the provider",
    "goes to the callback with failed; the account is FAILED",
    (open) =>
      withProvider(open, async ({ press, comeBack, statusOf, asked }) => {
        const { account, provider, cookie } = await press();
        const callback = new URL(provider.searchParams.get("redirect_uri") ?? "");
        callback.searchParams.set("state", provider.searchParams.get("state") ?? "");
        callback.searchParams.set("error", "access_denied");
        match((await comeBack(callback, cookie)).headers.get("location") ?? "", /&status=failed&/);
        equal((await statusOf(account)).status, "FAILED");
        deepEqual(asked, []);
      }),
  ),
  requires(
    "oauth.bound",
    "an answer with another state, or in another browser",
    "400; the provider is not asked, and the account goes on waiting",
    (open) =>
      withProvider(open, async ({ press, agree, comeBack, statusOf, asked }) => {
        const { account, provider, cookie } = await press();
        const callback = await agree(provider);
        equal((await comeBack(callback, "")).status, 400);
        const other = new URL(callback);
        other.searchParams.set("state", "another");
        equal((await comeBack(other, cookie)).status, 400);
        equal((await statusOf(account)).status, "INITIATED");
        deepEqual(asked, []);
        equal((await comeBack(callback, cookie)).status, 303);
      }),
  ),
  requires(
    "oauth.renewed",
    "an access token that is about to end, by the router's clock",
    "is renewed before the run, once for all runs at the same time",
    (open) =>
      withProvider(open, async (world) => {
        const { path } = await connect(world);
        world.advance(3_600_000);
        const answers = await Promise.all(Array.from({ length: 5 }, () => run(world, path)));
        deepEqual(
          answers.map(({ status, body }) => [status, body.error]),
          Array.from(answers, () => [200, null]),
        );
        deepEqual(world.asked, ["authorization_code", "refresh_token"]);
      }),
    "renewed a minute before it ends",
  ),
  requires(
    "oauth.not-renewed",
    "a run whose access token the provider does not renew",
    "400 with code 4302; the account is EXPIRED, with the reason",
    (open) =>
      withProvider(open, async (world) => {
        const { account, path } = await connect(world);
        world.refuse();
        world.advance(3_600_000);
        const { status, body } = await run(world, path);
        deepEqual([status, body.error.code], [400, 4302]);
        const { status: after, status_reason: reason } = await world.statusOf(account);
        equal(after, "EXPIRED");
        match(reason ?? "", /invalid_grant/);
      }),
  ),
  requires("oauth.secrets", "the client's secret and the tokens", "are in no answer", (open) =>
    withProvider(open, async (world) => {
      const { account, path, answer } = await connect(world);
      const texts = [await answer.text(), answer.headers.get("location") ?? ""];
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
      for (const hidden of [secret, ...world.tokens]) ok(!texts.join("\n").includes(hidden));
    }),
  ),
];
