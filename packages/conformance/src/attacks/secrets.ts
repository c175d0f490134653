import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { requestState, type Hooks, type SessionHandle, type ToolRouter } from "@tool-router/core";
import { defineToolkit, sqliteStore, type ToolkitDefinition } from "@tool-router/local";
import { must, shown, type Attack, type AttackClass } from "./attack.ts";
import { lenientRouter, type WireTool } from "./lenient-router.ts";
import { loops } from "./loops.ts";
import { countingProvider, type CountingProvider } from "./sockets.ts";
import { otherOptions, type Target } from "./target.ts";
import { leadsTo, openVictim, planted, projectKey, secretsIn, userKey, type Any, type Victim } from "./victim.ts";

const CLIENT_SECRET = "planted-oauth-client-secret-6e6e";
const CLIENT_KEY = "ak_planted_client_key_77aa77aa77aa";
const STATE = "as_planted_request_state_1234567890";
const SIGNATURE = "X-Amz-Signature=plantedsignature0123456789abcdef";

const seen = (value: unknown): string =>
  `${inspect(value, { depth: 10, showHidden: true, maxArrayLength: null, maxStringLength: null })}\n${textOf(value)}`;

function textOf(value: unknown): string {
  try {
    return `${JSON.stringify(value)} ${String(value)} ${value instanceof Error ? (value.stack ?? "") : ""}`;
  } catch {
    return "";
  }
}

export const secrets: AttackClass = {
  title: "secrets in logs, errors and model texts",
  open: async (target) => {
    const provider = await countingProvider();
    const root = mkdtempSync(join(tmpdir(), "tool-router-attacks-"));
    const opened: Victim[] = [];
    const rude = createServer((request, response) => {
      // Repeats what it was sent in its error, as some providers do.
      let body = "";
      request.setEncoding("utf8").on("data", (chunk) => (body += String(chunk)));
      request.on("end", () => {
        response.writeHead(400, { "content-type": "application/json" });
        response.end(
          JSON.stringify({ error: "invalid_grant", error_description: `${body} ${JSON.stringify(request.headers)}` }),
        );
      });
    });
    await new Promise<void>((resolve) => rude.listen(0, "127.0.0.1", resolve));
    const rudeOrigin = `http://127.0.0.1:${(rude.address() as AddressInfo).port}`;
    const open = async (more: object = {}): Promise<Victim> => {
      const nothing = (slug: string): ToolkitDefinition["tools"] => [
        { slug: `${slug}_RUN`, description: "-", inputSchema: { type: "object" }, execute: () => ({}) },
      ];
      const toolkits = [
        defineToolkit({
          slug: "signin",
          description: "Behind OAuth",
          auth: {
            scheme: "OAUTH2",
            authorizationUrl: `${rudeOrigin}/authorize`,
            tokenUrl: `${rudeOrigin}/token`,
            clientId: "router",
            clientSecret: CLIENT_SECRET,
          },
          tools: nothing("SIGNIN"),
        }),
        defineToolkit({
          slug: "near",
          description: "A provider",
          auth: { scheme: "API_KEY" },
          proxy: { baseUrl: provider.origin, allowPrivate: true },
          tools: nothing("NEAR"),
        }),
        defineToolkit({
          slug: "gone",
          description: "A provider that is gone",
          auth: { scheme: "API_KEY" },
          proxy: { baseUrl: "http://127.0.0.1:1", allowPrivate: true },
          tools: nothing("GONE"),
        }),
      ];
      const victim = await openVictim(target, {
        toolkits,
        accounts: ["vault", "near", "gone"].map((toolkit) => ({
          userId: "alice",
          toolkit,
          id: `ca_${toolkit}`,
          credentials: { api_key: planted.aliceKey },
        })),
        ids: undefined,
        ...more,
      });
      opened.push(victim);
      return victim;
    };
    return {
      attacks: [
        ...routerAttacks(open, provider),
        ...pathAttacks(open),
        ...diskAttacks(open, root),
        ...clientAttacks(target),
        ...adapterAttacks(target),
      ],
      close: async () => {
        for (const victim of opened) await victim.close();
        await provider.close();
        await new Promise<void>((resolve) => {
          rude.close(() => resolve());
          rude.closeAllConnections();
        });
        rmSync(root, { recursive: true, force: true });
      },
    };
  },
  mutants: [
    [
      "paths are logged with their tokens",
      (target) => ({
        ...target,
        createLocalRouter: (options) => {
          const router = target.createLocalRouter(options);
          const fetch: typeof globalThis.fetch = async (input, init) => {
            options.onRequest?.({ path: new Request(input, init).url } as never);
            return router.fetch(input, init);
          };
          return Object.assign(Object.create(router) as typeof router, { fetch });
        },
      }),
    ],
    [
      "state is not sealed",
      otherOptions(({ store }) =>
        store?.persistent ? { store: Object.assign(Object.create(store), { persistent: false }) as typeof store } : {},
      ),
    ],
    [
      "errors of fetch are handed on as they are",
      (target) => ({
        ...target,
        createToolRouter: (options) =>
          target.createToolRouter({
            ...options,
            hooks: {
              ...options?.hooks,
              onRequest: (state) => {
                throw new Error([...state.headers].join(), { cause: { key: options?.apiKey?.split("").join("") } });
              },
            },
          }),
      }),
    ],
  ],
};

