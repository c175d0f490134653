import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { defineToolkit, type LocalServer, type ToolkitDefinition } from "@tool-router/local";
import { must, shown, type Attack, type AttackClass } from "./attack.ts";
import { rawExchange, socketFetch } from "./sockets.ts";
import { bentRouter, otherOptions, type Target } from "./target.ts";
import { asker, leadsTo, openVictim, otherKey, projectKey, type Answer, type Victim } from "./victim.ts";

/** A provider where people sign in, and what its token endpoint was asked. */
interface Provider {
  readonly issuer: string;
  readonly asked: URLSearchParams[];
  readonly close: () => Promise<void>;
}

async function openProvider(saysIssuer: boolean): Promise<Provider> {
  const asked: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    const json = (body: object): unknown =>
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    let text = "";
    request.setEncoding("utf8").on("data", (chunk) => (text += String(chunk)));
    request.on("end", () => {
      const issuer = `http://${request.headers.host}`;
      if (request.url?.startsWith("/.well-known/")) {
        return json({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          response_types_supported: ["code"],
          code_challenge_methods_supported: ["S256"],
          ...(saysIssuer && { authorization_response_iss_parameter_supported: true }),
        });
      }
      asked.push(new URLSearchParams(text));
      return json({ access_token: "planted-access-token", token_type: "Bearer", expires_in: 3600 });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Stage {
  readonly victim: Victim;
  readonly server: LocalServer;
  /** Asks at the port. */
  readonly atPort: Victim["ask"];
  readonly honest: Provider;
  readonly evil: Provider;
}

const form = { "content-type": "application/x-www-form-urlencoded" };

export const links: AttackClass = {
  title: "links, OAuth and browsers",
  open: async (target) => {
    const honest = await openProvider(true);
    const evil = await openProvider(false);
    const signIn = (slug: string, { issuer }: Provider): ToolkitDefinition => ({
      slug,
      description: "Behind a sign-in",
      auth: { scheme: "OAUTH2", issuer, clientId: "router", clientSecret: "planted-client-secret" },
      tools: [
        { slug: `${slug.toUpperCase()}_RUN`, description: "-", inputSchema: { type: "object" }, execute: () => ({}) },
      ],
    });
    const toolkits = [defineToolkit(signIn("honest", honest)), defineToolkit(signIn("evil", evil))];
    const victim = await openVictim(target, { toolkits, ids: undefined, cors: "loopback" });
    const server = await victim.router.listen();
    const stage: Stage = { victim, server, atPort: asker(socketFetch, server.origin), honest, evil };
    return {
      attacks: [
        ...postAttacks(stage),
        ...completionAttacks(stage),
        ...hostAttacks(stage),
        ...corsAttacks(stage),
        ...pageAttacks(stage),
        ...oauthAttacks(stage),
        ...keyAttacks(target),
      ],
      close: async () => {
        await server.close();
        await victim.close();
        await honest.close();
        await evil.close();
      },
    };
  },
  mutants: [
    ["links are complete when they are made", otherOptions(() => ({ links: "instant" }))],
    [
      "another browser's answer is taken",
      bentRouter(
        (() => {
          let cookie = "";
          return async (request: Request, pass: (request: Request) => Promise<Response>) => {
            if (request.url.includes("/oauth/callback")) request.headers.set("cookie", cookie);
            const answer = await pass(request);
            cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? cookie;
            return answer;
          };
        })(),
      ),
    ],
    ["every page may read answers", otherOptions(() => ({ cors: ["https://evil.example"] }))],
  ],
};

interface NewLink {
  readonly url: string;
  readonly token: string;
  readonly account: string;
}

async function newLink({ victim }: Stage, toolkit = "vault", user = "alice"): Promise<NewLink> {
  const { body } = await victim.ask("POST", `${await victim.session(user)}/link`, { body: { toolkit } });
  return { url: body.redirect_url, token: body.link_token, account: body.connected_account_id };
}

async function statusOf({ victim }: Stage, { account }: NewLink): Promise<string> {
  // A read of one account would wait for news of it.
  const { body } = await victim.ask("GET", `/connected_accounts?connected_account_ids=${account}`);
  return String(body.items[0]?.status);
}

/** Forms that another site's page sends with the person's browser. */
function postAttacks(stage: Stage): Attack[] {
  const { origin } = stage.server;
  const headers: Record<string, Record<string, string>> = {
    "from another site": { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
    "from another site, with an old browser": { origin: "https://evil.example" },
    "from another site, without an origin": { "sec-fetch-site": "cross-site" },
    "from a sandboxed frame": { origin: "null", "sec-fetch-site": "cross-site" },
    "from a subdomain": { origin: "http://evil.localhost", "sec-fetch-site": "same-site" },
    "from another port": { origin: "http://127.0.0.1:1", "sec-fetch-site": "same-site" },
    "from a name that begins like the router's": { origin: `${origin}.evil.example`, "sec-fetch-site": "cross-site" },
    "over another scheme": { origin: origin.replace("http:", "https:"), "sec-fetch-site": "cross-site" },
  };
  return Object.entries(headers).flatMap(([name, more]) =>
    ["connect", "decline"].map((action) => ({
      name: `posts "${action}" ${name}`,
      run: async () => {
        const link = await newLink(stage);
        const answer = await stage.atPort("POST", `/link/${link.token}`, {
          key: "",
          body: `field.api_key=attackers-key&action=${action}`,
          headers: { ...form, ...more },
        });
        const status = await statusOf(stage, link);
        must(status === "INITIATED", `the account is ${status}; answered ${answer.status}`);
      },
    })),
  );
}

function completionAttacks(stage: Stage): Attack[] {
  const { origin } = stage.server;
  const paths: Record<string, (token: string) => string> = {
    "its path": (token) => `/_local/link/${token}/complete`,
    "two slashes": (token) => `/_local//link/${token}/complete`,
    "a slash behind": (token) => `/_local/link/${token}/complete/`,
    "an encoded path": (token) => `/%5flocal/link/${token}/complete`,
    "the account's id": () => "/_local/link/ca_alice/complete",
  };
  const headers: Record<string, Record<string, string>> = {
    "without a key": {},
    "with a key": { "x-api-key": projectKey },
    "with another project's key": { "x-api-key": otherKey },
    "from another site's page": {
      origin: "https://evil.example",
      "sec-fetch-site": "cross-site",
      "content-type": "text/plain",
    },
  };
  return [
    ...Object.entries(paths).flatMap(([path, pathOf]) =>
      Object.entries(headers).map(([name, more]) => ({
        name: `completes a link at the port by ${path} ${name}`,
        run: async () => {
          const link = await newLink(stage);
          const answer = await stage.atPort("POST", `${origin}${pathOf(link.token)}`, {
            key: "",
            body: { credentials: { api_key: "attackers-key" } },
            headers: more,
          });
          const status = await statusOf(stage, link);
          must(status === "INITIATED", `the account is ${status}; answered ${answer.status}`);
        },
      })),
    ),
    {
      name: "guesses tokens",
      run: async () => {
        const tokens: string[] = [];
        for (let count = 0; count < 50; count++) tokens.push((await newLink(stage)).token);
        must(new Set(tokens).size === 50, "tokens repeat");
        must(
          tokens.every((token) => token.length >= 24),
          `a token has ${Math.min(...tokens.map(({ length }) => length))} characters`,
        );
        const prefixes = new Set(tokens.map((token) => token.slice(0, 12)));
        must(prefixes.size === 50, "tokens begin alike");
      },
    },
  ];
}

/** A page of the attacker's whose name leads to this machine all of a sudden. */
function hostAttacks(stage: Stage): Attack[] {
  const { origin } = stage.server;
  const { port } = new URL(origin);
  const hosts: Record<string, string> = {
    "another name": "evil.example",
    "another name and the port": `evil.example:${port}`,
    "a name that begins with the address": `127.0.0.1.evil.example:${port}`,
    "a name that begins with localhost": `localhost.evil.example:${port}`,
    "a name that ends like localhost": `evillocalhost:${port}`,
    "a user and a name": `127.0.0.1@evil.example:${port}`,
    "a name that resolves to anything": `127.0.0.1.nip.io:${port}`,
    "an address of the network": `192.168.0.7:${port}`,
    "no name": "",
  };
  const requests: Record<string, (link: NewLink, session: string) => { line: string; body?: string }> = {
    "the API with a key": (_, session) => ({
      line: `POST /api/v3${session}/execute`,
      body: JSON.stringify({ tool_slug: "PLAIN_ECHO", arguments: {} }),
    }),
    "a link's page": ({ token }) => ({ line: `GET /link/${token}` }),
    "a link's form": ({ token }) => ({ line: `POST /link/${token}`, body: "field.api_key=x&action=connect" }),
    "the run log": () => ({ line: "GET /_local/logs" }),
  };
  const send = (request: { line: string; body?: string }, host: string, more = ""): Promise<string> => {
    const { line, body = "" } = request;
    const type = line.includes("/link/") ? form["content-type"] : "application/json";
    const head = `${line} HTTP/1.1\r\nhost: ${host}\r\nx-api-key: ${projectKey}\r\ncontent-type: ${type}\r\n${more}content-length: ${body.length}\r\nconnection: close\r\n\r\n`;
    return rawExchange(origin, head + body);
  };
  return [
    ...Object.entries(hosts).flatMap(([name, host]) =>
      Object.entries(requests).map(([what, make]) => ({
        name: `reaches ${what} by ${name}`,
        run: async () => {
          const link = await newLink(stage);
          const before = stage.victim.runs.length;
          const answer = await send(make(link, await stage.victim.session("alice")), host);
          must(/^HTTP\/1\.1 4\d\d /.test(answer), `answered ${shown(answer)}`);
          must(stage.victim.runs.length === before, "a tool ran");
          must((await statusOf(stage, link)) === "INITIATED", "the link was completed");
        },
      })),
    ),
    ...["x-forwarded-host", "x-host", "forwarded", "x-original-host", "x-forwarded-server"].map((header) => ({
      name: `has links lead elsewhere by ${header}`,
      run: async () => {
        const session = await stage.victim.session("alice");
        const body = JSON.stringify({ toolkit: "vault" });
        const value = header === "forwarded" ? "host=evil.example;proto=https" : "evil.example";
        const answer = await send(
          { line: `POST /api/v3${session}/link`, body },
          new URL(origin).host,
          `${header}: ${value}\r\n`,
        );
        must(answer.startsWith("HTTP/1.1 201"), `answered ${shown(answer)}`);
        must(!answer.includes("evil.example"), "the link leads elsewhere");
      },
    })),
    ...[`127.0.0.1:${port}`, `localhost:${port}`].map((host) => ({
      name: `reaches the API by its own name ${host.split(":")[0]}`,
      run: async () => {
        const answer = await send({ line: "GET /_local/logs" }, host);
        must(answer.startsWith("HTTP/1.1 200"), `answered ${shown(answer)}`);
      },
    })),
    {
      name: "names another host in the request line",
      run: async () => {
        const session = await stage.victim.session("alice");
        const body = JSON.stringify({ toolkit: "vault" });
        const line = `POST http://evil.example/api/v3${session}/link`;
        const answer = await send({ line, body }, new URL(origin).host);
        must(!answer.includes("//evil.example"), `answered ${shown(answer)}`);
      },
    },
  ];
}

function corsAttacks(stage: Stage): Attack[] {
  const origins = [
    "https://evil.example",
    "http://localhost.evil.example",
    "http://127.0.0.1.evil.example",
    "http://evil.example#localhost",
    "http://localhost@evil.example",
    "null",
    "file://",
    "http://evillocalhost",
    "https://evil.example:4310",
    "http://192.168.0.7",
  ];
  return origins.flatMap((evil) =>
    ["OPTIONS", "GET"].map((method) => ({
      name: `reads an answer from a page at ${evil} with ${method}`,
      run: async () => {
        const answer = await stage.atPort(method, `/api/v3/connected_accounts`, {
          headers: {
            origin: evil,
            "access-control-request-method": "GET",
            "access-control-request-headers": "x-api-key",
          },
        });
        const allowed = answer.headers.get("access-control-allow-origin");
        must(allowed === null || (allowed !== "*" && allowed !== evil), `it may: ${allowed}`);
        must(answer.headers.get("access-control-allow-credentials") !== "true", "with credentials");
      },
    })),
  );
}

function pageAttacks(stage: Stage): Attack[] {
  const pages: Record<string, () => Promise<Answer>> = {
    "a link": async () => stage.victim.ask("GET", (await newLink(stage)).url, { key: "" }),
    "a sign-in": async () => stage.victim.ask("GET", (await newLink(stage, "honest")).url, { key: "" }),
    "an unknown link": () => stage.victim.ask("GET", "/link/lt_none", { key: "" }),
    "an unknown sign-in": async () =>
      comeBack(stage, (await beginSignIn(stage)).redirect, { state: "x", code: "y" }, ""),
    "a form that misses a value": async () =>
      stage.victim.ask("POST", (await newLink(stage)).url, { key: "", body: "action=connect", headers: form }),
  };
  const policy = (answer: Answer): Map<string, string> =>
    new Map(
      (answer.headers.get("content-security-policy") ?? "").split(";").map((each): [string, string] => {
        const [name = "", ...values] = each.trim().split(" ");
        return [name, values.join(" ")];
      }),
    );
  return Object.entries(pages).flatMap(([name, open]) => [
    {
      name: `sends the form of ${name} elsewhere by injected markup`,
      run: async () => {
        const action = policy(await open()).get("form-action");
        must(action !== undefined && !/\*|https?:(\s|$)/.test(action), `form-action is ${action}`);
      },
    },
    {
      name: `frames ${name}`,
      run: async () => must(policy(await open()).get("frame-ancestors") === "'none'", "it may be framed"),
    },
    {
      name: `has ${name} kept in a cache`,
      run: async () => must((await open()).headers.get("cache-control")?.includes("no-store") === true, "it is kept"),
    },
  ]);
}

interface SignIn {
  readonly link: NewLink;
  readonly state: string;
  readonly cookie: string;
  /** Where the provider sends the browser. */
  readonly redirect: URL;
  readonly challenge: string;
}

async function beginSignIn(stage: Stage, toolkit = "honest", user = "alice"): Promise<SignIn> {
  const link = await newLink(stage, toolkit, user);
  const begun = await stage.victim.ask("POST", link.url, { key: "", body: "action=connect", headers: form });
  must(leadsTo(begun) !== undefined, `the sign-in does not begin: ${begun.status} ${shown(begun.text)}`);
  const query = new URL(leadsTo(begun) ?? "none:").searchParams;
  return {
    link,
    state: query.get("state") ?? "",
    cookie: begun.headers
      .getSetCookie()
      .map((each) => each.split(";")[0])
      .join("; "),
    redirect: new URL(query.get("redirect_uri") ?? "none:"),
    challenge: query.get("code_challenge") ?? "",
  };
}

function comeBack(stage: Stage, to: URL, query: Record<string, string> | string, cookie: string): Promise<Answer> {
  const url = new URL(to);
  url.search = typeof query === "string" ? query : new URLSearchParams(query).toString();
  return stage.victim.ask("GET", url.href, { key: "", headers: cookie === "" ? {} : { cookie } });
}

function oauthAttacks(stage: Stage): Attack[] {
  const { honest, evil } = stage;
  const iss = honest.issuer;
  /** Nothing was asked of the provider, and the account still waits. */
  const refused = async (one: SignIn, answer: Answer, before: number): Promise<void> => {
    must(honest.asked.length === before, `the provider was asked: ${shown(honest.asked.at(-1)?.toString())}`);
    const status = await statusOf(stage, one.link);
    must(status !== "ACTIVE", `the account is ${status}; answered ${answer.status}`);
    must(!answer.text.includes("planted-"), "the page tells a secret");
  };
  const wrongBrowsers: Record<string, (one: SignIn, other: SignIn) => string> = {
    "no cookie": () => "",
    "the cookie of another sign-in": (_, other) => other.cookie,
    "its cookie cut off": ({ cookie }) => cookie.slice(0, -1),
    "its cookie in capitals": ({ cookie }) => cookie.toUpperCase(),
    "the value under another name": ({ cookie }) => cookie.replace(/^[^=]+/, "tool-router"),
    "another sign-in's value under its name": ({ cookie }, other) =>
      `${cookie.split("=")[0]}=${other.cookie.split("=")[1]}`,
  };
  const wrongStates: Record<string, (state: string, other: string) => Record<string, string> | string> = {
    "no state": () => ({ code: "c", iss }),
    "an empty state": () => ({ code: "c", state: "", iss }),
    "its state in capitals": (state) => ({ code: "c", state: state.toUpperCase(), iss }),
    "its state cut off": (state) => ({ code: "c", state: state.slice(0, -1), iss }),
    "a state that was never given": () => ({ code: "c", state: "os_00000000000000000000000000", iss }),
    "another browser's state": (_, other) => ({ code: "c", state: other, iss }),
    "two states": (state, other) => `code=c&state=${other}&state=${state}&iss=${encodeURIComponent(iss)}`,
    "a prototype": () => ({ code: "c", state: "__proto__", iss }),
  };
  const wrongIssuers: Record<string, string | undefined> = {
    "another issuer": evil.issuer,
    "no issuer": undefined,
    "an empty issuer": "",
    "its issuer with a slash": `${iss}/`,
    "its issuer in capitals": iss.toUpperCase(),
    "its issuer over TLS": iss.replace("http:", "https:"),
    "its issuer and more": `${iss}.evil.example`,
  };
  return [
    ...Object.entries(wrongBrowsers).map(([name, cookieOf]) => ({
      name: `comes back from a sign-in with ${name}`,
      run: async () => {
        const one = await beginSignIn(stage);
        const other = await beginSignIn(stage, "honest", "mallory");
        const before = honest.asked.length;
        const answer = await comeBack(stage, one.redirect, { code: "c", state: one.state, iss }, cookieOf(one, other));
        await refused(one, answer, before);
      },
    })),
    ...Object.entries(wrongStates).map(([name, queryOf]) => ({
      name: `comes back from a sign-in with ${name}`,
      run: async () => {
        const one = await beginSignIn(stage);
        const other = await beginSignIn(stage, "honest", "mallory");
        const before = honest.asked.length;
        const answer = await comeBack(stage, one.redirect, queryOf(one.state, other.state), one.cookie);
        await refused(one, answer, before);
        await refused(other, answer, before);
      },
    })),
    ...Object.entries(wrongIssuers).map(([name, value]) => ({
      name: `comes back from a sign-in with ${name}`,
      run: async () => {
        const one = await beginSignIn(stage);
        const before = honest.asked.length;
        const query = { code: "c", state: one.state, ...(value !== undefined && { iss: value }) };
        await refused(one, await comeBack(stage, one.redirect, query, one.cookie), before);
      },
    })),
    {
      name: "comes back from a sign-in as its provider says, and once more",
      run: async () => {
        const one = await beginSignIn(stage);
        const before = honest.asked.length;
        const query = { code: "the-code", state: one.state, iss };
        await comeBack(stage, one.redirect, query, one.cookie);
        must((await statusOf(stage, one.link)) === "ACTIVE", "the account is not connected");
        const asked = honest.asked.at(-1)!;
        const verifier = asked.get("code_verifier") ?? "";
        const challenge = createHash("sha256").update(verifier).digest("base64url");
        must(challenge === one.challenge, "the verifier is not that of the challenge");
        await comeBack(stage, one.redirect, { ...query, code: "injected" }, one.cookie);
        must(honest.asked.length === before + 1, "a second code was taken");
      },
    },
    {
      name: "comes back from a sign-in ten minutes later",
      run: async () => {
        const one = await beginSignIn(stage);
        stage.victim.advance(601_000);
        const before = honest.asked.length;
        await refused(
          one,
          await comeBack(stage, one.redirect, { code: "c", state: one.state, iss }, one.cookie),
          before,
        );
      },
    },
    {
      name: "comes back from a sign-in that was declined meanwhile",
      run: async () => {
        const one = await beginSignIn(stage);
        await stage.victim.ask("POST", one.link.url, { key: "", body: "action=decline", headers: form });
        const before = honest.asked.length;
        await refused(
          one,
          await comeBack(stage, one.redirect, { code: "c", state: one.state, iss }, one.cookie),
          before,
        );
      },
    },
    {
      name: "comes back to one sign-in twelve times at once",
      run: async () => {
        const one = await beginSignIn(stage);
        const before = honest.asked.length;
        const query = { code: "c", state: one.state, iss };
        await Promise.all(Array.from({ length: 12 }, () => comeBack(stage, one.redirect, query, one.cookie)));
        must(honest.asked.length === before + 1, `the provider was asked ${honest.asked.length - before} times`);
      },
    },
    {
      name: "has an honest provider's code sent to another one (mix-up)",
      run: async () => {
        // The person began at the attacker's provider, which sent the browser on to the honest one with its own state.
        const begun = await beginSignIn(stage, "evil");
        const { redirect } = await beginSignIn(stage, "honest");
        const before = evil.asked.length;
        await comeBack(stage, redirect, { code: "honest-code", state: begun.state, iss }, begun.cookie);
        must(evil.asked.length === before, `the attacker got ${shown(evil.asked.at(-1)?.toString())}`);
      },
    },
    {
      name: "has an honest provider's code sent to another one, without an issuer",
      run: async () => {
        const begun = await beginSignIn(stage, "evil");
        const { redirect } = await beginSignIn(stage, "honest");
        const before = evil.asked.length;
        await comeBack(stage, redirect, { code: "honest-code", state: begun.state }, begun.cookie);
        must(evil.asked.length === before, `the attacker got ${shown(evil.asked.at(-1)?.toString())}`);
      },
    },
    {
      name: "reads a sign-in's cookie by script, or over another site",
      run: async () => {
        const link = await newLink(stage, "honest");
        const begun = await stage.victim.ask("POST", link.url, { key: "", body: "action=connect", headers: form });
        const [cookie = ""] = begun.headers.getSetCookie();
        must(
          /httponly/i.test(cookie) && /samesite=(lax|strict)/i.test(cookie),
          `the cookie is ${cookie.replace(/=[^;]+/, "=…")}`,
        );
      },
    },
  ];
}

/** Guessable keys on interfaces that other machines reach. */
function keyAttacks(target: Target): Attack[] {
  const keys = ["ak_local", "ak_test", "a", "12345678", "password", "changeme", "ak_1234", "secret"];
  return [
    ...["0.0.0.0", "::"].flatMap((host) =>
      keys.map((apiKey) => ({
        name: `listens on ${host} with the key ${apiKey}`,
        run: async () => {
          const victim = await openVictim(target, { apiKey });
          try {
            const server = await victim.router
              .listen({ host })
              .catch((error: unknown) => error as NodeJS.ErrnoException);
            // Not every machine has IPv6.
            if (server instanceof Error)
              must(server instanceof TypeError || /EAFNOSUPPORT|EADDRNOTAVAIL/.test(server.code ?? ""), String(server));
            else {
              await server.close();
              must(false, "it listens");
            }
          } finally {
            await victim.close();
          }
        },
      })),
    ),
    {
      name: "listens on 0.0.0.0 with a key that it made up",
      run: async () => {
        const victim = await openVictim(target, { apiKey: undefined });
        const server = await victim.router.listen({ host: "0.0.0.0" }).catch((error: unknown) => error);
        await victim.close();
        must(server instanceof TypeError, "it listens");
      },
    },
  ];
}
