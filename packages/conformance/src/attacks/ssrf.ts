import dns from "node:dns";
import type http from "node:http";
import { createServer, type Server } from "node:http";
import { syncBuiltinESMExports } from "node:module";
import type { AddressInfo } from "node:net";
import { defineToolkit, type ToolkitDefinition } from "@tool-router/local";
import { must, shown, type Attack, type AttackClass } from "./attack.ts";
import { otherOptions } from "./target.ts";
import { openVictim, type Answer } from "./victim.ts";

const LOOT = "planted-metadata-credential";

/** A service inside the network. No attack may reach it. */
interface Inside {
  readonly port: number;
  connections: number;
  readonly requests: { url: string; headers: http.IncomingHttpHeaders }[];
  readonly close: () => Promise<void>;
}

async function listen(server: Server, host: string, port = 0): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, host, resolve);
  });
  return (server.address() as AddressInfo).port;
}

const ended = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

async function openInside(): Promise<Inside> {
  const requests: Inside["requests"] = [];
  const server = createServer((request, response) => {
    requests.push({ url: request.url ?? "", headers: request.headers });
    response.end(LOOT);
  });
  const port = await listen(server, "127.0.0.1");
  const inside: Inside = { port, connections: 0, requests, close: () => ended(server) };
  server.on("connection", () => inside.connections++);
  return inside;
}

/** Ways to write 127.0.0.1, and other addresses that only this machine or its network should reach. */
const hosts: Record<string, string> = {
  "dotted decimal": "127.0.0.1",
  "another loopback address": "127.8.8.8",
  "one decimal number": "2130706433",
  "octal digits": "0177.0.0.01",
  "one octal number": "017700000001",
  "hexadecimal digits": "0x7f.0x0.0x0.0x1",
  "one hexadecimal number": "0x7f000001",
  "two parts": "127.1",
  "three parts": "127.0.1",
  "a mixture of bases": "0x7f.0.01",
  "a trailing dot": "127.0.0.1.",
  "encoded dots": "127%2e0%2e0%2e1",
  "full-width digits": "１２７.０.０.１",
  "circled digits": "①②⑦.⓪.⓪.①",
  "ideographic dots": "127。0。0。1",
  "IPv6 loopback": "[::1]",
  "IPv6 loopback in full": "[0:0:0:0:0:0:0:1]",
  "IPv4 mapped into IPv6": "[::ffff:127.0.0.1]",
  "IPv4 mapped, in hexadecimal": "[::ffff:7f00:1]",
  "IPv4 compatible": "[::127.0.0.1]",
  "IPv4 translated": "[::ffff:0:127.0.0.1]",
  NAT64: "[64:ff9b::7f00:1]",
  "6to4": "[2002:7f00:1::]",
  Teredo: "[2001:0:7f00:1::]",
  "unspecified IPv4": "0.0.0.0",
  zero: "0",
  "unspecified IPv6": "[::]",
  localhost: "localhost",
  "localhost in capitals": "LOCALHOST",
  "localhost with a dot": "localhost.",
  "a name below localhost": "api.example.com.localhost",
  "the metadata service": "169.254.169.254",
  "the metadata service as a number": "2852039166",
  "the metadata service in IPv6": "[fd00:ec2::254]",
  "the metadata service, mapped": "[::ffff:a9fe:a9fe]",
  "another cloud's metadata service": "100.100.100.200",
  "link local IPv6": "[fe80::1]",
  "a private class A": "10.0.0.1",
  "a private class B": "172.16.0.1",
  "a private class C": "192.168.0.1",
  broadcast: "255.255.255.255",
  multicast: "224.0.0.1",
  "a test network": "192.0.2.1",
};

/** Whole addresses that another reader of URLs could take for a public one. */
const disguises = (port: number): Record<string, string> => ({
  "a user name that looks like the host": `http://api.example.com@127.0.0.1:${port}/`,
  "a user name and a password": `http://api.example.com:80@127.0.0.1:${port}/`,
  "an encoded at sign": `http://api.example.com%40127.0.0.1:${port}/`,
  "a fragment before the host": `http://127.0.0.1:${port}#@api.example.com/`,
  "a query before the host": `http://127.0.0.1:${port}?@api.example.com/`,
  "a backslash": `http://127.0.0.1:${port}\\@api.example.com/`,
  "no slashes": `http:127.0.0.1:${port}/`,
  "three slashes": `http:///127.0.0.1:${port}/`,
  "backslashes for slashes": `http:\\\\127.0.0.1:${port}/`,
  "a tab in the scheme": `ht\ttp://127.0.0.1:${port}/`,
  "a line break in the host": `http://127.0.0\n.1:${port}/`,
  "a space before": ` http://127.0.0.1:${port}/`,
  "a name that ends like the site": `http://evilexample.com:${port}/`,
  "a name that begins like the site": `http://api.example.com.evil.test:${port}/`,
  "the site in the path": `http://127.0.0.1:${port}/api.example.com`,
  "another scheme": `https://127.0.0.1:${port}/`,
  "file:": "file:///etc/passwd",
  "file: with a host": `file://127.0.0.1/etc/passwd`,
  "ftp:": `ftp://127.0.0.1:${port}/`,
  "gopher:": `gopher://127.0.0.1:${port}/_GET%20/`,
  "data:": "data:text/plain,planted-metadata-credential",
  "blob:": `blob:http://127.0.0.1:${port}/1`,
  "javascript:": "javascript:fetch('http://127.0.0.1')",
  "an embedded address": `jar:http://127.0.0.1:${port}!/`,
});

