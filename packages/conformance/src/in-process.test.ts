import { createToolRouter } from "@tool-router/core";
import { createLocalRouter, type LocalRouter } from "@tool-router/local";
import { expect, test, vi } from "vitest";

const mail = {
  slug: "mail",
  description: "Mail",
  auth: { scheme: "API_KEY" },
  tools: [{ slug: "MAIL_SEND", description: "Sends an email", inputSchema: { type: "object" }, execute: () => ({}) }],
};

const open = async (): Promise<{ local: LocalRouter; session: Awaited<ReturnType<typeof create>> }> => {
  const local = createLocalRouter({ toolkits: [mail] });
  return { local, session: await create(local) };
};
const create = (local: LocalRouter) => createToolRouter(local).sessions.create("user_1");

test("waits for a link in the same process without polling", async () => {
  const { local, session } = await open();
  const link = await session.link("mail");
  // With fake timers, polling would never continue.
  vi.useFakeTimers();
  try {
    const waiting = link.wait();
    await local.completeLink(link.connectedAccountId);
    expect((await waiting).status).toBe("ACTIVE");
  } finally {
    vi.useRealTimers();
  }
});

test("returns working links to clients created before and after listen()", async () => {
  const { local, session: before } = await open();
  await using server = await local.listen();
  for (const session of [before, await create(local)]) {
    const { redirectUrl } = await session.link("mail");
    expect(new URL(redirectUrl).origin).toBe(server.origin);
    expect(await (await fetch(redirectUrl)).text()).toContain("Connect Mail");
    await session.files.upload("a.txt", "hello");
    expect(await (await session.files.download("a.txt")).text()).toBe("hello");
  }
  const { mcp } = await create(local);
  expect([new URL(mcp.url).origin, mcp.headers()]).toEqual([server.origin, { "x-api-key": local.apiKey }]);
});
