import { deepEqual, equal, match } from "node:assert/strict";
import { document } from "@tool-router/openapi/document";
import { unimplementedOperations } from "../unimplemented-operations.ts";
import { rejects, requires, type Requirement } from "../requirement.ts";
import { otherProject } from "../world.ts";

export const wire: readonly Requirement[] = [
  requires(
    "errors.envelope",
    "any error",
    "has message, code, slug, the response's status, and request_id",
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
    "every response has the request id",
  ),
  rejects(
    "errors.content-type",
    "a body with a content type other than JSON",
    [400, 10400],
    ({ request }) =>
      request(
        "POST",
        "/tool_router/session",
        { user_id: "u" },
        { "content-type": "application/x-www-form-urlencoded" },
      ),
    { choice: "text/plain is read as JSON, because fetch sets it by default" },
  ),
  requires("errors.request-id", "a request id sent by the caller", "is returned", async (open) => {
    const { headers } = await (await open()).request("GET", "/toolkits", undefined, { "x-request-id": "mine" });
    equal(headers.get("x-request-id"), "mine");
  }),
  rejects("errors.route", "an unknown path", [404, 10404], ({ request }) => request("GET", "/nothing"), {
    choice: "code 10404",
  }),
  requires("errors.method", "an unsupported method", "405 with Allow", async (open) => {
    const { status, headers } = await (await open()).request("PUT", "/tool_router/session");
    deepEqual([status, headers.get("allow")], [405, "POST"]);
  }),
  rejects("errors.deep", "a very deeply nested body", [400, 10400], ({ request }) =>
    request("POST", "/tool_router/session", "[".repeat(100_000) + "]".repeat(100_000)),
  ),
  requires(
    "limits.headers",
    "the rate limit headers",
    "are in every response, and count down if a limit is set",
    async (open) => {
      const world = await open({ rateLimit: 5 });
      const left = async () => (await world.request("GET", "/toolkits")).headers.get("x-ratelimit-remaining");
      deepEqual([await left(), await left()], ["4", "3"]);
    },
    "windows of one minute, per key",
  ),
  requires(
    "limits.refuse",
    "a request over the rate limit",
    "429 with Retry-After and 0 remaining; nothing runs",
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
    "the error envelope",
  ),
  requires(
    "limits.provider",
    "a provider's rate limit",
    "429; the caller's own limit is not reduced",
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
    "has an effect only if the router enables it",
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
    "serve every read in the document, or return 501 with the operation's name",
    async (open) => {
      const world = await open();
      const path = await world.session();
      for (const version of ["v3", "v3.1"]) {
        for (const [template, item] of Object.entries(document.paths)) {
          const at = template
            .replace("/tool_router/session/{session_id}", path)
            .replace("{mount_id}", "files")
            .replace("{nanoid}", template.startsWith("/auth_configs") ? "ac_github" : "ca_1")
            .replace("{status}", "ENABLED")
            .replace("{slug}", "github")
            .replace("{tool_slug}", "GITHUB_LIST_ISSUES");
          for (const method of ["get", "post", "patch", "delete"] as const) {
            const operationId = item[method]?.operationId;
            if (operationId === undefined) continue;
            const isServed = !unimplementedOperations.has(operationId);
            if (isServed && method !== "get") continue;
            const { status, body } = await world.request(method.toUpperCase(), `/api/${version}${at}`);
            equal(status, isServed ? 200 : 501);
            if (!isServed) match(body.error.message, new RegExp(`\\b${operationId}\\b`));
          }
        }
      }
    },
    "v3 also serves the operations of v3.1",
  ),
  requires("versions.pins", "pinned accounts in v3.1", "are a list, without all_connected_accounts", async (open) => {
    const world = await open();
    const path = await world.session({ connected_accounts: { github: "ca_1" } });
    const { config } = (await world.request("GET", `/api/v3.1${path}`)).body;
    deepEqual([config.connected_accounts, "all_connected_accounts" in config], [{ github: ["ca_1"] }, false]);
  }),
];
