import { defineToolkit } from "@tool-router/local";
import { must, shown, type Attack, type AttackClass } from "./attack.ts";
import { rawExchange } from "./sockets.ts";
import { bentRouter } from "./target.ts";
import { leadsTo, openVictim, type Answer, type Victim } from "./victim.ts";

/** What a refusal may have at most, in characters. */
const MAX_REFUSAL = 8192;

/** Where a caller's text may come back: a request with the text in one place. */
const places: Record<string, (victim: Victim, text: string, session: string) => Promise<Answer>> = {
  "the slug of a tool": (victim, text, session) =>
    victim.ask("POST", `${session}/execute`, { body: { tool_slug: text, arguments: {} } }),
  "the name of an account": (victim, text, session) =>
    victim.ask("POST", `${session}/execute`, { body: { tool_slug: "VAULT_READ", arguments: {}, account: text } }),
  "an argument of the wrong type": (victim, text, session) =>
    victim.ask("POST", `${session}/execute`, { body: { tool_slug: "PLAIN_WIPE", arguments: { name: { [text]: 1 } } } }),
  "the name of an unknown field": (victim, text, session) =>
    victim.ask("POST", `${session}/execute`, { body: { tool_slug: "PLAIN_ECHO", arguments: {}, [text]: 1 } }),
  "a meta tool": (victim, text, session) =>
    victim.ask("POST", `${session}/execute_meta`, { body: { slug: text, arguments: {} } }),
  "an item of a batch": (victim, text, session) =>
    victim.ask("POST", `${session}/execute_meta`, {
      body: {
        slug: "COMPOSIO_MULTI_EXECUTE_TOOL",
        arguments: { tools: [{ tool_slug: text, arguments: {} }] },
      },
    }),
  "a toolkit to link": (victim, text, session) => victim.ask("POST", `${session}/link`, { body: { toolkit: text } }),
  "an alias": (victim, text, session) =>
    victim.ask("POST", `${session}/link`, { body: { toolkit: "plain", alias: text } }),
  "a callback URL": (victim, text, session) =>
    victim.ask("POST", `${session}/link`, { body: { toolkit: "vault", callback_url: text } }),
  "a toolkit of a session": (victim, text) =>
    victim.ask("POST", "/tool_router/session", { body: { user_id: "u", toolkits: { enable: [text] } } }),
  "a key of a session's tools": (victim, text) =>
    victim.ask("POST", "/tool_router/session", { body: { user_id: "u", tools: { [text]: { enable: [] } } } }),
  "a preloaded tool": (victim, text) =>
    victim.ask("POST", "/tool_router/session", { body: { user_id: "u", preload: { tools: [text] } } }),
  "a pinned account": (victim, text) =>
    victim.ask("POST", "/tool_router/session", { body: { user_id: "u", connected_accounts: { vault: text } } }),
  "an auth config": (victim, text) =>
    victim.ask("POST", "/tool_router/session", { body: { user_id: "u", auth_configs: { vault: text } } }),
  "a saved configuration": (victim, text) =>
    victim.ask("POST", "/api/v3.1/tool_router/session", {
      body: { user_id: "u", experimental: { session_config_id: text } },
    }),
  "a toolkit to connect": (victim, text, session) =>
    victim.ask("POST", `${session}/execute_meta`, {
      body: { slug: "COMPOSIO_MANAGE_CONNECTIONS", arguments: { toolkits: [{ name: text, action: "add" }] } },
    }),
  "a toolkit of a proxy call": (victim, text, session) =>
    victim.ask("POST", `${session}/proxy_execute`, { body: { toolkit_slug: text, endpoint: "/", method: "GET" } }),
  "the endpoint of a proxy call": (victim, text, session) =>
    victim.ask("POST", `${session}/proxy_execute`, { body: { toolkit_slug: "web", endpoint: text, method: "GET" } }),
  "a header of a proxy call": (victim, text, session) =>
    victim.ask("POST", `${session}/proxy_execute`, {
      body: {
        toolkit_slug: "web",
        endpoint: "/",
        method: "GET",
        parameters: [{ type: "header", name: text, value: "x" }],
      },
    }),
  "a direct call": (victim, text) =>
    victim.ask("POST", "/tools/execute/VAULT_READ", { body: { user_id: text, connected_account_id: text } }),
  "an account's new alias": (victim, text) =>
    victim.ask("PATCH", "/connected_accounts/ca_none", { body: { alias: text } }),
  "the toolkits of a catalog": (victim, text) => victim.ask("POST", "/toolkits/multi", { body: { toolkits: [text] } }),
  "a file's path": (victim, text, session) =>
    victim.ask("POST", `${session}/mounts/files/download_url`, { body: { mount_relative_path: text } }),
  "JSON that does not parse": (victim, text, session) =>
    victim.ask("POST", `${session}/execute`, { body: `{"${text.replaceAll(/[\r\n"\\]/g, "")}": nope}` }),
};