type Open = (more?: object) => Promise<Victim>;

const allSecrets = [...Object.values(planted), projectKey, userKey, CLIENT_SECRET, STATE];

/** Fails if anything that a person who reads logs sees has one of the secrets. */
async function mustNotTell(victim: Victim, more: readonly string[], answers: string): Promise<void> {
  const logs = [...victim.records, JSON.stringify(await victim.router.runs())].join("\n");
  const logged = secretsIn(logs, [...allSecrets, ...more]);
  must(
    logged.length === 0,
    `the log has ${logged.join(", ")}: ${shown(logs.slice(Math.max(0, logs.indexOf(logged[0] ?? "") - 200)))}`,
  );
  const told = secretsIn(answers, allSecrets);
  must(told.length === 0, `an answer has ${told.join(", ")}`);
}

function routerAttacks(open: Open, provider: CountingProvider): Attack[] {
  const scenarios: Record<
    string,
    (victim: Victim, session: string) => Promise<{ answers: unknown[]; secrets?: string[] }>
  > = {
    "a proxy call that works": async (victim, session) => {
      const answer = await victim.ask("POST", `${session}/proxy_execute`, {
        body: {
          toolkit_slug: "near",
          endpoint: `/a?access_token=${STATE}#${STATE}`,
          method: "POST",
          body: { password: STATE },
          parameters: [
            { type: "query", name: "k", value: STATE },
            { type: "header", name: "x-k", value: STATE },
          ],
        },
      });
      must(
        provider.requests.at(-1)?.headers.authorization?.includes(planted.aliceKey) === true,
        "the provider got no key",
      );
      return { answers: [answer] };
    },
    "a proxy call with a name and a password": async (victim, session) => ({
      answers: [
        await victim.ask("POST", `${session}/proxy_execute`, {
          body: { toolkit_slug: "near", endpoint: `http://user:${STATE}@127.0.0.1/`, method: "GET" },
        }),
      ].map(({ status }) => status),
    }),
    "a provider that is gone": async (victim, session) => ({
      answers: [
        await victim.ask("POST", `${session}/proxy_execute`, {
          body: { toolkit_slug: "gone", endpoint: "/", method: "GET" },
        }),
      ],
    }),
    "reads of accounts": async (victim) => ({
      answers: await Promise.all(
        [
          "/connected_accounts",
          "/connected_accounts/ca_vault",
          "/connected_accounts?user_ids=alice",
          "/auth_configs",
          "/auth_configs/ac_signin",
          "/toolkits/signin",
          "/auth/session/info",
        ].map((path) => victim.ask("GET", path)),
      ),
    }),
    "reads of a session": async (victim, session) => ({
      answers: await Promise.all(
        ["", "/tools", "/toolkits", "/config_history"].map((rest) => victim.ask("GET", session + rest)),
      ),
    }),
    "an account with new credentials": async (victim) => ({
      answers: [
        await victim.ask("PATCH", "/connected_accounts/ca_vault", {
          body: {
            connection: { state: { authScheme: "API_KEY", val: { status: "ACTIVE", api_key: planted.workKey } } },
          },
        }),
        await victim.ask("GET", "/connected_accounts/ca_vault"),
      ],
    }),
    "an auth config with a client's secret": async (victim) => {
      const made = await victim.ask("POST", "/auth_configs", {
        body: {
          toolkit: { slug: "signin" },
          auth_config: {
            type: "use_custom_auth",
            authScheme: "OAUTH2",
            credentials: { client_id: "mine", client_secret: planted.malloryKey },
          },
        },
      });
      const id = String(made.body?.auth_config?.id);
      return {
        answers: [made, await victim.ask("GET", `/auth_configs/${id}`), await victim.ask("GET", "/auth_configs")],
      };
    },
    "a link that is completed with a key": async (victim, session) => {
      const { body } = await victim.ask("POST", `${session}/link`, { body: { toolkit: "vault" } });
      const page = await victim.ask("POST", body.redirect_url, {
        key: "",
        body: `field.api_key=${planted.workKey}&action=connect`,
        headers: { "content-type": "application/x-www-form-urlencoded" },
      });
      return { answers: [page], secrets: [body.link_token] };
    },
    "a sign-in that the provider refuses rudely": async (victim, session) => {
      const { body } = await victim.ask("POST", `${session}/link`, { body: { toolkit: "signin" } });
      const begun = await victim.ask("POST", body.redirect_url, {
        key: "",
        body: "action=connect",
        headers: { "content-type": "application/x-www-form-urlencoded" },
      });
      const state = new URL(leadsTo(begun) ?? "none:").searchParams.get("state") ?? "";
      must(state !== "", "there is no state");
      const cookie = begun.headers
        .getSetCookie()
        .map((each) => each.split(";")[0])
        .join("; ");
      const back = await victim.ask("GET", `/oauth/callback?code=planted-code-abcdef&state=${state}`, {
        key: "",
        headers: { cookie },
      });
      const account = await victim.ask("GET", `/connected_accounts/${body.connected_account_id}`);
      must(
        secretsIn(account.text + back.text, ["planted-code-abcdef", state]).length === 0,
        "the code or the state is told",
      );
      return { answers: [back, account], secrets: [state, "planted-code-abcdef", body.link_token] };
    },
    "a call that waits for an approval": async (victim) => {
      const path = await victim.session("alice", { tags: { require_approval: ["destructiveHint"] } });
      const call = { tool_slug: "PLAIN_WIPE", arguments: { name: "x" } };
      const { body } = await victim.ask("POST", `${path}/execute`, { body: call });
      const wrong = await victim.ask("POST", `${path}/execute`, {
        body: {
          ...call,
          request_state: body.request_state,
          input_responses: {
            [Object.keys(body.input_requests as object)[0]!]: { action: "accept", content: { decision: "perhaps" } },
          },
        },
      });
      return { answers: [wrong], secrets: [body.request_state] };
    },
    "keys in wrong places": async (victim, session) => ({
      answers: [
        await victim.ask("GET", `${session}?api_key=${projectKey}`, { key: "" }),
        await victim.ask("GET", session, { key: `${projectKey}x` }),
        await victim.ask("GET", session, { key: userKey }),
        await victim.ask("POST", `${session}/execute`, { body: `{"tool_slug": ${projectKey}}` }),
        await victim.ask("POST", `${session}/execute`, { headers: { "content-type": "text/html" }, body: projectKey }),
      ].map(({ status, text }, index) => (index < 3 ? text : status)),
    }),
    files: async (victim, session) => {
      const file = { mount_relative_path: "a" };
      const up = await victim.ask("POST", `${session}/mounts/files/upload_url`, {
        body: { ...file, mimetype: "text/plain" },
      });
      await victim.ask("PUT", up.body.upload_url, { key: "", body: "x", headers: { "content-type": "text/plain" } });
      const down = await victim.ask("POST", `${session}/mounts/files/download_url`, { body: file });
      await victim.ask("GET", down.body.download_url, { key: "" });
      await victim.ask("DELETE", down.body.download_url, { key: "" });
      const tokens = [up.body.upload_url, down.body.download_url].map((url: string) => url.split("/").at(-1)!);
      return { answers: [], secrets: tokens };
    },
  };
  return [
    ...Object.entries(scenarios).map(([name, play]) => ({
      name: `looks for secrets after ${name}`,
      run: async () => {
        const victim = await open();
        const { answers, secrets: more = [] } = await play(victim, await victim.session("alice"));
        const texts = answers.map((answer) =>
          typeof answer === "object" && answer !== null && "headers" in answer
            ? `${(answer as Any).text} ${JSON.stringify([...(answer as Any).headers])}`
            : JSON.stringify(answer),
        );
        await mustNotTell(victim, more, texts.join("\n"));
      },
    })),
    {
      name: "looks for secrets after a store that fails",
      run: async () => {
        const { memoryStore } = await import("@tool-router/local");
        const store = memoryStore();
        let isBroken = false;
        const broken = new Proxy(store, {
          get: (of, name) => {
            const value: unknown = Reflect.get(of, name);
            if (typeof value !== "function") return value;
            return (...args: unknown[]): unknown => {
              if (isBroken && name !== "close") throw new Error("the disk is full");
              return (value as (...all: unknown[]) => unknown).apply(of, args);
            };
          },
        });
        const victim = await open({ store: broken });
        const session = await victim.session("alice");
        const { body } = await victim.ask("POST", `${session}/link`, { body: { toolkit: "vault" } });
        isBroken = true;
        const answers = [
          await victim.ask("GET", body.redirect_url, { key: "" }),
          await victim.ask("GET", session),
          await victim.ask("POST", `${session}/execute`, { body: { tool_slug: "VAULT_READ" } }),
        ];
        isBroken = false;
        must(
          answers.every(({ status }) => status >= 500),
          `answered ${shown(answers.map(({ status }) => status))}`,
        );
        must(!answers.some(({ text }) => text.includes("disk")), "the answer reveals an internal failure");
        await mustNotTell(victim, [body.link_token], answers.map(({ text }) => text).join());
      },
    },
  ];
}

