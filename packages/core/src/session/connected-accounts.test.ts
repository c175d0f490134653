import { afterEach, describe, expect, test, vi } from "vitest";
import { createToolRouter, isLinkError, type ToolRouter } from "../index.ts";
import { json, refusal, stubFetch } from "../testing/stub-fetch.ts";

afterEach(() => {
  vi.useRealTimers();
});

const open = (...answers: Parameters<typeof stubFetch>) => {
  const { fetch, seen } = stubFetch(...answers);
  const { connectedAccounts } = createToolRouter({ apiKey: "ak_1", retry: { maxDelay: 0 }, fetch });
  return { connectedAccounts, seen };
};
const sent = ({ seen }: ReturnType<typeof open>) =>
  seen.map(({ method, url, body }) => ({
    request: `${method} ${url.replace("https://backend.composio.dev/api", "")}`,
    body: body === undefined ? undefined : (JSON.parse(body) as unknown),
  }));
type Accounts = ToolRouter["connectedAccounts"];

describe("connectedAccounts", () => {
  test.each<[string, (accounts: Accounts) => Promise<unknown>, answer: object, request: string, body: unknown]>([
    [
      "get",
      (accounts) => accounts.get("ca_1"),
      { id: "ca_1", status: "ACTIVE" },
      "GET /v3/connected_accounts/ca_1",
      undefined,
    ],
    [
      "update",
      (accounts) => accounts.update("ca_1", { alias: "work" }),
      { success: true, id: "ca_1", status: "ACTIVE" },
      "PATCH /v3/connected_accounts/ca_1",
      { alias: "work" },
    ],
    [
      "enable",
      (accounts) => accounts.enable("ca_1"),
      { success: true },
      "PATCH /v3/connected_accounts/ca_1/status",
      { enabled: true },
    ],
    [
      "disable",
      (accounts) => accounts.disable("ca_1"),
      { success: true },
      "PATCH /v3/connected_accounts/ca_1/status",
      { enabled: false },
    ],
    [
      "refresh",
      (accounts) => accounts.refresh("ca_1"),
      { id: "ca_1", status: "ACTIVE", redirect_url: null },
      "POST /v3/connected_accounts/ca_1/refresh",
      {},
    ],
    [
      "refresh with options",
      (accounts) =>
        accounts.refresh("ca_1", { redirectUrl: "https://app.example", validateCredentials: true, timeout: 5000 }),
      { id: "ca_1", status: "INITIATED", redirect_url: "https://provider.example" },
      "POST /v3/connected_accounts/ca_1/refresh",
      { redirect_url: "https://app.example", validate_credentials: true },
    ],
    [
      "revoke",
      (accounts) => accounts.revoke("ca_1"),
      { success: true, connected_account: { id: "ca_1", status: "REVOKED" } },
      "POST /v3/connected_accounts/ca_1/revoke",
      undefined,
    ],
    [
      "delete",
      (accounts) => accounts.delete("ca_1"),
      { success: true },
      "DELETE /v3/connected_accounts/ca_1",
      undefined,
    ],
  ])("sends %s and returns the response as on the wire", async (_, call, answer, request, body) => {
    const router = open(json(answer));
    expect(await call(router.connectedAccounts)).toEqual(answer);
    expect(sent(router)).toEqual([{ request, body }]);
  });

  test.each<[string, (accounts: Accounts) => Promise<unknown>]>([
    ["update", (accounts) => accounts.update("ca_1", { alias: "work" })],
    ["enable", (accounts) => accounts.enable("ca_1")],
    ["disable", (accounts) => accounts.disable("ca_1")],
    ["refresh", (accounts) => accounts.refresh("ca_1")],
    ["revoke", (accounts) => accounts.revoke("ca_1")],
    ["link", (accounts) => accounts.link({ auth_config_id: "ac_1", user_id: "user_1" })],
  ])("does not resend %s after a lost connection", async (_, call) => {
    const router = open(() => Promise.reject(new TypeError("fetch failed")));
    await expect(call(router.connectedAccounts)).rejects.toMatchObject({
      kind: "ConnectionError",
      mayHaveRun: true,
      attempts: 1,
    });
    expect(router.seen).toHaveLength(1);
  });

  test.each<[string, (accounts: Accounts) => Promise<unknown>]>([
    ["get", (accounts) => accounts.get("ca_1")],
    ["delete", (accounts) => accounts.delete("ca_1")],
  ])("resends %s after a 503", async (_, call) => {
    const router = open(refusal(503, "Busy", 1), json({ success: true, status: "ACTIVE" }));
    await call(router.connectedAccounts);
    expect(router.seen).toHaveLength(2);
  });

  test("rejects a response without its required field", async () => {
    const { connectedAccounts } = open(json({}));
    await expect(connectedAccounts.update("ca_1", {})).rejects.toThrow('its body has no readable field "success"');
    await expect(connectedAccounts.refresh("ca_1")).rejects.toThrow('its body has no readable field "status"');
    await expect(connectedAccounts.revoke("ca_1")).rejects.toThrow('no readable field "connected_account"');
  });
});

describe("connectedAccounts.link", () => {
  const made = { link_token: "lt_1", redirect_url: "https://router.example/lt_1", connected_account_id: "ca_1" };
  const request = {
    auth_config_id: "ac_1",
    user_id: "user_1",
    alias: "work",
    callback_url: "https://app.example/done",
  };

  test("returns a link", async () => {
    const router = open(json(made, { status: 201 }));
    expect(await router.connectedAccounts.link(request)).toMatchObject({
      redirectUrl: "https://router.example/lt_1",
      connectedAccountId: "ca_1",
      raw: made,
    });
    expect(sent(router)).toEqual([{ request: "POST /v3/connected_accounts/link", body: request }]);
  });

  test("resolves to the account when the user has connected it", async () => {
    const router = open(json(made, { status: 201 }), json({ id: "ca_1", status: "ACTIVE" }));
    const link = await router.connectedAccounts.link(request);
    expect(await link.wait()).toEqual({ id: "ca_1", status: "ACTIVE" });
    expect(sent(router)[1]!.request).toBe("GET /v3/connected_accounts/ca_1");
  });

  test.each(["FAILED", "EXPIRED", "REVOKED"])(
    "rejects wait with a LinkError when the account is %s",
    async (status) => {
      const router = open(json(made, { status: 201 }), json({ id: "ca_1", status, status_reason: "the user said no" }));
      const link = await router.connectedAccounts.link(request);
      const error = await link.wait().catch((reason: unknown) => reason);
      expect(isLinkError(error)).toBe(true);
      expect(error).toMatchObject({
        message: `The connection of ca_1 is ${status} (the user said no). Create a new link.`,
        connectedAccountId: "ca_1",
        status,
        reason: "the user said no",
      });
    },
  );

  test("rejects wait with a TimeoutError when the user does nothing", async () => {
    const router = open(json(made, { status: 201 }), json({ id: "ca_1", status: "INITIATED" }));
    const link = await router.connectedAccounts.link(request);
    vi.useFakeTimers();
    const error = link.wait({ timeout: 5000 }).catch((reason: unknown) => reason);
    await vi.advanceTimersByTimeAsync(5000);
    expect(await error).toMatchObject({
      kind: "TimeoutError",
      message: "ca_1 was not connected within 5000 ms; its status is INITIATED.",
      timeout: 5000,
    });
  });
});