/** Where a text is part of an address, which is no longer than a request line may be. */
const addresses: Record<string, (text: string, session: string) => string> = {
  "an unknown path": (text) => `/${text}`,
  "a session id": (text) => `/tool_router/session/${text}`,
  "a mount": (text, session) => `${session}/mounts/${text}/items`,
  "a query": (text) => `/tools?limit=${text}`,
  "a cursor": (text) => `/tools?cursor=${text}`,
  "a status of accounts": (text) => `/connected_accounts?statuses=${text}`,
  "a tool of the catalog": (text) => `/tools/${text}`,
  "a toolkit of the catalog": (text) => `/toolkits/${text}`,
  "a link": (text) => `/link/${text}`,
  "a completion": (text) => `/_local/link/${text}/complete`,
  "a file": (text) => `/_local/files/${text}`,
  "the run log's filter": (text) => `/_local/logs?outcome=${text}`,
};

const markup = `"'><img src=x onerror=alert(1)><script>alert(2)</script>{{7*7}}`;
const controls = "\u001b[2J\u001b]0;owned\u0007\r\nHTTP/1.1 200 OK\r\nx-evil: 1\u0000\u202e";

export const echo: AttackClass = {
  title: "echo and reflection",
  open: async (target) => {
    const web = defineToolkit({
      slug: "web",
      description: "A provider",
      // An address that the router never connects to.
      proxy: { baseUrl: "https://127.0.0.1" },
      tools: [
        { slug: "WEB_NOTHING", description: "Does nothing", inputSchema: { type: "object" }, execute: () => ({}) },
      ],
    });
    const shop = defineToolkit({
      slug: "shop",
      name: `Shop ${markup}`,
      description: "Named by an attacker",
      auth: {
        scheme: "API_KEY",
        fields: [{ name: `key ${markup}`, label: `Label ${markup}`, secret: true }],
        verify: (credentials) => {
          throw new Error(`not accepted: ${Object.values(credentials).join()}`);
        },
      },
      tools: [
        { slug: "SHOP_NOTHING", description: "Does nothing", inputSchema: { type: "object" }, execute: () => ({}) },
      ],
    });
    const victim = await openVictim(target, { toolkits: [web, shop] });
    const session = await victim.session("alice");
    return {
      attacks: [
        ...sizeAttacks(victim, session),
        ...lineAttacks(victim, session),
        ...headerAttacks(victim, session),
        ...pageAttacks(victim),
        ...callbackAttacks(victim, session),
        ...socketAttacks(victim),
      ],
      close: victim.close,
    };
  },
  mutants: [
    [
      "refusals repeat the request",
      bentRouter(async (request, pass) => {
        const sent = request.body === null ? request.url : await request.clone().text();
        const answer = await pass(request);
        if (answer.ok) return answer;
        return Response.json({ error: { message: sent } }, { status: answer.status, headers: answer.headers });
      }),
    ],
    [
      "pages are not escaped",
      bentRouter(async (request, pass) => {
        const answer = await pass(request);
        if (!answer.headers.get("content-type")?.includes("html")) return answer;
        const page = (await answer.text()).replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"');
        return new Response(page, { status: answer.status, headers: answer.headers });
      }),
    ],
    [
      "log lines have the whole path, decoded",
      (target) => ({
        ...target,
        createLocalRouter: (options) => {
          const { onRequest } = options;
          return target.createLocalRouter({
            ...options,
            onRequest: (request) => onRequest?.({ ...request, path: decodeURIComponent(request.path) + controls }),
          });
        },
      }),
    ],
  ],
};

function sizeAttacks(victim: Victim, session: string): Attack[] {
  const lengths = { "4 kB": 4096, "9 MB": 9 << 20 };
  return [
    ...Object.entries(places).flatMap(([place, send]) =>
      Object.entries(lengths).map(([size, length]) => ({
        name: `${size} in ${place}`,
        run: async () => {
          const answer = await send(victim, "A".repeat(length), session);
          must(answer.status < 500, `answered ${answer.status}: ${shown(answer.text)}`);
          must(answer.text.length <= MAX_REFUSAL, `${length} characters came back as ${answer.text.length}`);
          const logged = victim.records.splice(0).reduce((longest, { length: size2 }) => Math.max(longest, size2), 0);
          must(logged <= MAX_REFUSAL, `a log record has ${logged} characters`);
        },
      })),
    ),
    ...Object.entries(addresses).map(([place, address]) => ({
      name: `12 kB in ${place}`,
      run: async () => {
        const answer = await victim.ask(
          place === "a completion" ? "POST" : "GET",
          address("A".repeat(12_000), session),
        );
        must(answer.status < 500, `answered ${answer.status}`);
        must(answer.text.length <= MAX_REFUSAL, `12000 characters came back as ${answer.text.length}`);
        must(
          [...answer.headers].every(([, value]) => value.length < 1000),
          "a header repeats it",
        );
      },
    })),
  ];
}