/** Ways to write a path with a token, so that what takes it out of the log could miss it. */
function pathAttacks(open: Open): Attack[] {
  const spellings = (token: string): Record<string, string> => ({
    "the path of a link": `/link/${token}`,
    "two slashes before": `//link/${token}`,
    "two slashes within": `/link//${token}`,
    "a slash behind": `/link/${token}/`,
    "an encoded letter": `/lin%6b/${token}`,
    "an encoded slash": `/link%2f${token}`,
    capitals: `/LINK/${token}`,
    "a dot segment": `/./link/${token}`,
    "a step back": `/x/../link/${token}`,
    "the path of a completion": `/_local/link/${token}/complete`,
    "two slashes in a completion": `/_local//link/${token}/complete`,
    "the path of a file": `/_local/files/${token}`,
    "two slashes in a file's": `/_local/files//${token}`,
    "a file's with a name": `/_local/files/${token}/name.txt`,
    "the API's prefix": `/api/v3/link/${token}`,
    "a query": `/oauth/callback?state=${token}&code=${token}`,
  });
  return Object.keys(spellings("")).map((name) => ({
    name: `looks for a token in the log after a request with ${name}`,
    run: async () => {
      const victim = await open();
      const { body } = await victim.ask("POST", `${await victim.session("alice")}/link`, {
        body: { toolkit: "vault" },
      });
      const token: string = body.link_token;
      await victim.router.fetch(`${victim.router.baseUrl}${spellings(token)[name]}`, { redirect: "manual" });
      const logged = victim.records.filter((record) => record.includes(token));
      must(logged.length === 0, `the log has ${shown(logged)}`);
    },
  }));
}

