import { deepEqual, equal } from "node:assert/strict";
import { createServer } from "node:http";
import type { ToolkitDefinition } from "@tool-router/local";
import { rejects, requires, type Requirement } from "../requirement.ts";
import { toolkits } from "../toolkits.ts";

export const proxy: readonly Requirement[] = [
  rejects("proxy.off", "the proxy where the session forbids it", [403, 4327], async (world) =>
    world.request("POST", `${await world.session({ workbench: { enable_proxy_execution: false } })}/proxy_execute`, {
      toolkit_slug: "github",
      endpoint: "/user",
      method: "GET",
    }),
  ),
  rejects("proxy.no-connection", "the proxy without a connected account", [400, 4302], async (world) =>
    world.request("POST", `${await world.session()}/proxy_execute`, {
      toolkit_slug: "slack",
      endpoint: "/user",
      method: "GET",
    }),
  ),
  rejects(
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
      choice: "nothing is sent: the provider could take the body for another request",
      options: {
        toolkits: [{ ...toolkits[0], proxy: { baseUrl: "https://api.github.example" } } as ToolkitDefinition],
      },
    },
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
];
