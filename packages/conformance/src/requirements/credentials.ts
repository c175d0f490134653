import { deepEqual, equal } from "node:assert/strict";
import { rejects, requires, type Requirement } from "../requirement.ts";
import { otherProject, type ApiResponse, type World } from "../world.ts";

const toolkitsWith =
  (headers: Record<string, string>) =>
  ({ request }: World): Promise<ApiResponse<unknown>> =>
    request("GET", "/toolkits", undefined, headers);

export const credentials: readonly Requirement[] = [
  requires("credentials.none", "a request without a credential", "401 with code 906", async (open) => {
    const { router } = await open();
    const response = await router.fetch(`${router.baseUrl}/api/v3/toolkits`);
    const { error } = (await response.json()) as { error: { code: number } };
    deepEqual([response.status, error.code], [401, 906]);
  }),
  rejects("credentials.unknown-key", "an unknown project key", [401, 801], toolkitsWith({ "x-api-key": "ak_no" })),
  rejects(
    "credentials.unknown-user-key",
    "an unknown user key",
    [401, 2113],
    toolkitsWith({ "x-user-api-key": "uak_no" }),
  ),
  rejects(
    "credentials.user-key-as-project-key",
    "a user key in the project key's header",
    [401, 801],
    toolkitsWith({ "x-api-key": "uak_1" }),
    { options: { userApiKey: "uak_1" } },
  ),
  rejects(
    "credentials.two",
    "two valid credentials at once",
    [401, 902],
    (world) =>
      world.request("GET", "/toolkits", undefined, { "x-api-key": world.router.apiKey, "x-user-api-key": "uak_1" }),
    { options: { userApiKey: "uak_1" } },
  ),
  rejects("credentials.before-session", "an unknown key with a malformed session id", [401, 801], ({ request }) =>
    request("GET", "/tool_router/session/nope", undefined, { "x-api-key": "ak_no" }),
  ),
  requires(
    "credentials.user-key",
    "a user key without scope headers",
    "selects the first project; 200 on every read of a session",
    async (open) => {
      const world = await open({ userApiKey: "uak_1" });
      const path = await world.session();
      for (const rest of ["", "/tools", "/toolkits", "/config_history", "/mounts/files/items"]) {
        equal((await world.request("GET", path + rest, undefined, { "x-user-api-key": "uak_1" })).status, 200);
      }
    },
    "all operations accept user keys; the hosted router documents them for some only",
  ),
  rejects(
    "credentials.half-scope",
    "a user key with one of the two scope headers",
    [400, 10400],
    toolkitsWith({ "x-user-api-key": "uak_1", "x-project-id": "proj_other" }),
    { options: { userApiKey: "uak_1" } },
  ),
  rejects(
    "credentials.unknown-project",
    "a user key with an unknown project",
    [404, 2304],
    toolkitsWith({ "x-user-api-key": "uak_1", "x-org-id": "org_local", "x-project-id": "proj_no" }),
    { options: { userApiKey: "uak_1" }, choice: "code 2304" },
  ),
  rejects(
    "credentials.scoped-key",
    "a scoped key without the required area",
    [403, 812],
    async (world) => {
      const path = await world.session();
      return world.request(
        "POST",
        `${path}/execute`,
        { tool_slug: "WEATHER_GET_FORECAST" },
        { "x-api-key": "ak_reader" },
      );
    },
    {
      options: { scopedKeys: [{ key: "ak_reader", areas: ["sessions:read", "sessions:write"] }] },
      choice: "session areas do not include running tools",
    },
  ),
  rejects(
    "credentials.scope-before-body",
    "a scoped key without the required area and an invalid body",
    [403, 812],
    async (world) => {
      const path = await world.session();
      return world.request("PATCH", path, { nope: 1 }, { "x-api-key": "ak_reader" });
    },
    { options: { scopedKeys: [{ key: "ak_reader", areas: ["sessions:read"] }] } },
  ),
  rejects(
    "credentials.foreign-session",
    "another project's session",
    [404, 4303],
    async (world) => {
      const path = await world.session();
      return world.request("GET", path, undefined, { "x-api-key": otherProject.apiKey });
    },
    { choice: "404 instead of 403, to hide that the session exists" },
  ),
  rejects("credentials.foreign-execute", "running a tool in another project's session", [404, 4303], async (world) => {
    const path = await world.session();
    return world.request(
      "POST",
      `${path}/execute`,
      { tool_slug: "WEATHER_GET_FORECAST" },
      { "x-api-key": otherProject.apiKey },
    );
  }),
  rejects("credentials.foreign-account", "another project's connected account", [404, 1804], ({ request }) =>
    request("GET", "/connected_accounts/ca_1", undefined, { "x-api-key": otherProject.apiKey }),
  ),
  requires("credentials.not-echoed", "an invalid key", "does not appear in the response", async (open) => {
    const { body } = await (await open()).request("GET", "/toolkits", undefined, { "x-api-key": "ak_very_private" });
    equal(JSON.stringify(body).includes("very_private"), false);
  }),
  requires(
    "credentials.secrets",
    "an account's credentials",
    "never appear in the response to a read",
    async (open) => {
      const world = await open();
      const path = await world.session();
      for (const read of ["/connected_accounts", "/connected_accounts/ca_1", `${path}/toolkits`, path]) {
        equal(JSON.stringify((await world.request("GET", read)).body).includes("s3cret"), false);
      }
    },
  ),
];