/** Everything in a folder, as text. */
function textIn(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => `${path}\n${readFileSync(path, "latin1")}`)
    .join("\n");
}

function diskAttacks(open: Open, root: string): Attack[] {
  let next = 0;
  const play: Record<string, (victim: Victim, session: string) => Promise<string[]>> = {
    "credentials of accounts": async () => Object.values(planted).slice(0, 4),
    "a link's token": async (victim, session) => [
      (await victim.ask("POST", `${session}/link`, { body: { toolkit: "vault" } })).body.link_token,
    ],
    "a presigned token and a file": async (victim, session) => {
      const { body } = await victim.ask("POST", `${session}/mounts/files/upload_url`, {
        body: { mount_relative_path: "a", mimetype: "text/plain" },
      });
      await victim.ask("PUT", body.upload_url, { key: "", body: STATE, headers: { "content-type": "text/plain" } });
      return [body.upload_url.split("/").at(-1), STATE];
    },
    "a result that an idempotency key keeps": async (victim, session) => {
      await victim.ask("POST", `${session}/execute`, {
        headers: { "idempotency-key": STATE },
        body: { tool_slug: "VAULT_RECORD", arguments: {} },
      });
      return [planted.result, STATE];
    },
    "a state of an approval": async (victim) => {
      const path = await victim.session("alice", { tags: { require_approval: ["destructiveHint"] } });
      const { body } = await victim.ask("POST", `${path}/execute`, {
        body: { tool_slug: "PLAIN_WIPE", arguments: { name: "x" } },
      });
      return [body.request_state];
    },
    "arguments in the run log": async (victim, session) => {
      await victim.ask("POST", `${session}/execute`, { body: { tool_slug: "PLAIN_ECHO", arguments: { note: STATE } } });
      return [STATE];
    },
    "the keys of the project": async () => [projectKey, userKey],
  };
  return Object.entries(play).map(([name, act]) => ({
    name: `looks on the disk for ${name}`,
    run: async () => {
      const folder = join(root, String(++next));
      const victim = await open({
        store: sqliteStore(join(folder, "state.db")),
        encryptionKey: Buffer.alloc(32, 3).toString("base64"),
        idempotency: true,
      });
      const hidden = await act(victim, await victim.session("alice"));
      const text = textIn(folder);
      must(text.length > 1000, "nothing is on the disk");
      const found = secretsIn(text, hidden);
      must(found.length === 0, `the disk has ${found.join(", ")}`);
    },
  }));
}

