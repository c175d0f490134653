import { describe, expect, test } from "vitest";
import type { Schemas } from "../spec.ts";
import { githubAccount, testRouter } from "../testing/test-router.ts";

const router = testRouter({
  accounts: [githubAccount, { ...githubAccount, id: "ca_2", userId: "user_2", status: "INACTIVE" }],
});

describe("session toolkits", () => {
  const slugs = async (query = "", config = {}): Promise<unknown> => {
    const { path } = await router.session(config);
    const { body } = await router.request<Schemas["SessionToolkitPage"]>("GET", `${path}/toolkits${query}`);
    return body.items.map(
      ({ slug, enabled, connected_account: account }) => `${slug} ${enabled} ${account?.id ?? "-"}`,
    );
  };

  test.each([
    ["", {}, ["github true ca_seed", "weather true -"]],
    ["", { toolkits: { enable: [] } }, []],
    ["", { toolkits: { disable: ["github"] } }, ["weather true -"]],
    ["?toolkits=github,nope", { toolkits: { enable: [] } }, ["github false ca_seed"]],
    ["?toolkits=github&toolkits=weather", {}, ["github true ca_seed", "weather true -"]],
    ["?is_connected=true", {}, ["github true ca_seed"]],
    ["?is_connected=true", { user_id: "user_2" }, []],
    ["?is_connected=false", { user_id: "user_2" }, ["github true ca_2", "weather true -"]],
    ["?search=HUB", {}, ["github true ca_seed"]],
    ["?limit=1", {}, ["github true ca_seed"]],
  ])("%s %j", async (query, config, expected) => {
    expect(await slugs(query, config)).toEqual(expected);
  });

  test("shows the newest account without a usable one", async () => {
    const own = testRouter({
      accounts: ["ca_1", "ca_2", "ca_3"].map((id) => ({ ...githubAccount, id })),
    });
    const { path } = await own.session();
    const shown = async (): Promise<unknown> => {
      const { body } = await own.request<Schemas["SessionToolkitPage"]>("GET", `${path}/toolkits?toolkits=github`);
      return body.items[0]?.connected_account?.id;
    };
    for (const id of ["ca_3", "ca_1", "ca_2"]) await own.setAccountStatus(id, "REVOKED");
    expect(await shown()).toBe("ca_3");
  });
});
