import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import type { LocalRouterOptions } from "../router/options.ts";
import { createLocalRouter } from "../router.ts";

const apiKey = "ak_0123456789abcdef012345";

/** The status and the body for a `Host` header at a port. */
async function ask(options: Partial<LocalRouterOptions>, host: string, listenOn = "127.0.0.1"): Promise<unknown[]> {
  await using router = createLocalRouter({ toolkits: [], apiKey, cors: "loopback", ...options });
  const { origin } = await router.listen({ host: listenOn });
  const headers = { host, "x-api-key": apiKey, origin: "http://localhost:5173" };
  const asked = request(`${origin}/api/v3/toolkits`, { headers }).end();
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  let body = "";
  for await (const chunk of answer) body += String(chunk);
  return [answer.statusCode, JSON.parse(body) as unknown, answer.headers["access-control-allow-origin"]];
}

test.each([
  "localhost",
  "LOCALHOST:1",
  "localhost.:4310",
  "127.0.0.1:4310",
  "127.1.2.3",
  "[::1]:4310",
  "tool-router.localhost",
])("accepts the host %s at a loopback address", async (host) => {
  expect((await ask({}, host))[0]).toBe(200);
});

test.each([
  "evil.example:4310",
  "127.0.0.1.evil.example",
  "localhost.evil.example",
  "192.168.0.2",
  "0.0.0.0",
  "0x7f.1",
])("refuses the host %s at a loopback address and names the option", async (host) => {
  const [status, body, allowed] = await ask({}, host);
  const name = host.replace(/:\d+$/, "");
  expect([status, body, allowed]).toEqual([
    403,
    {
      error: expect.objectContaining({
        slug: "HTTP_Forbidden",
        message: `Host not allowed: ${name}`,
        suggested_fix: `To allow it, add "${name}" to the router's option allowedHosts, or start the command with --allowed-host ${name}`,
      }) as unknown,
    },
    undefined,
  ]);
});

test.each<[string, Partial<LocalRouterOptions>]>([
  ["the host of publicUrl", { publicUrl: "https://Tools.example:8443/router" }],
  ["a listed host", { allowedHosts: ["other.example", "TOOLS.example"] }],
  ["any host with *", { allowedHosts: ["*"] }],
])("accepts %s at a loopback address", async (_, options) => {
  expect((await ask(options, "tools.example:4310"))[0]).toBe(200);
});

test("checks hosts at a public address only with allowedHosts", async () => {
  expect((await ask({}, "any.example", "0.0.0.0"))[0]).toBe(200);
  expect((await ask({ allowedHosts: ["tools.example"] }, "any.example", "0.0.0.0"))[0]).toBe(403);
  expect((await ask({ allowedHosts: ["tools.example"] }, "tools.example", "0.0.0.0"))[0]).toBe(200);
});

test("checks forwarded in-process requests only with allowedHosts", async () => {
  const statusOf = async (options: Partial<LocalRouterOptions>, headers: Record<string, string>): Promise<number> => {
    await using router = createLocalRouter({ toolkits: [], apiKey, ...options });
    const url = `http://${headers["host"] ?? "any.example"}/api/v3/toolkits`;
    return (await router.fetch(url, { headers: { "x-api-key": apiKey, ...headers } })).status;
  };
  const host = { host: "any.example" };
  expect(await statusOf({}, host)).toBe(200);
  expect(await statusOf({ allowedHosts: ["tools.example"] }, host)).toBe(403);
  expect(await statusOf({ allowedHosts: ["tools.example"] }, {})).toBe(200);
});

test.each(["https://tools.example", "tools.example:80", "tools.example/", "", "a b", 1])(
  "rejects %j as an allowed host",
  (host) => {
    expect(() => createLocalRouter({ toolkits: [], allowedHosts: [host] as string[] })).toThrow(
      "allowedHosts must be a list of host names without scheme and port",
    );
  },
);