/** Everything that a request has, as an answer could repeat it. */
async function everythingOf(request: Request): Promise<string> {
  const body = request.body === null ? "" : await request.text();
  return `${request.method} ${request.url} ${[...request.headers].map(([name, value]) => `${name}: ${value}`).join(" ")} ${body} ${CLIENT_KEY}`;
}

/** Answers that repeat the request. */
const repeating: Record<string, (text: string) => Response> = {
  "in the message of a 400": (message) =>
    Response.json(
      {
        error: {
          message,
          code: 1,
          slug: "A",
          status: 400,
          errors: [message],
          suggested_fix: message,
          request_id: message,
        },
      },
      { status: 400 },
    ),
  "in a 401 without an envelope": (message) => Response.json({ message, detail: [{ message }] }, { status: 401 }),
  "in a page with 502": (text) =>
    new Response(`<html>${text}</html>`, { status: 502, headers: { "content-type": "text/html" } }),
  "in a success that is not JSON": (text) => new Response(text),
  "in a success that is cut off": (text) => new Response(`{"data": {"a": "${text.replaceAll('"', "")}`),
  "in the header of a 503": (text) =>
    new Response("", {
      status: 503,
      headers: { "x-request-id": text.replaceAll(/[^\x20-\x7e]/g, ""), "retry-after": CLIENT_KEY },
    }),
  "in the location of a redirect": (text) =>
    new Response("", {
      status: 302,
      headers: { location: `https://evil.example/?${encodeURIComponent(text)}&k=${CLIENT_KEY}` },
    }),
  "encoded for a URL": (text) => new Response(encodeURIComponent(text), { status: 500 }),
};

/** Calls of the client that carry secrets. */
const calls: Record<string, (session: SessionHandle, router: ToolRouter) => Promise<unknown>> = {
  execute: (session) =>
    session.execute("A", { a: 1 }, { requestState: STATE, inputResponses: { q: { action: "accept", content: {} } } }),
  executeMeta: (session) => session.executeMeta("COMPOSIO_SEARCH_TOOLS", { queries: [] }),
  proxy: (session) => session.proxy({ toolkit_slug: "a", endpoint: "/", method: "GET" } as never),
  "sessions.create": (_, router) => router.sessions.create("user_1"),
  tools: (session) => session.tools(),
  "files.upload": (session) => session.files.upload("a.txt", "text"),
  "files.download": (session) => session.files.download("a.txt"),
};

