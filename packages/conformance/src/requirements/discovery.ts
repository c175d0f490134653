import { deepEqual, equal } from "node:assert/strict";
import { rejects, requires, type Requirement } from "../requirement.ts";

export const discovery: readonly Requirement[] = [
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
      equal(slugs.length, 6);
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
      let query = "?limit=3";
      for (;;) {
        const { items, next_cursor: cursor } = (await world.request("GET", `${path}/tools${query}`)).body;
        slugs.push(...items.map(({ slug }: { slug: string }) => slug));
        if (cursor === null) break;
        query = `?cursor=${cursor}`;
      }
      equal(new Set(slugs).size, 4);
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
  rejects("discovery.bad-cursor", "a cursor that was not given out", [400, 10400], async (world) =>
    world.request("GET", `${await world.session()}/toolkits?cursor=nope`),
  ),
  rejects("discovery.limit", "a limit that is too high", [400, 10400], async (world) =>
    world.request("GET", `${await world.session()}/toolkits?limit=51`),
  ),
  rejects("catalogue.unknown-tool", "a tool that the catalogue does not have", [404, 2401], ({ request }) =>
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
];
