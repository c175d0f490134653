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
  rejects(
    "credentials.unknown-key",
    "a project key that is not known",
    [401, 801],
    toolkitsWith({ "x-api-key": "ak_no" }),
  ),
  rejects(
    "credentials.unknown-user-key",
    "a user key that is not known",
    [401, 2113],
    toolkitsWith({ "x-user-api-key": "uak_no" }),
  ),
  rejects(
    "credentials.user-key-as-project-key",
    "a user key in the header of project keys",
    [401, 801],
    toolkitsWith({ "x-api-key": "uak_1" }),
    { options: { userApiKey: "uak_1" } },
  ),
  rejects(
    "credentials.two",
    "two credentials at once, even if each would do",
    [401, 902],
    (world) =>
      world.request("GET", "/toolkits", undefined, { "x-api-key": world.router.apiKey, "x-user-api-key": "uak_1" }),
    { options: { userApiKey: "uak_1" } },
  ),
  rejects(
    "credentials.before-session",
    "a wrong key is noticed before an id that is not well formed",
    [401, 801],
    ({ request }) => request("GET", "/tool_router/session/nope", undefined, { "x-api-key": "ak_no" }),
  ),
  requires(
    "credentials.user-key",
    "a user key alone",
    "acts on the first project; 200 on every session read",
    async (open) => {
      const world = await open({ userApiKey: "uak_1" });
      const path = await world.session();
      for (const rest of ["", "/tools", "/toolkits", "/config_history", "/mounts/files/items"]) {
        equal((await world.request("GET", path + rest, undefined, { "x-user-api-key": "uak_1" })).status, 200);
      }
    },
    "hosted documents name the user key on some session operations only; here all take it",
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
    "a user key for a project that is not there",
    [404, 2304],
    toolkitsWith({ "x-user-api-key": "uak_1", "x-org-id": "org_local", "x-project-id": "proj_no" }),
    { options: { userApiKey: "uak_1" }, choice: "code 2304" },
  ),
  rejects(
    "credentials.scoped-key",
    "a scoped key outside of its areas",
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
      choice: "rights over sessions do not include running tools",
    },
  ),
  rejects(
    "credentials.scope-before-body",
    "a scoped key outside of its areas, with a body that does not fit",
    [403, 812],
    async (world) => {
      const path = await world.session();
      return world.request("PATCH", path, { nope: 1 }, { "x-api-key": "ak_reader" });
    },
    { options: { scopedKeys: [{ key: "ak_reader", areas: ["sessions:read"] }] } },
  ),
  rejects(
    "credentials.foreign-session",
    "the session of another project",
    [404, 4303],
    async (world) => {
      const path = await world.session();
      return world.request("GET", path, undefined, { "x-api-key": otherProject.apiKey });
    },
    { choice: "404 rather than 403, so that nobody learns that it exists" },
  ),
  rejects(
    "credentials.foreign-execute",
    "running a tool in the session of another project",
    [404, 4303],
    async (world) => {
      const path = await world.session();
      return world.request(
        "POST",
        `${path}/execute`,
        { tool_slug: "WEATHER_GET_FORECAST" },
        { "x-api-key": otherProject.apiKey },
      );
    },
  ),
  rejects("credentials.foreign-account", "a connected account of another project", [404, 1804], ({ request }) =>
    request("GET", "/connected_accounts/ca_1", undefined, { "x-api-key": otherProject.apiKey }),
  ),
  requires("credentials.not-echoed", "a key that is refused", "is not repeated in the answer", async (open) => {
    const { body } = await (await open()).request("GET", "/toolkits", undefined, { "x-api-key": "ak_very_private" });
    equal(JSON.stringify(body).includes("very_private"), false);
  }),
  requires("credentials.secrets", "an account's credentials", "are in no answer of any read", async (open) => {
    const world = await open();
    const path = await world.session();
    for (const read of ["/connected_accounts", "/connected_accounts/ca_1", `${path}/toolkits`, path]) {
      equal(JSON.stringify((await world.request("GET", read)).body).includes("s3cret"), false);
    }
  }),
];
