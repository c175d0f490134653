import { deepEqual, equal } from "node:assert/strict";
import { createServer } from "node:http";
import type { ToolkitDefinition } from "@tool-router/local";
import { rejects, requires, type Requirement } from "../requirement.ts";
import { toolkits } from "../toolkits.ts";

export const proxy: readonly Requirement[] = [
  rejects("proxy.off", "a proxy call in a session that disables it", [403, 4327], async (world) =>
    world.request("POST", `${await world.session({ workbench: { enable_proxy_execution: false } })}/proxy_execute`, {
      toolkit_slug: "github",
      endpoint: "/user",
      method: "GET",
    }),
  ),
  rejects("proxy.no-connection", "a proxy call without a connected account", [400, 4302], async (world) =>
    world.request("POST", `${await world.session()}/proxy_execute`, {
      toolkit_slug: "slack",
      endpoint: "/user",
      method: "GET",
    }),
  ),
  rejects(
    "proxy.no-base",
    "a proxy call for a toolkit without a base URL",
    [502, 4341],
    async (world) =>
      world.request("POST", `${await world.session()}/proxy_execute`, {
        toolkit_slug: "github",
        endpoint: "/user",
        method: "GET",
      }),
    { choice: "the toolkit must define the base URL" },
  ),
  rejects(
    "proxy.body",
    "a proxy GET or HEAD with a body",
    [400, 10400],
    async (world) =>
      world.request("POST", `${await world.session()}/proxy_execute`, {
        toolkit_slug: "github",
        endpoint: "/user",
        method: "GET",
        body: { a: 1 },
      }),
    {
      choice: "not sent, because the provider could read the body as a second request",
      options: {
        toolkits: [{ ...toolkits[0], proxy: { baseUrl: "https://api.github.example" } } as ToolkitDefinition],
      },
    },
  ),
  requires(
    "proxy.logged",
    "a proxy call, even if rejected",
    "is logged with toolkit, method and endpoint, but without the query",
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
    "the log entry has the slug proxy_execute",
  ),
  requires(
    "proxy.ok",
    "a proxy call",
    "sends the user's credentials and returns the provider's status and body; another site is rejected",
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
    "credentials go where the toolkit defines, by default into Authorization; code 4329",
  ),
];
