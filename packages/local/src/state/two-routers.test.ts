import { afterEach, describe, expect, test } from "vitest";
import { randomIds } from "../ids.ts";
import type { LocalRouterOptions } from "../router/options.ts";
import type { Schemas } from "../spec.ts";
import { heldStore, type HeldStore } from "../testing/held-store.ts";
import { github, githubAccount, testRouter, weather, type TestRouter } from "../testing/test-router.ts";
import { encryptionKey, testStores, type TestStore } from "../testing/test-stores.ts";
import type { Store } from "./store.ts";

describe.each(testStores)("two routers on one %s", (_, make) => {
  let place: TestStore | undefined;
  let routers: TestRouter[] = [];
  afterEach(async () => {
    for (const router of routers) await router.close();
    await place?.remove();
  });

  const open = (options: Partial<LocalRouterOptions> = {}): readonly [TestRouter, TestRouter] => {
    const [slow, other] = openHeld(options);
    return [slow, other];
  };
  /** Two routers, of which the first can be held between a read and the next write. */
  const openHeld = (
    options: Partial<LocalRouterOptions> = {},
  ): readonly [slow: TestRouter, other: TestRouter, hold: HeldStore["hold"]] => {
    const shared = make();
    place = shared;
    const one = (store: Store): TestRouter =>
      testRouter({ store, encryptionKey, ids: randomIds(), apiKey: "ak_both", ...options });
    const held = heldStore(shared.open());
    const both = [one(held.store), one(shared.open())] as const;
    routers = [...both];
    return [...both, held.hold];
  };
  /** Sends concurrent requests to both, alternately. */
  const race = async <Answer>(
    both: readonly [TestRouter, TestRouter],
    count: number,
    send: (router: TestRouter, index: number) => Promise<Answer>,
  ): Promise<Answer[]> =>
    Promise.all(Array.from({ length: count }, (__, index) => send(both[index % 2] as TestRouter, index)));
  const callback = (index: number) => ({ manage_connections: { callback_url: `https://example.com/${index}` } });
  const tally = (values: readonly (string | number)[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
    return counts;
  };

  test("share sessions and their configurations", async () => {
    const both = open();
    const [a, b] = both;
    const { path } = await a.session();
    expect((await b.request("GET", path)).status).toBe(200);

    const patched = await race(both, 12, (router, index) =>
      router.request<Schemas["Session"]>("PATCH", path, callback(index)),
    );
    expect(patched.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 200));
    expect(patched.map(({ body }) => body.config_version).toSorted((x, y) => x - y)).toEqual(
      Array.from({ length: 12 }, (__, index) => index + 2),
    );
    const { body } = await b.request<Schemas["ConfigHistoryPage"]>("GET", `${path}/config_history`);
    expect(body.items.map(({ version }) => version)).toEqual(Array.from({ length: 13 }, (__, index) => 13 - index));
    const callbacks = body.items.map(({ config }) => config.manage_connections?.callback_url ?? "none");
    expect(new Set(callbacks).size).toBe(13);
    // Each response equals the stored configuration.
    for (const answer of patched) {
      const kept = body.items.find(({ version }) => version === answer.body.config_version);
      expect(kept?.config).toEqual(answer.body.config);
    }

    const expecting = await race(both, 6, (router, index) =>
      router.request("PATCH", path, { ...callback(100 + index), expected_config_version: 13 }),
    );
    expect(tally(expecting.map(({ status }) => status))).toEqual({ 200: 1, 409: 5 });

    const ended = await race(both, 6, (router, index) =>
      index === 0 ? router.request("DELETE", path) : router.request("PATCH", path, callback(200)),
    );
    expect(ended.every(({ status }) => status === 200 || status === 404)).toBe(true);
    expect([(await a.request("GET", path)).status, (await b.request("GET", path)).status]).toEqual([404, 404]);
  });

  test("run a request once per idempotency key", async () => {
    let runs = 0;
    let arrived = (): void => undefined;
    const somebodyRuns = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    let letGo = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const both = open({
      idempotency: true,
      toolkits: [
        weather(async () => {
          runs++;
          arrived();
          await gate;
          return { run: runs };
        }),
      ],
    });
    const { path } = await both[0].session();
    const run = (router: TestRouter, key: string, args: object = {}) =>
      router.request<Schemas["ExecuteResult"] & Schemas["Error"]>(
        "POST",
        `${path}/execute`,
        { tool_slug: "WEATHER_GET_FORECAST", arguments: args },
        { "idempotency-key": key },
      );
    const racing = race(both, 8, (router) => run(router, "k"));
    await somebodyRuns;
    expect((await run(both[0], "k", { other: true })).status).toBe(409);
    expect((await run(both[1], "k", { other: true })).status).toBe(409);
    letGo();
    const answers = await racing;
    expect(runs).toBe(1);
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 200, body: { data: { run: 1 } } });
    expect((await run(both[1], "k")).body).toEqual(answers[0]?.body);
    expect(runs).toBe(1);
  });

  test("share one rate limit", async () => {
    const both = open({ rateLimit: 10 });
    const answers = await race(both, 25, (router) => router.request("GET", "/toolkits"));
    expect(tally(answers.map(({ status }) => status))).toEqual({ 200: 10, 429: 15 });
    const left = answers
      .filter(({ status }) => status === 200)
      .map(({ headers }) => headers.get("x-ratelimit-remaining"));
    expect(left.map(Number).toSorted((x, y) => x - y)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test("complete a link once", async () => {
    const both = open();
    const [a, b] = both;
    const session = await a.session();
    for (let attempt = 0; attempt < 5; attempt++) {
      const { body: link } = await session.link({ toolkit: "github" });
      const decline = (): Promise<Response> =>
        a.fetch(`${a.baseUrl}/link/${link.link_token}`, {
          method: "POST",
          headers: { "content-type": "application/x-www-form-urlencoded" },
          body: "action=decline",
        });
      const complete = (key: string): Promise<Response> =>
        b.fetch(`${b.baseUrl}/_local/link/${link.link_token}/complete`, {
          method: "POST",
          body: JSON.stringify({ credentials: { api_key: key } }),
        });
      const [, one, two] = await Promise.all([decline(), complete("one"), complete("two")]);
      const { body } = await a.request<Schemas["ConnectedAccount"]>(
        "GET",
        `/connected_accounts/${link.connected_account_id}`,
      );
      expect([one.status, two.status]).toEqual(body.status === "ACTIVE" ? [200, 200] : [404, 404]);
      expect(["ACTIVE", "FAILED"]).toContain(body.status);
    }
  });

  test("do not complete a link that the other has completed meanwhile", async () => {
    const [slow, other, hold] = openHeld({
      toolkits: [
        github({
          tools: [
            { slug: "GITHUB_SHOW", description: "d", inputSchema: {}, execute: (__, { credentials }) => credentials },
          ],
        }),
      ],
    });
    const session = await slow.session();
    const { body: link } = await session.link({ toolkit: "github" });
    const complete = (router: TestRouter, key: string): Promise<Response> =>
      router.fetch(`${router.baseUrl}/_local/link/${link.link_token}/complete`, {
        method: "POST",
        body: JSON.stringify({ credentials: { api_key: key } }),
      });
    const held = hold(`account/${link.connected_account_id}`);
    const late = complete(slow, "late");
    await held.arrived;
    expect((await complete(other, "early")).status).toBe(200);
    held.letGo();
    expect((await late).status).toBe(200);
    expect((await session.execute("GITHUB_SHOW")).body.data).toEqual({ api_key: "early" });

    const heldRevocation = hold(`account/${link.connected_account_id}`);
    const revoked = slow.setAccountStatus(link.connected_account_id, "REVOKED");
    await heldRevocation.arrived;
    await other.setAccountStatus(link.connected_account_id, "EXPIRED", "by the other");
    heldRevocation.letGo();
    await revoked;
    // Neither change is lost: the later one applies to the result of the earlier one.
    const { body } = await other.request<Schemas["ConnectedAccount"]>(
      "GET",
      `/connected_accounts/${link.connected_account_id}`,
    );
    expect([body.status, body.status_reason]).toEqual(["REVOKED", null]);
  });

  test("do not repeat a request that the other has run meanwhile", async () => {
    let runs = 0;
    const [slow, other, hold] = openHeld({ idempotency: true, toolkits: [weather(() => ({ run: ++runs }))] });
    const { path } = await slow.session();
    const run = (router: TestRouter) =>
      router.request<Schemas["ExecuteResult"]>(
        "POST",
        `${path}/execute`,
        { tool_slug: "WEATHER_GET_FORECAST" },
        { "idempotency-key": "k" },
      );
    const held = hold("idempotency/");
    const late = run(slow);
    await held.arrived;
    const early = await run(other);
    held.letGo();
    expect((await late).body).toEqual(early.body);
    expect(runs).toBe(1);
  });

  test("do not change a session that the other has deleted meanwhile", async () => {
    const [slow, other, hold] = openHeld();
    const { path } = await slow.session();
    const held = hold("session/");
    const late = slow.request("PATCH", path, callback(1));
    await held.arrived;
    expect((await other.request("DELETE", path)).status).toBe(200);
    held.letGo();
    expect((await late).status).toBe(404);
    expect((await other.request("GET", path)).status).toBe(404);
  });

  test("use each other's accounts as soon as they exist", async () => {
    const both = open();
    const [a, b] = both;
    const session = await a.session();
    const list = { tool_slug: "GITHUB_LIST_ISSUES" };
    expect((await b.request("POST", `${session.path}/execute`, list)).status).toBe(400);
    const { body: link } = await session.link({ toolkit: "github", alias: "work" });
    expect((await b.fetch(`${b.baseUrl}/link/${link.link_token}`)).status).toBe(200);
    await b.fetch(`${b.baseUrl}/_local/link/${link.link_token}/complete`, { method: "POST" });
    expect((await a.request("POST", `${session.path}/execute`, { ...list, account: "work" })).status).toBe(200);
    expect((await a.runs())[0]).toMatchObject({ outcome: "ok", account: link.connected_account_id });
    await a.setAccountStatus(link.connected_account_id, "REVOKED");
    expect((await b.request("POST", `${session.path}/execute`, list)).status).toBe(400);
    const seen = (await b.runs()).map(({ outcome }) => outcome);
    expect(seen).toEqual((await a.runs()).map(({ outcome }) => outcome));
    expect(seen).toEqual(["refused", "ok", "refused"]);
  });

  test("give an alias to one account", async () => {
    const both = open();
    const [a] = both;
    const session = await a.session();
    const linked = await race(both, 10, (router) =>
      router.request<Schemas["LinkResponse"]>("POST", `${session.path}/link`, { toolkit: "github", alias: "work" }),
    );
    expect(tally(linked.map(({ status }) => status))).toEqual({ 201: 1, 400: 9 });
    const { body } = await a.request<Schemas["ConnectedAccountPage"]>("GET", "/connected_accounts");
    expect(body.items.map(({ alias }) => alias)).toEqual(["work"]);

    // Neither do two accounts that are renamed concurrently.
    const others = await Promise.all(["x", "y"].map((alias) => session.link({ toolkit: "github", alias })));
    const renamed = await race(both, 2, (router, index) =>
      router.request<{ data: { results: Record<string, { status: string }> } }>(
        "POST",
        `${session.path}/execute_meta`,
        {
          slug: "COMPOSIO_MANAGE_CONNECTIONS",
          arguments: {
            toolkits: [
              { name: "github", action: "rename", account_id: others[index]?.body.connected_account_id, alias: "home" },
            ],
          },
        },
      ),
    );
    const failures = renamed.filter(({ body: { data } }) => data.results["github"]?.status === "failed");
    expect(failures).toHaveLength(1);
    const after = await a.request<Schemas["ConnectedAccountPage"]>("GET", "/connected_accounts");
    expect(after.body.items.filter(({ alias }) => alias === "home")).toHaveLength(1);
  });

  const three = { multi_account: { enable: true, max_accounts_per_toolkit: 3 } };
  const accountsOf = async (router: TestRouter): Promise<Record<string, number>> => {
    const { body } = await router.request<Schemas["ConnectedAccountPage"]>("GET", "/connected_accounts");
    return tally(body.items.map(({ status }) => status));
  };

  test("limit accounts per session with instant links", async () => {
    const both = open({ links: "instant" });
    const { path } = await both[0].session(three);
    const linked = await race(both, 8, (router) => router.request("POST", `${path}/link`, { toolkit: "github" }));
    expect(tally(linked.map(({ status }) => status))).toEqual({ 201: 3, 400: 5 });
    expect(await accountsOf(both[0])).toEqual({ ACTIVE: 3 });
  });

  test("limit accounts per session with manual links", async () => {
    const both = open();
    const session = await both[0].session(three);
    const links = await race(both, 8, async () => (await session.link({ toolkit: "github" })).body.link_token);
    const completed = await race(both, 8, (router, index) =>
      router.fetch(`${router.baseUrl}/_local/link/${links[index]}/complete`, { method: "POST" }),
    );
    expect(tally(completed.map(({ status }) => status))).toEqual({ 200: 3, 400: 5 });
    expect(await accountsOf(both[1])).toEqual({ ACTIVE: 3, INITIATED: 5 });
  });

  test.each([["active-slots/"], ["account/"]])("do not exceed the account limit in a race at %s", async (at) => {
    const [slow, other, hold] = openHeld();
    const session = await slow.session({ multi_account: { enable: true, max_accounts_per_toolkit: 2 } });
    const links: string[] = [];
    for (let count = 0; count < 3; count++) links.push((await session.link({ toolkit: "github" })).body.link_token);
    const complete = async (router: TestRouter, index: number): Promise<number> =>
      (await router.fetch(`${router.baseUrl}/_local/link/${links[index]}/complete`, { method: "POST" })).status;
    expect(await complete(other, 0)).toBe(200);
    const held = hold(at);
    const late = complete(slow, 1);
    await held.arrived;
    // Held before it reserves the slot, the slow one fails; held after that, the other one fails.
    const early = await complete(other, 2);
    held.letGo();
    expect([early, await late]).toEqual(at === "active-slots/" ? [200, 400] : [400, 200]);
  });

  test("take over the alias of a failed account", async () => {
    const both = open();
    const session = await both[0].session();
    await session.link({ toolkit: "github", alias: "work" });
    for (const router of both) router.clock.advance(11 * 60_000);
    const linked = await race(both, 6, (router) =>
      router.request("POST", `${session.path}/link`, { toolkit: "github", alias: "work" }),
    );
    expect(tally(linked.map(({ status }) => status))).toEqual({ 201: 1, 400: 5 });
  });

  test("share files at either's URLs", async () => {
    const both = open();
    const [a, b] = both;
    const session = await a.session();
    const mount = `${session.path}/mounts/files`;
    const file = { mount_relative_path: "notes/a.txt", mimetype: "text/plain" };
    const { body: up } = await a.request<Schemas["UploadUrlResponse"]>("POST", `${mount}/upload_url`, file);
    const texts = Array.from({ length: 8 }, (__, index) => `text ${index} `.repeat(1000 + index));
    const puts = await race(both, 8, (router, index) =>
      router.fetch(up.upload_url, {
        method: "PUT",
        headers: { "content-type": "text/plain" },
        body: texts[index] as string,
      }),
    );
    expect(puts.every(({ status }) => status === 200)).toBe(true);
    const { body: down } = await b.request<Schemas["DownloadUrlResponse"]>("POST", `${mount}/download_url`, file);
    const read = await (await a.fetch(down.download_url)).text();
    // One of the two files, never a mix.
    expect(texts).toContain(read);
    const { body: items } = await a.request<Schemas["MountItemsPage"]>("GET", `${mount}/items`);
    expect(items.items.map(({ mount_relative_path: path, size }) => [path, size])).toEqual([
      ["notes/a.txt", read.length],
    ]);
    await b.request("DELETE", session.path);
    expect((await a.fetch(down.download_url)).status).toBe(403);
  });

  test("seed an account once and keep later changes", async () => {
    const seed = { ...githubAccount, alias: "seeded" };
    const unnamed = { userId: "user_2", toolkit: "github" };
    const both = open({ toolkits: [github()], accounts: [seed, unnamed, unnamed] });
    const [a, b] = both;
    const list = async (router: TestRouter): Promise<string[]> => {
      const { body } = await router.request<Schemas["ConnectedAccountPage"]>("GET", "/connected_accounts");
      return body.items.map(({ id, status }) => `${id} ${status}`).toSorted();
    };
    const [seenByA, seenByB] = await Promise.all([list(a), list(b)]);
    expect(new Set([...seenByA, ...seenByB]).size).toBe(3);
    await a.setAccountStatus("ca_seed", "REVOKED", "by hand");
    const startAnew = (): TestRouter => {
      const store = (place as TestStore).open();
      const router = testRouter({
        store,
        encryptionKey,
        apiKey: "ak_both",
        ids: randomIds(),
        toolkits: [github()],
        accounts: [seed],
      });
      routers.push(router);
      return router;
    };
    expect(await list(startAnew())).toContain("ca_seed REVOKED");
    await a.request("DELETE", "/connected_accounts/ca_seed");
    expect((await startAnew().request("GET", "/connected_accounts/ca_seed")).status).toBe(404);
  });
});
