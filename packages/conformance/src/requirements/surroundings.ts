import { deepEqual, equal, match, ok } from "node:assert/strict";
import { createServer } from "node:http";
import type { ToolkitDefinition } from "@tool-router/local";
import { document } from "@tool-router/openapi/document";
import { refuses, requires, type Requirement } from "../requirement.ts";
import { toolkits } from "../toolkits.ts";
import { otherProject } from "../world.ts";

export const surroundings: readonly Requirement[] = [
  requires(
    "discovery.tools",
    "the tools of a session",
    "meta tools and preloaded ones, in the order of their slugs",
    async (open) => {
      const world = await open();
      const path = await world.session({ preload: { tools: ["WEATHER_GET_FORECAST", "GITHUB_LIST_ISSUES"] } });
      const { items } = (await world.request("GET", `${path}/tools`)).body;
      const slugs = items.map(({ slug }: { slug: string }) => slug);
      deepEqual(slugs, slugs.toSorted());
      deepEqual(
        slugs.filter((slug: string) => !slug.startsWith("COMPOSIO")),
        ["GITHUB_LIST_ISSUES", "WEATHER_GET_FORECAST"],
      );
      equal(slugs.length, 8);
      deepEqual(items[0].toolkit.slug, "composio");
    },
    "tool_router_tools names the meta tools alone",
  ),
  requires(
    "discovery.tools-pages",
    "the tools in pages",
    "all of them, once each",
    async (open) => {
      const world = await open();
      const path = await world.session();
      const slugs: string[] = [];
      let query = "?limit=4";
      for (;;) {
        const { items, next_cursor: cursor } = (await world.request("GET", `${path}/tools${query}`)).body;
        slugs.push(...items.map(({ slug }: { slug: string }) => slug));
        if (cursor === null) break;
        query = `?cursor=${cursor}`;
      }
      equal(new Set(slugs).size, 6);
    },
    "pages in both versions, 500 at once",
  ),
  requires(
    "discovery.toolkits",
    "the toolkits of a session",
    "those that it allows, each with the user's connection or null",
    async (open) => {
      const world = await open();
      const path = await world.session({ toolkits: { disable: ["slack"] } });
      const { items } = (await world.request("GET", `${path}/toolkits`)).body;
      deepEqual(
        items.map((item: { slug: string; connected_account: { id: string } | null }) => [
          item.slug,
          item.connected_account?.id ?? null,
        ]),
        [
          ["github", "ca_1"],
          ["weather", null],
        ],
      );
    },
    "in the order of their slugs",
  ),
  requires(
    "discovery.toolkits-filters",
    "is_connected, search, toolkits and pages",
    "narrow the list",
    async (open) => {
      const world = await open();
      const path = await world.session();
      const slugs = async (query: string) =>
        (await world.request("GET", `${path}/toolkits${query}`)).body.items.map(({ slug }: { slug: string }) => slug);
      deepEqual(await slugs("?is_connected=true"), ["github"]);
      deepEqual(await slugs("?search=GIT"), ["github"]);
      deepEqual(await slugs("?toolkits=slack,weather"), ["slack", "weather"]);
      deepEqual(await slugs("?limit=2"), ["github", "slack"]);
      const { next_cursor: cursor } = (await world.request("GET", `${path}/toolkits?limit=2`)).body;
      deepEqual(await slugs(`?cursor=${cursor}`), ["weather"]);
    },
  ),
  refuses("discovery.bad-cursor", "a cursor that was not given out", [400, 10400], async (world) =>
    world.request("GET", `${await world.session()}/toolkits?cursor=nope`),
  ),
  refuses("discovery.limit", "a limit that is too high", [400, 10400], async (world) =>
    world.request("GET", `${await world.session()}/toolkits?limit=51`),
  ),
  refuses("catalogue.unknown-tool", "a tool that the catalogue does not have", [404, 2401], ({ request }) =>
    request("GET", "/tools/NOPE"),
  ),
  requires("catalogue.lists", "tools and toolkits of the catalogue", "200, whatever sessions allow", async (open) => {
    const world = await open();
    deepEqual(
      (await world.request("GET", "/toolkits")).body.items.map(({ slug }: { slug: string }) => slug),
      ["github", "slack", "weather"],
    );
    equal(
      (await world.request("GET", "/tools?toolkit_slug=github&tags=readOnlyHint")).body.items[0].slug,
      "GITHUB_LIST_ISSUES",
    );
    equal((await world.request("GET", "/tools/GITHUB_LIST_ISSUES")).body.no_auth, false);
  }),
  requires(
    "connections.link",
    "a link",
    "201, an account that is INITIATED; completed, it is ACTIVE and runs",
    async (open) => {
      const world = await open();
      const path = await world.session();
      const { status, body } = await world.request("POST", `${path}/link`, { toolkit: "slack" });
      equal(status, 201);
      const read = async () =>
        (await world.request("GET", `/connected_accounts/${body.connected_account_id}`)).body.status;
      equal(await read(), "INITIATED");
      equal((await world.execute(path, "SLACK_SEND_MESSAGE")).status, 400);
      await world.router.fetch(`${world.router.baseUrl}/_local/link/${body.link_token}/complete`, { method: "POST" });
      equal(await read(), "ACTIVE");
      equal((await world.execute(path, "SLACK_SEND_MESSAGE")).status, 200);
    },
    "the address is the router's own /link/{token}",
  ),
  requires("connections.link-expires", "a link after ten minutes", "has expired", async (open) => {
    const world = await open();
    const { body } = await world.request("POST", `${await world.session()}/link`, { toolkit: "slack" });
    world.advance(10 * 60_000);
    equal((await world.request("GET", `/connected_accounts/${body.connected_account_id}`)).body.status, "EXPIRED");
    equal((await world.router.fetch(body.redirect_url)).status, 410);
  }),
  requires(
    "connections.callback",
    "the browser's way back",
    "the link's own address, its query kept, status and connected_account_id added",
    async (open) => {
      const world = await open();
      const path = await world.session({ manage_connections: { callback_url: "https://session.example/" } });
      const back = async (more: object) => {
        const { body } = await world.request("POST", `${path}/link`, { toolkit: "slack", ...more });
        const done = await world.router.fetch(body.redirect_url, { method: "POST", body: "" });
        return [done.headers.get("location"), body.connected_account_id];
      };
      const [own, id] = await back({ callback_url: "https://link.example/a?b=1" });
      equal(own, `https://link.example/a?b=1&status=success&connected_account_id=${id}`);
      match(String((await back({}))[0]), /^https:\/\/session\.example\/\?status=success/);
    },
    "status and connected_account_id",
  ),
  refuses("connections.no-auth", "a link for a toolkit that needs no account", [400, 4326], async (world) =>
    world.request("POST", `${await world.session()}/link`, { toolkit: "weather" }),
  ),
  refuses("connections.unknown", "a link for a toolkit that does not exist", [400, 4305], async (world) =>
    world.request("POST", `${await world.session()}/link`, { toolkit: "nope" }),
  ),
  refuses("connections.not-allowed", "a link for a toolkit that the session leaves out", [400, 4324], async (world) =>
    world.request("POST", `${await world.session({ toolkits: { disable: ["slack"] } })}/link`, { toolkit: "slack" }),
  ),
  refuses("connections.pinned", "a link for a toolkit with a pinned account", [400, 4300], async (world) =>
    world.request("POST", `${await world.session({ connected_accounts: { github: "ca_1" } })}/link`, {
      toolkit: "github",
    }),
  ),
  requires(
    "connections.most",
    "links for more accounts than max_accounts_per_toolkit",
    "are completed up to it, and then refused with 400",
    async (open) => {
      const world = await open();
      const path = await world.session({ multi_account: { enable: true, max_accounts_per_toolkit: 2 } });
      const link = () => world.request("POST", `${path}/link`, { toolkit: "github" });
      const complete = async (token: string) =>
        (await world.router.fetch(`${world.router.baseUrl}/_local/link/${token}/complete`, { method: "POST" })).status;
      const tokens = [(await link()).body.link_token, (await link()).body.link_token];
      deepEqual([await complete(tokens[0]), await complete(tokens[1])], [200, 400]);
      const { status, body } = await link();
      deepEqual([status, body.error.code], [400, 4300]);
    },
    "pending links do not count until they are completed",
  ),
  refuses("connections.alias-taken", "a link with an alias that the user has already", [400, 4300], async (world) =>
    world.request("POST", `${await world.session()}/link`, { toolkit: "github", alias: "work" }),
  ),
  refuses("connections.acl-private", "rules for sharing an account that is not shared", [400, 4300], async (world) =>
    world.request("POST", `${await world.session()}/link`, {
      toolkit: "slack",
      experimental: { acl_config_for_shared: {} },
    }),
  ),
  requires("connections.overwrite", "link_url_overwrite", "is what the address begins with", async (open) => {
    const world = await open();
    const path = await world.session({ experimental: { link_url_overwrite: "https://mine.example/x" } });
    const { body } = await world.request("POST", `${path}/link`, { toolkit: "slack" });
    equal(body.redirect_url, `https://mine.example/x/link/${body.link_token}`);
  }),
  requires(
    "connections.list",
    "the connected accounts",
    "filtered by user, toolkit and status, newest first",
    async (open) => {
      const world = await open();
      const ids = async (query: string) =>
        (await world.request("GET", `/connected_accounts${query}`)).body.items.map(({ id }: { id: string }) => id);
      deepEqual(await ids("?user_ids=user_2"), ["ca_2"]);
      deepEqual(await ids("?toolkit_slugs=github&statuses=ACTIVE&order_direction=asc"), ["ca_1", "ca_2"]);
      deepEqual(await ids("?statuses=EXPIRED"), []);
    },
  ),
  requires(
    "mounts.round-trip",
    "a file: upload, list, download, delete twice",
    "201, 200, 201, 200, 200",
    async (open) => {
      const world = await open();
      const mount = `${await world.session()}/mounts/files`;
      const file = { mount_relative_path: "a/b.txt" };
      const up = await world.request("POST", `${mount}/upload_url`, { ...file, mimetype: "text/plain" });
      const put = await world.router.fetch(up.body.upload_url, {
        method: "PUT",
        body: "hello",
        headers: { "content-type": "text/plain" },
      });
      const list = await world.request("GET", `${mount}/items?mount_relative_prefix=a`);
      const down = await world.request("POST", `${mount}/download_url`, file);
      equal(await (await world.router.fetch(down.body.download_url)).text(), "hello");
      const removed = [
        await world.request("POST", `${mount}/delete`, file),
        await world.request("POST", `${mount}/delete`, file),
      ];
      deepEqual(
        [up.status, put.status, list.status, down.status, ...removed.map(({ status }) => status)],
        [201, 200, 200, 201, 200, 200],
      );
      deepEqual(
        [list.body.items[0].size, list.body.items[0].sandbox_mount_prefix, "next_cursor" in list.body],
        [5, "/mnt/files", false],
      );
    },
    "a path deletes everything below it, too",
  ),
  requires(
    "mounts.addresses",
    "a presigned address",
    "is good for its method, type and hour alone",
    async (open) => {
      const world = await open();
      const mount = `${await world.session()}/mounts/files`;
      const { upload_url: url } = (
        await world.request("POST", `${mount}/upload_url`, { mount_relative_path: "a", mimetype: "text/plain" })
      ).body;
      const put = async (type: string) =>
        (await world.router.fetch(url, { method: "PUT", body: "x", headers: { "content-type": type } })).status;
      deepEqual(
        [(await world.router.fetch(url)).status, await put("text/html"), await put("text/plain")],
        [403, 403, 200],
      );
      world.advance(3_600_000);
      equal(await put("text/plain"), 403);
    },
    "one hour; 403 whatever is wrong",
  ),
  refuses(
    "mounts.unknown",
    "a mount that is not there",
    [404, 4313],
    async (world) => world.request("GET", `${await world.session()}/mounts/nope/items`),
    { choice: "code 4313" },
  ),
  refuses("mounts.escape", "a path that leads out of the mount", [400, 10400], async (world) =>
    world.request("POST", `${await world.session()}/mounts/files/upload_url`, { mount_relative_path: "../x" }),
  ),
  requires(
    "files.upload",
    "a file for a tool",
    "reaches the tool through the key that the upload gave",
    async (open) => {
      const world = await open();
      const { status, body } = await world.request("POST", "/files/upload/request", {
        toolkit_slug: "weather",
        tool_slug: "WEATHER_READ_FILE",
        filename: "a.txt",
        mimetype: "text/plain",
        md5: "5d41402abc4b2a76b9719d911017c592",
      });
      equal(status, 200);
      equal(
        (
          await world.router.fetch(body.new_presigned_url, {
            method: "PUT",
            body: "hello",
            headers: { "content-type": "text/plain" },
          })
        ).status,
        200,
      );
      const { data } = (
        await world.execute(await world.session(), "WEATHER_READ_FILE", {
          file: { name: "a.txt", mimetype: "text/plain", s3key: body.key },
        })
      ).body;
      deepEqual(data, { text: "hello" });
    },
  ),
  refuses("proxy.off", "the proxy where the session forbids it", [403, 4327], async (world) =>
    world.request("POST", `${await world.session({ workbench: { enable_proxy_execution: false } })}/proxy_execute`, {
      toolkit_slug: "github",
      endpoint: "/user",
      method: "GET",
    }),
  ),
  refuses("proxy.no-connection", "the proxy without a connected account", [400, 4302], async (world) =>
    world.request("POST", `${await world.session()}/proxy_execute`, {
      toolkit_slug: "slack",
      endpoint: "/user",
      method: "GET",
    }),
  ),
  refuses(
    "proxy.no-base",
    "the proxy of a toolkit without a base address",
    [502, 4341],
    async (world) =>
      world.request("POST", `${await world.session()}/proxy_execute`, {
        toolkit_slug: "github",
        endpoint: "/user",
        method: "GET",
      }),
    { choice: "nothing is called unless the toolkit says where" },
  ),
  requires(
    "proxy.logged",
    "a proxy call, also one that was refused",
    "is in the run log: toolkit, method and endpoint, but no query",
    async (open) => {
      const world = await open();
      const body = { toolkit_slug: "github", endpoint: "/user?token=hidden", method: "GET" };
      await world.request("POST", `${await world.session()}/proxy_execute`, body);
      const runs = await world.router.runs({ tool: "proxy_execute" });
      deepEqual(
        runs.map(({ account, outcome, arguments: args }) => [account, outcome, args]),
        [["ca_1", "refused", { toolkit_slug: "github", method: "GET", endpoint: "/user" }]],
      );
    },
    "in place of a tool's slug the log has proxy_execute",
  ),
  requires(
    "proxy.ok",
    "a proxy call",
    "reaches the provider with the user's credentials, and gives its status and body; another site is refused",
    async (open) => {
      const provider = createServer((request, response) => {
        response.writeHead(418, { "content-type": "application/json" });
        response.end(JSON.stringify([request.method, request.url, request.headers.authorization]));
      });
      await new Promise<void>((resolve) => provider.listen(0, "127.0.0.1", resolve));
      try {
        const baseUrl = `http://127.0.0.1:${(provider.address() as { port: number }).port}/v1`;
        const [github] = toolkits;
        const world = await open({
          toolkits: [{ ...github, proxy: { baseUrl, allowPrivate: true } } as ToolkitDefinition],
        });
        const path = `${await world.session()}/proxy_execute`;
        const call = { toolkit_slug: "github", endpoint: "/user", method: "GET" };
        const { status, body } = await world.request("POST", path, call);
        deepEqual([status, body.status, body.data], [200, 418, ["GET", "/v1/user", "Bearer s3cret-key"]]);
        equal((await world.request("POST", path, { ...call, endpoint: "http://other.test/" })).body.error.code, 4329);
        const own = [{ name: "Authorization", value: "x", type: "header" }];
        equal((await world.request("POST", path, { ...call, parameters: own })).body.error.code, 10400);
      } finally {
        provider.close();
        provider.closeAllConnections();
      }
    },
    "the credentials go where the toolkit says, else into Authorization; code 4329",
  ),
  requires(
    "errors.envelope",
    "any refusal",
    "message, code, slug, status (that of the answer), request_id",
    async (open) => {
      const world = await open();
      const path = await world.session();
      for (const answer of [
        await world.execute(path, "NOPE"),
        await world.create({ nope: 1 }),
        await world.request("GET", "/nothing"),
        await world.request("PUT", path),
      ]) {
        const { error } = answer.body;
        deepEqual(
          [typeof error.message, typeof error.code, typeof error.slug, error.status, error.request_id],
          ["string", "number", "string", answer.status, answer.headers.get("x-request-id")],
        );
      }
    },
    "the id is sent with every answer",
  ),
  refuses(
    "errors.content-type",
    "a body that says it is something else than JSON",
    [400, 10400],
    ({ request }) =>
      request(
        "POST",
        "/tool_router/session",
        { user_id: "u" },
        { "content-type": "application/x-www-form-urlencoded" },
      ),
    { choice: "plain text is taken for JSON, since fetch says that of any text" },
  ),
  requires("errors.request-id", "an id of the caller's", "is repeated", async (open) => {
    const { headers } = await (await open()).request("GET", "/toolkits", undefined, { "x-request-id": "mine" });
    equal(headers.get("x-request-id"), "mine");
  }),
  refuses("errors.route", "a path that is not there", [404, 10404], ({ request }) => request("GET", "/nothing"), {
    choice: "code 10404",
  }),
  requires("errors.method", "a path with another method", "405 with Allow", async (open) => {
    const { status, headers } = await (await open()).request("PUT", "/tool_router/session");
    deepEqual([status, headers.get("allow")], [405, "POST"]);
  }),
  refuses("errors.deep", "a body that is nested very deeply", [400, 10400], ({ request }) =>
    request("POST", "/tool_router/session", "[".repeat(100_000) + "]".repeat(100_000)),
  ),
  requires(
    "limits.headers",
    "the budget",
    "is in every answer; counted when there is a limit",
    async (open) => {
      const world = await open({ rateLimit: 5 });
      const left = async () => (await world.request("GET", "/toolkits")).headers.get("x-ratelimit-remaining");
      deepEqual([await left(), await left()], ["4", "3"]);
    },
    "windows of one minute, by key",
  ),
  requires(
    "limits.refuse",
    "a request too many",
    "429 with Retry-After, nothing left, and nothing done",
    async (open) => {
      const world = await open({ rateLimit: 2 });
      const path = await world.session();
      await world.execute(path, "WEATHER_GET_FORECAST");
      const { status, headers, body } = await world.execute(path, "WEATHER_GET_FORECAST");
      deepEqual(
        [status, body.error.code, headers.get("retry-after"), headers.get("x-ratelimit-remaining")],
        [429, 10429, "60", "0"],
      );
      equal((await world.router.runs()).length, 1);
      equal((await world.request("GET", path, undefined, { "x-api-key": otherProject.apiKey })).status, 404);
      world.advance(60_000);
      equal((await world.request("GET", path)).status, 200);
    },
    "the envelope, as for every refusal",
  ),
  requires(
    "limits.provider",
    "a provider that asks to slow down",
    "429 with the caller's own budget untouched",
    async (open) => {
      const world = await open({ faults: [{ fault: { kind: "provider_rate_limited", retryAfter: 4 } }] });
      const { status, headers, body } = await world.execute(await world.session(), "WEATHER_GET_FORECAST");
      deepEqual(
        [status, body.error.code, headers.get("retry-after"), headers.get("x-ratelimit-remaining")],
        [429, 4342, "4", "10000"],
      );
    },
    "code 4342",
  ),
  requires(
    "limits.idempotency-off",
    "an idempotency key",
    "means nothing unless the router was told so",
    async (open) => {
      const run = async (idempotency: boolean) => {
        const world = await open({ idempotency });
        const path = await world.session();
        const execute = async () =>
          (
            await world.request(
              "POST",
              `${path}/execute`,
              { tool_slug: "WEATHER_GET_FORECAST" },
              { "idempotency-key": "k" },
            )
          ).body.log_id;
        return (await execute()) === (await execute());
      };
      deepEqual([await run(false), await run(true)], [false, true]);
    },
  ),
  requires(
    "versions.both",
    "v3 and v3.1",
    "serve every operation of the document",
    async (open) => {
      const world = await open();
      const path = await world.session();
      for (const version of ["v3", "v3.1"]) {
        for (const [template, item] of Object.entries(document.paths)) {
          if (!item.get) continue;
          const at = template
            .replace("/tool_router/session/{session_id}", path)
            .replace("{mount_id}", "files")
            .replace("{nanoid}", "ca_1")
            .replace("{tool_slug}", "GITHUB_LIST_ISSUES");
          equal((await world.request("GET", `/api/${version}${at}`)).status, 200);
        }
      }
    },
    "what only v3.1 documents is served in v3 as well",
  ),
  requires("versions.pins", "pinned accounts in v3.1", "a list, and no all_connected_accounts", async (open) => {
    const world = await open();
    const path = await world.session({ connected_accounts: { github: "ca_1" } });
    const { config } = (await world.request("GET", `/api/v3.1${path}`)).body;
    deepEqual([config.connected_accounts, "all_connected_accounts" in config], [{ github: ["ca_1"] }, false]);
  }),
  requires("log.runs", "every run", "is in the log of its own project", async (open) => {
    const world = await open();
    const path = await world.session();
    const { log_id: id } = (await world.execute(path, "GITHUB_LIST_ISSUES", { a: 1 })).body;
    await world.execute(path, "NOPE");
    const read = async (key: string) => {
      const response = await world.router.fetch(`${world.router.baseUrl}/_local/logs`, {
        headers: { "x-api-key": key },
      });
      return ((await response.json()) as { items: { id: string; outcome: string; account: string }[] }).items;
    };
    const own = await read(world.router.apiKey);
    deepEqual(
      own.map(({ outcome }) => outcome),
      ["refused", "ok"],
    );
    deepEqual([own[1]?.id, own[1]?.account], [id, "ca_1"]);
    deepEqual(await read(otherProject.apiKey), []);
    ok(id.length > 0);
  }),
];
