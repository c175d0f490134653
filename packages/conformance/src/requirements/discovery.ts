import { deepEqual, equal } from "node:assert/strict";
import { rejects, requires, type Requirement } from "../requirement.ts";

export const discovery: readonly Requirement[] = [
  requires(
    "discovery.tools",
    "listing a session's tools",
    "meta tools and preloaded tools, sorted by slug",
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
    "tool_router_tools lists only the meta tools",
  ),
  requires(
    "discovery.tools-pages",
    "listing a session's tools page by page",
    "returns each tool once",
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
    "paged in both versions, 500 per page",
  ),
  requires(
    "discovery.toolkits",
    "listing a session's toolkits",
    "the allowed toolkits, each with the user's connection or null",
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
    "sorted by slug",
  ),
  requires(
    "discovery.toolkits-filters",
    "is_connected, search, toolkits, limit and cursor",
    "filter the list",
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
  rejects("discovery.bad-cursor", "an invalid cursor", [400, 10400], async (world) =>
    world.request("GET", `${await world.session()}/toolkits?cursor=nope`),
  ),
  rejects("discovery.limit", "a limit above the maximum", [400, 10400], async (world) =>
    world.request("GET", `${await world.session()}/toolkits?limit=51`),
  ),
  rejects("catalog.unknown-tool", "an unknown tool in the catalog", [404, 2401], ({ request }) =>
    request("GET", "/tools/NOPE"),
  ),
  requires(
    "catalog.lists",
    "listing the tools and toolkits of the catalog",
    "200, independent of session filters",
    async (open) => {
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
    },
  ),
];