function clientAttacks(target: Target): Attack[] {
  const play = async (fetch: typeof globalThis.fetch, call: (typeof calls)[string]): Promise<string> => {
    const told: unknown[] = [];
    // The address of a store and the headers of an answer are what a hook is for: it has them as they are.
    const hear = (state: object): void =>
      void told.push(seen({ ...state, url: undefined, responseHeaders: undefined }));
    const hooks: Hooks = {
      onRequest: hear,
      onResponse: hear,
      onDeprecation: hear,
      beforeExecute: hear,
      afterExecute: hear,
    };
    const router = target.createToolRouter({
      apiKey: CLIENT_KEY,
      baseUrl: "http://router.localhost",
      fetch,
      hooks,
      retry: { attempts: 2, maxDelay: 0 },
    });
    const session = router.sessions.use("trs_1");
    const result = await call(session, router).catch((error: unknown) => error);
    return [seen(router), seen(session), seen(result), ...told].join("\n");
  };
  const mustNotSay = (text: string, hidden: readonly string[]): void => {
    const found = hidden.filter((secret) => text.toLowerCase().includes(secret.toLowerCase()));
    must(
      found.length === 0,
      `told ${found.join(", ")}: ${shown(text.slice(Math.max(0, text.toLowerCase().indexOf((found[0] ?? "").toLowerCase()) - 150)))}`,
    );
  };
  return [
    ...Object.entries(calls).flatMap(([name, call]) =>
      Object.entries(repeating).map(([way, answer]) => ({
        name: `the client's ${name}, repeated ${way}`,
        run: async () => {
          const text = await play(async (input, init) => answer(await everythingOf(new Request(input, init))), call);
          mustNotSay(text, [CLIENT_KEY, STATE]);
        },
      })),
    ),
    ...Object.entries(calls).map(([name, call]) => ({
      name: `the client's ${name}, with a fetch that throws the whole request`,
      run: async () => {
        const text = await play(async (input, init) => {
          const request = new Request(input, init);
          const all = await everythingOf(request);
          throw Object.assign(new TypeError(`fetch failed ${all}`), {
            cause: Object.assign(new Error(all), {
              code: "ECONNRESET",
              headers: [...request.headers],
              config: { all },
            }),
            request: all,
          });
        }, call);
        mustNotSay(text, [CLIENT_KEY, STATE]);
      },
    })),
    ...["403 with an XML page", "an error of fetch", "a redirect"].flatMap((fault, index) =>
      (["files.upload", "files.download"] as const).map((name) => ({
        name: `the client's ${name}, whose presigned URL gives ${fault}`,
        run: async () => {
          const url = `http://store.localhost/bucket/a?${SIGNATURE}&X-Amz-Credential=planted`;
          const text = await play(async (input, init) => {
            const request = new Request(input, init);
            if (!request.url.startsWith("http://store")) {
              return Response.json(
                { upload_url: url, download_url: url, mount_relative_path: "a", sandbox_mount_prefix: "/mnt/files" },
                { status: 201 },
              );
            }
            must(!request.headers.has("x-api-key"), "the store got the router's key");
            if (index === 0) return new Response(`<Error><Resource>${request.url}</Resource></Error>`, { status: 403 });
            if (index === 1) throw new TypeError(`fetch failed: ${request.url}`);
            return new Response("", { status: 307, headers: { location: `https://evil.example/?${SIGNATURE}` } });
          }, calls[name]!);
          mustNotSay(text, [SIGNATURE, CLIENT_KEY]);
        },
      })),
    ),
    {
      name: "the client's result that asks a question",
      run: async () => {
        const text = await play(
          async () =>
            Response.json({
              result_type: "input_required",
              input_requests: {
                q: { type: "elicitation", mode: "form", message: "Run?", requested_schema: { type: "object" } },
              },
              request_state: STATE,
              data: {},
              error: "waits",
              log_id: "l",
            }),
          async (session) => {
            const result = await session.execute("A");
            must(result.resultType === "input_required" && requestState(result) === STATE, "there is no question");
            return result;
          },
        );
        mustNotSay(text, [STATE, CLIENT_KEY]);
      },
    },
  ];
}

/** What a model reads of a call whose answer repeats the request. */
function adapterAttacks(target: Target): Attack[] {
  const tools: readonly WireTool[] = [{ slug: "PLAIN_ECHO", tags: ["readOnlyHint"] }];
  return Object.entries(loops).flatMap(([framework, loop]) =>
    Object.entries({
      ...repeating,
      "in an error of fetch": (text: string): Response => {
        throw new TypeError(`fetch failed ${text}`);
      },
      "in a question": (text: string): Response =>
        Response.json({
          result_type: "input_required",
          input_requests: {
            q: { type: "elicitation", mode: "form", message: "Run?", requested_schema: { type: "object" } },
          },
          request_state: STATE,
          data: {},
          error: text,
          log_id: "l",
        }),
    }).map(([way, answer]) => ({
      name: `what a model reads, the request repeated ${way} (${framework})`,
      run: async () => {
        const router = lenientRouter(tools);
        const client = target.createToolRouter({
          apiKey: CLIENT_KEY,
          baseUrl: "http://lenient.localhost",
          retry: false,
          fetch: async (input, init) => {
            const request = new Request(input, init);
            if (!request.url.endsWith("/execute")) return router.fetch(request);
            return answer(await everythingOf(request));
          },
        });
        const session = await client.sessions.create("user_1");
        const { read } = await loop(target, session, { calls: [{ id: "call_1", name: "PLAIN_ECHO", args: {} }] });
        const found = secretsIn(read.toLowerCase(), [CLIENT_KEY.toLowerCase(), STATE]);
        must(found.length === 0, `the model reads ${found.join(", ")}`);
        must(read.includes("PLAIN_ECHO"), "the model reads nothing of the call");
      },
    })),
  );
}
