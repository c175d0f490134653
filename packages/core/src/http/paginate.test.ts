import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createToolRouter, type ListOptions, type ToolRouter, ToolRouterError } from "../index.ts";
import { paginate } from "./paginate.ts";
import { json, stubFetch } from "../testing/stub-fetch.ts";

/** Pages of numbers that count up; a page may well be empty. */
const lists = fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 8 }).map((sizes) => {
  let next = 0;
  return sizes.map((size) => Array.from({ length: size }, () => next++));
});
const limits = (max: number) => fc.oneof(fc.integer({ min: 1, max }), fc.constant(Number.POSITIVE_INFINITY));
const ends = fc.constantFrom<null | undefined | string>(null, undefined, "");

/** Serves the pages, and keeps the cursors it was asked for. */
function serve(pages: readonly (readonly number[])[], end?: string | null) {
  const asked: (string | undefined)[] = [];
  return {
    asked,
    fetchPage: (cursor: string | undefined) => {
      asked.push(cursor);
      const index = cursor === undefined ? 0 : Number(cursor);
      return Promise.resolve({
        items: pages[index]!,
        next_cursor: index + 1 < pages.length ? String(index + 1) : end,
      });
    },
  };
}

/** How many pages it takes to have this many items. */
function pagesFor(pages: readonly (readonly number[])[], items: number): number {
  let count = 0;
  let taken = 0;
  while (taken < items && count < pages.length) taken += pages[count++]!.length;
  return count;
}

async function take(items: AsyncIterable<number>, most = Number.POSITIVE_INFINITY): Promise<number[]> {
  const taken: number[] = [];
  if (most === 0) return taken;
  for await (const item of items) {
    taken.push(item);
    if (taken.length === most) break;
  }
  return taken;
}

describe("a list in pages", () => {
  test.each([
    [100, "100 empty pages in a row are read", 0],
    [101, "101 empty pages in a row", 1],
  ])("stops after too many empty pages: %i", async (count, message, failures) => {
    const pages = [[1], ...Array.from({ length: count }, () => []), [2], ...Array.from({ length: 100 }, () => []), [3]];
    const { fetchPage, asked } = serve(pages);
    const taken = take(paginate(fetchPage)).catch(String);
    expect(await taken).toEqual(failures ? `ToolRouterError: The router gave ${message}.` : [1, 2, 3]);
    expect(asked).toHaveLength(failures ? 102 : pages.length);
  });

  test("stops after 10,000 pages when each cursor is new", async () => {
    let pages = 0;
    const endless = paginate(() => Promise.resolve({ items: [0], next_cursor: `c${++pages}` }));
    await expect(take(endless)).rejects.toThrow("more than 10000 pages; set limit or pageSize");
    expect(pages).toBe(10_000);
  });

  test("yields items in order, and fetches each page once", async () => {
    await fc.assert(
      fc.asyncProperty(lists, ends, async (pages, end) => {
        const { fetchPage, asked } = serve(pages, end);
        expect(await take(paginate(fetchPage))).toEqual(pages.flat());
        expect(asked).toEqual(pages.map((_, index) => (index === 0 ? undefined : String(index))));
      }),
    );
  });

  test("can be iterated again and concurrently", async () => {
    const { fetch, seen } = stubFetch(
      ...Array.from({ length: 4 }, () => json({ items: [{ slug: "A_TOOL", name: "A" }], next_cursor: null })),
    );
    const router = createToolRouter({ apiKey: "ak_1", fetch });
    const slugs = async (list: AsyncIterable<{ slug: string }>): Promise<string[]> => {
      const found: string[] = [];
      for await (const { slug } of list) found.push(slug);
      return found;
    };
    const list = router.tools.list();
    expect(await slugs(list)).toEqual(["A_TOOL"]);
    expect(await slugs(list)).toEqual(["A_TOOL"]);
    const toolkits = router.sessions.use("trs_1").toolkits();
    expect(await Promise.all([slugs(toolkits), slugs(toolkits)])).toEqual([["A_TOOL"], ["A_TOOL"]]);
    expect(seen).toHaveLength(4);
  });

  test("ends at its limit without another request", async () => {
    await fc.assert(
      fc.asyncProperty(lists, limits(45), async (pages, limit) => {
        const { fetchPage, asked } = serve(pages);
        expect(await take(paginate(fetchPage, limit))).toEqual(pages.flat().slice(0, limit));
        expect(asked).toHaveLength(pagesFor(pages, limit));
      }),
    );
  });

  test("fetches no more pages after a break", async () => {
    await fc.assert(
      fc.asyncProperty(lists, fc.nat({ max: 45 }), limits(45), async (pages, most, limit) => {
        const { fetchPage, asked } = serve(pages);
        expect(await take(paginate(fetchPage, limit), most)).toEqual(pages.flat().slice(0, Math.min(most, limit)));
        expect(asked).toHaveLength(pagesFor(pages, Math.min(most, limit)));
      }),
    );
  });

  test("rejects repeated cursors", async () => {
    await fc.assert(
      fc.asyncProperty(lists, fc.nat({ max: 7 }), async (pages, back) => {
        // The last page leads to one before it, or to itself. "0" is the first page by another name.
        const target = String(back % pages.length);
        const { fetchPage, asked } = serve(pages, target);
        const taken: number[] = [];
        const read = async (): Promise<void> => {
          for await (const item of paginate(fetchPage)) taken.push(item);
        };
        await expect(read()).rejects.toThrow(ToolRouterError);
        await expect(read()).rejects.toThrow(/same page cursor twice/);
        // All of it was given, and only the first page can come again.
        expect(taken.slice(0, pages.flat().length)).toEqual(pages.flat());
        expect(asked.length / 2).toBeLessThanOrEqual(2 * pages.length);
      }),
    );
  });

  test("yields the items before an error, then throws it", async () => {
    await fc.assert(
      fc.asyncProperty(lists, fc.nat({ max: 7 }), async (pages, at) => {
        const broken = at % pages.length;
        const { fetchPage, asked } = serve(pages);
        const failure = new Error("lost");
        const taken: number[] = [];
        const read = async (): Promise<void> => {
          const items = paginate((cursor) => (asked.length === broken ? Promise.reject(failure) : fetchPage(cursor)));
          for await (const item of items) taken.push(item);
        };
        await expect(read()).rejects.toBe(failure);
        expect(taken).toEqual(pages.slice(0, broken).flat());
      }),
    );
  });

  test("sends no request before it is iterated", () => {
    const { fetchPage, asked } = serve([[1]]);
    paginate(fetchPage);
    expect(asked).toEqual([]);
  });
});