/** Control characters, which could move a terminal's cursor or begin a line of a log. */
function lineAttacks(victim: Victim, session: string): Attack[] {
  // eslint-disable-next-line no-control-regex -- that is what it is about.
  const control = /[\u0000-\u0008\u000b-\u001f\u007f]|\n(?!\s{2}|$)/;
  return [
    ...Object.entries(places).map(([place, send]) => ({
      name: `control characters in ${place}`,
      run: async () => {
        victim.records.length = 0;
        const answer = await send(victim, controls, session);
        must(answer.status < 500, `answered ${answer.status}`);
        must(!/[\u0000-\u001f]/.test(answer.text), "the answer has control characters");
        for (const [name, value] of answer.headers) must(!/evil|\u001b/.test(value), `the header ${name} has them`);
        for (const record of victim.records) {
          const parsed = Object.values(JSON.parse(record) as object).filter((value) => typeof value === "string");
          must(!parsed.some((value) => control.test(value)), `a record has them: ${shown(record)}`);
        }
      },
    })),
    ...Object.entries(addresses).map(([place, address]) => ({
      name: `control characters in ${place}`,
      run: async () => {
        victim.records.length = 0;
        const answer = await victim.ask("GET", address(encodeURIComponent(controls), session));
        must(answer.status < 500, `answered ${answer.status}`);
        must(answer.headers.get("x-evil") === null, "a header was added");
        for (const record of victim.records) {
          const { path } = JSON.parse(record) as { path: string };
          must(!control.test(path), `the log has ${shown(path)}`);
        }
      },
    })),
  ];
}

function headerAttacks(victim: Victim, session: string): Attack[] {
  const values: Record<string, string> = {
    "of 12 kB": "r".repeat(12_000),
    "with markup": "<script>alert(1)</script>",
    "with quotes and spaces": `" x-evil: 1`,
    "in Latin 1": "\u00e9\u00ff",
    "with a comma": "a,b",
    "with an escape": "a%0d%0ax-evil: 1",
  };
  return Object.entries(values).map(([name, value]) => ({
    name: `a request id ${name}`,
    run: async () => {
      const answer = await victim.ask("GET", session, { headers: { "x-request-id": value } });
      must(answer.status === 200, `answered ${answer.status}`);
      const id = answer.headers.get("x-request-id") ?? "";
      must(id.length <= 200 && /^[\x21-\x7e]+$/.test(id), `it came back as ${shown(id)}`);
      must(answer.headers.get("x-evil") === null, "a header was added");
    },
  }));
}

