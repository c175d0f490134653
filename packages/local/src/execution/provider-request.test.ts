import type { LookupFunction } from "node:net";
import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { requestProvider } from "./provider-request.ts";

const server = createServer((request, response) => {
  response.setHeader("set-cookie", ["a=1", "b=2"]);
  response.end(`${request.method} ${request.headers.host}`);
});
let port = 0;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as { port: number }).port;
});
afterAll(() => {
  server.close();
});

const send = (host: string, lookup?: LookupFunction, allowPrivate = false) =>
  requestProvider({
    url: new URL(`http://${host}:${port}/`),
    method: "GET",
    headers: {},
    body: undefined,
    allowPrivate,
    maxBytes: 100,
    signal: new AbortController().signal,
    lookup,
  });

/** A lookup that returns another address each time. */
const rebinding = (...addresses: string[]) => {
  const asked: string[] = [];
  const lookup: LookupFunction = (hostname, _, callback) => {
    const address = addresses[asked.length] ?? "";
    asked.push(hostname);
    callback(null, [{ address, family: 4 }]);
  };
  return { lookup, asked };
};

describe("a request to a provider", () => {
  test.each([
    "127.0.0.1",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "2130706433",
    "0x7f.1",
    "0.0.0.0",
    "localhost",
    "a.localhost",
    "LOCALHOST.",
  ])("is not sent to %s", async (host) => {
    await expect(send(host)).rejects.toMatchObject({ slug: "ExternalProxy_SSRFBlocked" });
  });

  test("is not sent to a private address after DNS rebinding", async () => {
    const { lookup, asked } = rebinding("127.0.0.1", "8.8.8.8");
    await expect(send("provider.test", lookup)).rejects.toMatchObject({ slug: "ExternalProxy_SSRFBlocked" });
    expect(asked).toEqual(["provider.test"]);
    const some: LookupFunction = (_, __, callback) => {
      callback(null, [
        { address: "8.8.8.8", family: 4 },
        { address: "127.0.0.1", family: 4 },
      ]);
    };
    await expect(send("provider.test", some)).rejects.toMatchObject({ slug: "ExternalProxy_SSRFBlocked" });
  });

  test("looks up the name once and connects to that address", async () => {
    // A second lookup would return an unreachable address.
    const { lookup, asked } = rebinding("127.0.0.1", "192.0.2.1");
    const { status, bytes, headers } = await send("provider.test", lookup, true);
    expect([status, new TextDecoder().decode(bytes)]).toEqual([200, `GET provider.test:${port}`]);
    expect(headers["set-cookie"]).toBe("a=1, b=2");
    expect(asked).toEqual(["provider.test"]);
  });

  test("reports a refused connection", async () => {
    const lookup: LookupFunction = (_, __, callback) => {
      callback(Object.assign(new Error("no such name"), { code: "ENOTFOUND" }), "", 4);
    };
    await expect(send("unknown.test", lookup)).rejects.toMatchObject({ slug: "ToolRouterV2_UpstreamFailed" });
  });
});