/** Endpoints that are written as paths, but could be joined to another host. */
const paths = (port: number): Record<string, string> => ({
  "two slashes": `//127.0.0.1:${port}/`,
  "three slashes": `///127.0.0.1:${port}/`,
  "a slash and a backslash": `/\\127.0.0.1:${port}/`,
  "two backslashes": `\\\\127.0.0.1:${port}/`,
  "an at sign": `@127.0.0.1:${port}/`,
  "a dot and a host": `.127.0.0.1:${port}/`,
  "a port alone": `:${port}/`,
  "a tab and slashes": `\t//127.0.0.1:${port}/`,
  "a line break and slashes": `/\n/127.0.0.1:${port}/`,
  "a step up": "../../../../",
  "an encoded step up": "%2e%2e/%2e%2e/admin",
  "a request inside of the path": " HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\nGET /admin",
});

/** Answers of a name server for the provider's name. */
const lookups: Record<string, readonly string[]> = {
  loopback: ["127.0.0.1"],
  "loopback in IPv6": ["::1"],
  "loopback, mapped": ["::ffff:127.0.0.1"],
  "the metadata service": ["169.254.169.254"],
  "a private address": ["10.1.2.3"],
  "a unique local address": ["fd00::1"],
  "a link local address": ["fe80::1"],
  "an unspecified address": ["0.0.0.0"],
  "a public address and loopback": ["8.8.8.8", "127.0.0.1"],
  "loopback and a public address": ["127.0.0.1", "8.8.8.8"],
  NAT64: ["64:ff9b::7f00:1"],
  "a carrier's address": ["100.64.0.1"],
  "nothing at all": [],
  "text that is not an address": ["not-an-address"],
};