/** Pages that a person opens in a browser. */
function pageAttacks(victim: Victim): Attack[] {
  const link = async (user: string, toolkit: string): Promise<string> =>
    (await victim.ask("POST", `${await victim.session(user)}/link`, { body: { toolkit } })).body.redirect_url;
  const post = (url: string, fields: Record<string, string>): Promise<Answer> =>
    victim.ask("POST", url, {
      key: "",
      body: new URLSearchParams(fields),
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
  const pages: Record<string, () => Promise<Answer>> = {
    "a hostile user id": async () => victim.ask("GET", await link(markup, "vault"), { key: "" }),
    "a hostile toolkit": async () => victim.ask("GET", await link("u1", "shop"), { key: "" }),
    "a hostile value that is not accepted": async () =>
      post(await link("u2", "shop"), { [`field.key ${markup}`]: markup, action: "connect" }),
    "a hostile field name": async () =>
      post(await link("u3", "vault"), { [`field.${markup}`]: "x", action: "connect" }),
    "a hostile action": async () => post(await link("u4", "shop"), { action: markup }),
    "a hostile token": async () => victim.ask("GET", `/link/${encodeURIComponent(markup)}`, { key: "" }),
    "a hostile OAuth error": async () =>
      victim.ask("GET", `/oauth/callback?state=x&error=${encodeURIComponent(markup)}`, { key: "" }),
    "a hostile OAuth description": async () =>
      victim.ask("GET", `/oauth/callback?error=a&error_description=${encodeURIComponent(markup)}`, { key: "" }),
    "a declined link": async () => {
      const url = await link(markup, "shop");
      await post(url, { action: "decline" });
      return victim.ask("GET", url, { key: "" });
    },
    "an expired link": async () => {
      const url = await link(markup, "shop");
      victim.advance(11 * 60_000);
      return victim.ask("GET", url, { key: "" });
    },
  };
  return Object.entries(pages).map(([name, open]) => ({
    name: `the page of ${name}`,
    run: async () => {
      const { text, headers, status } = await open();
      must(status < 500, `answered ${status}`);
      // What is not there is said as JSON.
      if (headers.get("content-type")?.startsWith("application/json")) return;
      must(
        !/<img|<script|onerror=alert\(1\)>/.test(text.replaceAll(/&[a-z#0-9]+;/g, "")),
        `the page has ${shown(text, 2000)}`,
      );
      const attributes = [...text.matchAll(/(?:name|value|for|id)="([^"]*)"/g)].map(([, value]) => value ?? "");
      must(!attributes.some((value) => /[<>']/.test(value)), "an attribute is not escaped");
      must(headers.get("content-security-policy")?.includes("default-src 'none'") === true, "it may run scripts");
      must(headers.get("x-content-type-options") === "nosniff", "its type is guessed");
      must(/^(no-referrer|same-origin)$/.test(headers.get("referrer-policy") ?? ""), "its address is told to others");
    },
  }));
}

/** Addresses that the browser is sent to afterwards. */
function callbackAttacks(victim: Victim, session: string): Attack[] {
  const urls = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "blob:https://evil.example/1",
    "about:blank",
    "//evil.example",
    "https://evil.example/\r\nset-cookie: a=b",
    "not an address",
  ];
  const ways: Record<string, (url: string) => Promise<Answer>> = {
    "a link": (url) => victim.ask("POST", `${session}/link`, { body: { toolkit: "vault", callback_url: url } }),
    "a session": async (url) => {
      const made = await victim.ask("POST", "/tool_router/session", {
        body: { user_id: "u", manage_connections: { callback_url: url } },
      });
      if (made.status !== 201) return made;
      return victim.ask("POST", `/tool_router/session/${made.body.session_id}/link`, { body: { toolkit: "vault" } });
    },
    "a changed session": async (url) => {
      const own = await victim.session("u");
      const changed = await victim.ask("PATCH", own, { body: { manage_connections: { callback_url: url } } });
      return changed.status === 200 ? victim.ask("POST", `${own}/link`, { body: { toolkit: "vault" } }) : changed;
    },
  };
  return Object.entries(ways).flatMap(([way, send]) =>
    urls.map((url) => ({
      name: `sends the browser to ${JSON.stringify(url.slice(0, 30))} by ${way}`,
      run: async () => {
        const answer = await send(url);
        if (answer.status >= 400 && answer.status < 500) return;
        const page: string = answer.body.redirect_url;
        const done = await victim.ask("POST", page, { key: "", body: "field.api_key=x&action=connect" });
        const location = leadsTo(done) ?? "none";
        must(/^https?:\/\//.test(location) && !/[\r\n]/.test(location), `it is sent to ${shown(location)}`);
      },
    })),
  );
}

/** The same router at a port: what cannot be read as HTTP gets a short answer too. */
function socketAttacks(victim: Victim): Attack[] {
  const requests: Record<string, string> = {
    "a request line of 100 kB": `GET /${"a".repeat(100_000)} HTTP/1.1\r\nhost: a\r\n\r\n`,
    "headers of 100 kB": `GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx: ${"a".repeat(100_000)}\r\n\r\n`,
    "a request that is not HTTP": "<script>alert(1)</script>\r\n\r\n",
    "an escape sequence as a method": "\u001b[2J / HTTP/1.1\r\n\r\n",
    "a host with markup": `GET /nothing HTTP/1.1\r\nhost: "><script>\r\nconnection: close\r\n\r\n`,
    TRACE: "TRACE /nothing HTTP/1.1\r\nhost: 127.0.0.1\r\nx-secret: planted\r\nconnection: close\r\n\r\n",
  };
  return Object.entries(requests).map(([name, text]) => ({
    name: `${name} at a port`,
    run: async () => {
      const listening = await victim.router.listen();
      const answer = await rawExchange(listening.origin, text);
      await listening.close();
      must(/^HTTP\/1\.1 4\d\d /.test(answer) || answer === "", `answered ${shown(answer)}`);
      must(answer.length < MAX_REFUSAL, `the answer has ${answer.length} characters`);
      must(!/<script|\u001b|planted/.test(answer), "the answer repeats it");
    },
  }));
}
