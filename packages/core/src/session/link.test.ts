import { afterEach, describe, expect, test, vi } from "vitest";
import { createToolRouter, isLinkError, LinkError, TimeoutError } from "../index.ts";
import { json, refusal, stubFetch } from "../testing/stub-fetch.ts";

const link = json(
  { link_token: "lt_1", redirect_url: "https://router.example/link/lt_1", connected_account_id: "ca_1" },
  { status: 201 },
);
const account = (status: string, reason: string | null = null) => json({ id: "ca_1", status, status_reason: reason });
const toolkit = (more: object) =>
  json({ items: [{ slug: "github", is_no_auth: false, connected_account: null, ...more }] });
const sessionOf = (...answers: Parameters<typeof stubFetch>) => {
  const { fetch, seen } = stubFetch(...answers);
  return { seen, session: createToolRouter({ apiKey: "ak_1", fetch }).sessions.use("trs_1") };
};

afterEach(() => {
  vi.useRealTimers();
});

test("sends alias and callback URL, and returns the redirect URL", async () => {
  const { session, seen } = sessionOf(link);
  const made = await session.link("github", { alias: "work", callbackUrl: "https://app.example/done" });
  expect(made).toMatchObject({
    redirectUrl: "https://router.example/link/lt_1",
    connectedAccountId: "ca_1",
    raw: { link_token: "lt_1" },
  });
  expect(JSON.parse(seen[0]!.body!)).toEqual({
    toolkit: "github",
    alias: "work",
    callback_url: "https://app.example/done",
  });
});

test.each(["javascript:alert(1)", "data:text/html,x", " https://router.example", "//router.example", ""])(
  "rejects a link to %j",
  async (redirect_url) => {
    const { session } = sessionOf(json({ link_token: "lt_1", redirect_url, connected_account_id: "ca_1" }));
    await expect(session.link("github")).rejects.toThrow("The link for github does not begin with https://.");
  },
);