describe("the lists of a router", () => {
  const serveRouter = (sizes: readonly number[]) => {
    let next = 0;
    const pages = sizes.map((size) => Array.from({ length: size }, () => ({ slug: `T_${next++}` })));
    const { fetch, seen } = stubFetch(({ url }) => {
      const cursor = new URL(url).searchParams.get("cursor");
      const index = cursor === null ? 0 : Number(cursor.slice("page ".length));
      const last = index + 1 >= pages.length;
      return Response.json({ items: pages[index], next_cursor: last ? null : `page ${index + 1}` });
    });
    return { router: createToolRouter({ apiKey: "ak_1", fetch }), seen, slugs: pages.flat().map(({ slug }) => slug) };
  };

  const methods: [string, (router: ToolRouter, options: ListOptions) => AsyncIterable<{ slug: string }>][] = [
    ["toolkits", (router, options) => router.toolkits.list(options)],
    ["tools", (router, options) => router.tools.list(options)],
    ["accounts", (router, options) => router.connectedAccounts.list(options) as never],
    ["session's toolkits", (router, options) => router.sessions.use("trs_1").toolkits(options) as never],
    ["history", (router, options) => router.sessions.use("trs_1").history(options) as never],
    ["files", (router, options) => router.sessions.use("trs_1").files.list(options) as never],
  ];

  test.each(methods)("fetch %s page by page, with page size and cursor", async (_, list) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 4 }),
        fc.option(limits(12), { nil: undefined }),
        async (sizes, limit) => {
          const { router, seen, slugs } = serveRouter(sizes);
          const taken: string[] = [];
          for await (const { slug } of list(router, { limit, pageSize: 3 })) taken.push(slug);
          expect(taken).toEqual(slugs.slice(0, limit));
          expect(seen.map(({ url }) => new URL(url).searchParams.get("limit"))).toEqual(seen.map(() => "3"));
          expect(seen.map(({ url }) => new URL(url).searchParams.get("cursor"))).toEqual(
            seen.map((__, index) => (index === 0 ? null : `page ${index}`)),
          );
        },
      ),
      { numRuns: 30 },
    );
  });

  test.each(methods)("reject an invalid limit or page size of %s before anything is sent", (_, list) => {
    const { router, seen } = serveRouter([1]);
    for (const limit of [Number.NaN, 0, -1, 0.5, 1.5, Number.NEGATIVE_INFINITY, "all" as never, null as never]) {
      expect(() => list(router, { limit })).toThrow(ToolRouterError);
      expect(() => list(router, { limit })).toThrow("limit must be a whole number above 0. Got ");
    }
    for (const pageSize of [Number.NaN, 0, -1, 1.5, Number.POSITIVE_INFINITY, null as never]) {
      expect(() => list(router, { pageSize })).toThrow(ToolRouterError);
      expect(() => list(router, { pageSize })).toThrow("pageSize must be a whole number above 0. Got ");
    }
    expect(seen).toEqual([]);
  });

  test("collects the tools of a session from all pages", async () => {
    const { router, seen, slugs } = serveRouter([2, 0, 3]);
    expect((await router.sessions.use("trs_1").tools()).map(({ slug }) => slug)).toEqual(slugs);
    expect(seen).toHaveLength(3);
  });
});

test("lists everything without a filter", async () => {
  const { fetch, seen } = stubFetch(json({ items: [{ slug: "a" }], next_cursor: null, total_pages: 1 }));
  const router = createToolRouter({ apiKey: "ak_1", fetch });
  const found: string[] = [];
  for await (const { slug } of router.toolkits.list()) found.push(slug);
  expect(found).toEqual(["a"]);
  expect(seen.map(({ url }) => new URL(url).search)).toEqual([""]);
});
