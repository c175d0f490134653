import { expect, test } from "vitest";
import type { JSONObject } from "../json.ts";
import type { LocalRouterOptions } from "../router/options.ts";
import type { Schemas } from "../spec.ts";
import { github, githubAccount, testRouter, weather, type TestRouter } from "../testing/test-router.ts";

const mail = () => ({
  slug: "mail",
  description: "Mail",
  auth: { scheme: "API_KEY" },
  tools: [{ slug: "MAIL_SEND", description: "d", inputSchema: { type: "object" }, execute: () => ({}) }],
});

const open = async (options: Partial<LocalRouterOptions> = {}) => {
  const router: TestRouter = testRouter({ toolkits: [github(), weather(), mail()], ...options });
  const session = await router.session({
    toolkits: { enable: ["github", "mail"] },
    manage_connections: { enable_wait_for_connections: true },
  });
  const wait = async (args: JSONObject) => {
    const { body } = await session.executeMeta("COMPOSIO_WAIT_FOR_CONNECTIONS", args);
    const { results = {}, message } = body.data as Partial<Schemas["WaitForConnectionsData"]>;
    return { error: body.error, message, states: Object.values(results).map(({ status }) => status) };
  };
  return { router, session, wait };
};

test("answers at once for active and failed connections", async () => {
  const { wait, router } = await open({ accounts: [githubAccount] });
  expect(await wait({ toolkits: ["GitHub"] })).toMatchObject({
    states: ["ACTIVE"],
    error: null,
    message: "1 of 1 connected",
  });
  expect(await wait({ toolkits: ["github", "mail"] })).toMatchObject({ states: ["ACTIVE", "NOT_FOUND"] });
  expect(await wait({ toolkits: ["nope"] })).toMatchObject({ states: ["FAILED"] });
  expect(await wait({ toolkits: ["weather"] })).toMatchObject({ states: ["FAILED"] });
  await router.setAccountStatus("ca_seed", "REVOKED");
  expect(await wait({ toolkits: ["github"] })).toMatchObject({ states: ["FAILED"] });
  expect((await wait({ toolkits: [] })).error).toMatch(/^Invalid arguments/);
});

test("waits for the user until the timeout", async () => {
  const waits: number[] = [];
  let finish = async (): Promise<void> => undefined;
  let time = 0;
  const { wait, router, session } = await open({
    now: () => new Date(time),
    connectionWait: 2500,
    wait: (milliseconds) => {
      waits.push(milliseconds);
      time += milliseconds;
      return finish();
    },
  });
  const { link_token: token } = (await session.link({ toolkit: "github" })).body;
  expect(await wait({ toolkits: ["github"] })).toMatchObject({
    states: ["INITIATED"],
    message: "0 of 1 connected before the timeout",
  });
  expect(waits).toEqual([1000, 1000, 500]);
  const complete = router.fetch(`${router.baseUrl}/_local/link/${token}/complete`, { method: "POST" });
  finish = async () => {
    await router.setAccountStatus("ca_000001", "ACTIVE");
  };
  await complete;
  expect(await wait({ toolkits: ["github", "mail"], mode: "all" })).toMatchObject({ states: ["ACTIVE", "NOT_FOUND"] });
  await session.link({ toolkit: "mail" });
  finish = async () => {
    await router.setAccountStatus("ca_000002", "FAILED");
  };
  expect(await wait({ toolkits: ["github", "mail"], mode: "all" })).toMatchObject({
    states: ["ACTIVE", "FAILED"],
    message: "1 of 2 connected",
  });
});

test("waits for the newest attempt, even within the same millisecond", async () => {
  const { router, session } = await open();
  await session.link({ toolkit: "github" });
  const { connected_account_id: last } = (await session.link({ toolkit: "github" })).body;
  await router.setAccountStatus(last, "FAILED");
  const { body } = await session.executeMeta("COMPOSIO_WAIT_FOR_CONNECTIONS", { toolkits: ["github"] });
  expect(body.data.results["github"]).toMatchObject({ connected_account_id: last, status: "FAILED" });
});