describe("link.wait", () => {
  test("polls with growing delays, ignores unknown statuses, and resolves to the account", async () => {
    vi.useFakeTimers();
    const { session, seen } = sessionOf(
      link,
      account("INITIATED"),
      account("BRAND_NEW"),
      account("INACTIVE"),
      account("ACTIVE"),
    );
    const made = await session.link("github");
    const times: number[] = [];
    const connected = made.wait().then((result) => result.status);
    for (let second = 0; second < 10; second += 0.5) {
      await vi.advanceTimersByTimeAsync(500);
      if (seen.length > times.length + 1) times.push(second);
    }
    expect(await connected).toBe("ACTIVE");
    expect(seen.slice(1).every(({ url }) => url.endsWith("/connected_accounts/ca_1"))).toBe(true);
    expect(times).toHaveLength(4);
    const gaps = times.slice(1).map((time, index) => time - times[index]!);
    expect(gaps).toEqual(gaps.toSorted((a, b) => a - b));
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each(["FAILED", "EXPIRED", "REVOKED"])("rejects immediately when the connection is %s", async (status) => {
    const { session } = sessionOf(link, account(status, "the user said no"));
    const error = await (await session.link("github")).wait().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(LinkError);
    expect(isLinkError(error)).toBe(true);
    expect(error).toMatchObject({ status, reason: "the user said no", connectedAccountId: "ca_1" });
    expect((error as Error).message).toBe(
      `The connection of github is ${status} (the user said no). Create a new link.`,
    );
  });

  test.each([5000, 500])("rejects after %o ms when the router does not respond", async (timeout) => {
    vi.useFakeTimers();
    const { session, seen } = sessionOf(link, () => new Promise<never>(() => {}));
    const error = (await session.link("github")).wait({ timeout }).catch((reason: unknown) => reason);
    await vi.advanceTimersByTimeAsync(timeout);
    expect(await Promise.race([error, Promise.resolve("waits on")])).toBeInstanceOf(TimeoutError);
    expect(await error).toMatchObject({
      message: `github was not connected within ${timeout} ms; its status is unknown.`,
      timeout,
    });
    expect(seen).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([0, Number.NaN, "5m"])("rejects a timeout of %o", async (timeout) => {
    const { session } = sessionOf(link, account("INITIATED"));
    const waited = (await session.link("github")).wait({ timeout: timeout as never });
    await expect(waited).rejects.toThrow(/^timeout must be a number of milliseconds above 0/);
  });

  test("rejects after its timeout, without an extra request", async () => {
    vi.useFakeTimers();
    const { session, seen } = sessionOf(link, account("INITIATED"));
    const error = (await session.link("github")).wait({ timeout: 2000 }).catch((reason: unknown) => reason);
    await vi.advanceTimersByTimeAsync(2000);
    expect(await error).toBeInstanceOf(TimeoutError);
    expect(await error).toMatchObject({ timeout: 2000, mayHaveRun: false });
    expect(seen).toHaveLength(3);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("rejects immediately when the caller aborts, also between polls", async () => {
    vi.useFakeTimers();
    const controller = new AbortController();
    const { session } = sessionOf(link, account("INITIATED"));
    const waiting = (await session.link("github"))
      .wait({ signal: controller.signal })
      .catch((reason: unknown) => reason);
    await vi.advanceTimersByTimeAsync(100);
    const reason = new Error("closed the tab");
    controller.abort(reason);
    expect(await waiting).toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("continues after temporary errors", async () => {
    vi.useFakeTimers();
    vi.spyOn(Math, "random").mockReturnValue(0);
    const { session } = sessionOf(link, refusal(503, "X", 1), account("ACTIVE"));
    const waiting = (await session.link("github")).wait();
    await vi.advanceTimersByTimeAsync(10);
    expect((await waiting).status).toBe("ACTIVE");
    vi.restoreAllMocks();
  });
});

describe("ensureConnected", () => {
  test('returns the account, "not_needed", or a link', async () => {
    const active = sessionOf(toolkit({ connected_account: { id: "ca_7", status: "ACTIVE" } }));
    expect(await active.session.ensureConnected("github")).toEqual({ status: "active", connectedAccountId: "ca_7" });
    const free = sessionOf(toolkit({ is_no_auth: true }));
    expect(await free.session.ensureConnected("GitHub")).toEqual({ status: "not_needed" });
    expect(free.seen).toHaveLength(1);

    for (const answer of [
      toolkit({}),
      toolkit({ connected_account: { id: "ca_7", status: "EXPIRED" } }),
      json({ items: [] }),
    ]) {
      const { session, seen } = sessionOf(answer, link);
      expect(await session.ensureConnected("github")).toMatchObject({
        status: "link",
        redirectUrl: "https://router.example/link/lt_1",
        wait: expect.any(Function),
      });
      expect(seen[0]!.url).toMatch(/toolkits\?toolkits=github$/);
    }
  });

  test("finds the account with the alias", async () => {
    const inUse = toolkit({ connected_account: { id: "ca_7", status: "ACTIVE", user_id: "user_1" } });
    const accounts = (...items: object[]) => json({ items, next_cursor: null });
    const work = { id: "ca_7", alias: "work" };
    const home = { id: "ca_8", alias: "home" };

    const connected = sessionOf(inUse, accounts(work, home));
    expect(await connected.session.ensureConnected("github", { alias: "home" })).toEqual({
      status: "active",
      connectedAccountId: "ca_8",
    });
    expect(decodeURIComponent(connected.seen[1]!.url)).toMatch(
      /\/connected_accounts\?user_ids=user_1&toolkit_slugs=github&statuses=ACTIVE$/,
    );

    const other = sessionOf(inUse, accounts(work), link);
    expect(await other.session.ensureConnected("github", { alias: "home" })).toMatchObject({ status: "link" });
    expect(JSON.parse(other.seen[2]!.body!)).toMatchObject({ toolkit: "github", alias: "home" });

    const none = sessionOf(toolkit({}), link);
    expect(await none.session.ensureConnected("github", { alias: "home" })).toMatchObject({ status: "link" });
    expect(none.seen).toHaveLength(2);
  });
});