export const ssrf: AttackClass = {
  title: "SSRF of proxy, binary bodies and links",
  open: async (target) => {
    const inside = await openInside();
    const provider = createServer((request, response) => {
      const [, status, at] = /^\/redirect\/(\d+)\/(.*)$/.exec(request.url ?? "") ?? [];
      request.resume();
      if (status === undefined) return response.setHeader("content-type", "text/plain").end("provider");
      const location = decodeURIComponent(at ?? "");
      return response
        .writeHead(Number(status), { location, refresh: `0; url=${location}`, link: `<${location}>; rel=next` })
        .end();
    });
    const providerPort = await listen(provider, "127.0.0.1");
    const nothing = (slug: string): ToolkitDefinition["tools"] => [
      { slug: `${slug}_NOTHING`, description: "Does nothing", inputSchema: { type: "object" }, execute: () => ({}) },
    ];
    const auth = { scheme: "API_KEY" };
    const toolkits = [
      defineToolkit({
        slug: "public",
        description: "A provider on the internet",
        auth,
        proxy: { baseUrl: `http://api.example.com:${inside.port}/v1` },
        tools: nothing("PUBLIC"),
      }),
      defineToolkit({
        slug: "near",
        description: "A provider on this machine",
        auth,
        proxy: { baseUrl: `http://127.0.0.1:${providerPort}`, allowPrivate: true },
        tools: nothing("NEAR"),
      }),
      ...Object.entries(hosts).map(([, host], index) =>
        defineToolkit({
          slug: `host${index}`,
          description: "A base URL that leads inside",
          proxy: { baseUrl: `http://${host}:${inside.port}` },
          tools: nothing(`HOST${index}`),
        }),
      ),
    ];
    const credentials = { api_key: "planted-provider-key" };
    const victim = await openVictim(target, {
      toolkits,
      accounts: [
        { userId: "alice", toolkit: "public", credentials },
        { userId: "alice", toolkit: "near", credentials },
      ],
    });
    const session = await victim.session("alice");
    const systemLookup = dns.lookup;
    let found: readonly string[] = ["127.0.0.1"];
    let asked = 0;
    // What leads to a name leads inside, unless an attack says otherwise.
    const lookup = (_: string, options: dns.LookupOptions, callback: (...args: unknown[]) => void): void => {
      asked++;
      const addresses = found.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
      if (addresses.length === 0) callback(Object.assign(new Error("none"), { code: "ENOTFOUND" }));
      else if (options.all === true) callback(null, addresses);
      else callback(null, addresses[0]!.address, addresses[0]!.family);
    };
    Object.assign(dns, { lookup });
    syncBuiltinESMExports();

    const proxy = (body: object): Promise<Answer> =>
      victim.ask("POST", `${session}/proxy_execute`, { body: { method: "GET", toolkit_slug: "public", ...body } });
    const stays = async (send: () => Promise<Answer>): Promise<void> => {
      const before = inside.connections;
      const answer = await send();
      must(inside.connections === before, `a service inside was reached; it got ${shown(inside.requests.at(-1))}`);
      must(!/planted-metadata|root:/.test(answer.text), "the answer has what was inside");
      must(answer.status >= 400 || answer.body?.status >= 300, `answered ${answer.status}: ${shown(answer.text)}`);
      must(answer.text.length < 8192, `the answer has ${answer.text.length} characters`);
    };
    const binary = (url: string, toolkit_slug = "public"): Promise<Answer> =>
      proxy({ toolkit_slug, endpoint: "/", method: "POST", binary_body: { url } });

    const attacks: Attack[] = [
      ...Object.entries(hosts).flatMap(([name, host], index) => [
        {
          name: `an endpoint at ${name}`,
          run: () => stays(() => proxy({ endpoint: `http://${host}:${inside.port}/` })),
        },
        {
          name: `a binary body at ${name}`,
          run: () => stays(() => binary(`http://${host}:${inside.port}/`)),
        },
        {
          name: `a base URL at ${name}`,
          run: () => stays(() => proxy({ toolkit_slug: `host${index}`, endpoint: "/" })),
        },
      ]),
      ...Object.entries(disguises(inside.port)).flatMap(([name, url]) => [
        { name: `an endpoint with ${name}`, run: () => stays(() => proxy({ endpoint: url })) },
        { name: `a binary body with ${name}`, run: () => stays(() => binary(url)) },
        {
          name: `a binary body with ${name}, for a provider on this machine`,
          run: () => stays(() => binary(url, "near")),
        },
      ]),
      ...Object.entries(paths(inside.port)).map(([name, endpoint]) => ({
        name: `a path with ${name}`,
        run: async () => {
          const before = inside.connections;
          // On this machine a provider is reached; on the internet's name nothing may be.
          await stays(() => proxy({ endpoint }));
          const answer = await proxy({ toolkit_slug: "near", endpoint });
          must(inside.connections === before, "a service inside was reached");
          must(answer.status >= 400 || answer.body.data === "provider", `answered ${shown(answer.text)}`);
        },
      })),
      ...[301, 302, 303, 307, 308].flatMap((status) =>
        ["GET", "POST"].map((method) => ({
          name: `a redirect with ${status} after ${method}`,
          run: () =>
            stays(() =>
              proxy({
                toolkit_slug: "near",
                method,
                endpoint: `/redirect/${status}/${encodeURIComponent(`http://127.0.0.1:${inside.port}/`)}`,
              }),
            ),
        })),
      ),
      ...[301, 302, 307, 308].map((status) => ({
        name: `a redirect with ${status} of a binary body`,
        run: () =>
          stays(() =>
            binary(
              `http://127.0.0.1:${providerPort}/redirect/${status}/${encodeURIComponent(`http://127.0.0.1:${inside.port}/`)}`,
              "near",
            ),
          ),
      })),
      ...Object.entries(lookups).flatMap(([name, addresses]) =>
        (["endpoint", "binary body"] as const).map((what) => ({
          name: `an ${what} whose name leads to ${name}`,
          run: async () => {
            found = addresses;
            asked = 0;
            await stays(() =>
              what === "endpoint" ? proxy({ endpoint: "/" }) : binary(`http://files.example.org:${inside.port}/`),
            ).finally(() => (found = ["127.0.0.1"]));
            must(asked <= 1, `the name was looked up ${asked} times: the second answer may be another one`);
          },
        })),
      ),
      ...["Host", "host", "X-Forwarded-Host", "Forwarded", "Proxy-Authorization", ":authority"].map((name) => ({
        name: `a header ${name} that leads elsewhere`,
        run: async () => {
          const answer = await proxy({
            toolkit_slug: "near",
            endpoint: "/",
            parameters: [{ type: "header", name, value: `127.0.0.1:${inside.port}` }],
          });
          must(/^X-|^Forw/.test(name) || answer.status === 400, `answered ${answer.status}`);
        },
      })),
    ];
    return {
      attacks,
      close: async () => {
        Object.assign(dns, { lookup: systemLookup });
        syncBuiltinESMExports();
        await victim.close();
        await inside.close();
        await ended(provider);
      },
    };
  },
  mutants: [
    ["private addresses are allowed", withProxies((proxy) => ({ ...proxy, allowPrivate: true }))],
    [
      "endpoints may be anywhere on this machine",
      withProxies((proxy) => ({
        ...proxy,
        baseUrl: proxy.baseUrl.replace(/api\.example\.com/, "127.0.0.1"),
        allowPrivate: true,
      })),
    ],
  ],
};

type Proxy = NonNullable<ToolkitDefinition["proxy"]>;

function withProxies(change: (proxy: Proxy) => Proxy): AttackClass["mutants"][number][1] {
  return otherOptions(({ toolkits }) => ({
    toolkits: toolkits.map((toolkit) =>
      toolkit.proxy === undefined ? toolkit : defineToolkit({ ...toolkit, proxy: change(toolkit.proxy) }),
    ),
  }));
}
