import { ToolRouterError } from "./errors.ts";

/** One page of a list with a page cursor, as far as it is needed to go on. */
interface Page<Item> {
  readonly items: readonly Item[];
  readonly next_cursor?: string | null | undefined;
}

/** Yields the items of all pages. A page is fetched when its first item is asked for, so a `break` fetches no more. */
export async function* paginate<Item>(
  fetchPage: (cursor: string | undefined) => Promise<Page<Item>>,
): AsyncGenerator<Item, void, undefined> {
  const seen = new Set<string>();
  for (let cursor: string | undefined; ;) {
    const page = await fetchPage(cursor);
    yield* page.items;
    if (!page.next_cursor) return;
    cursor = page.next_cursor;
    if (seen.has(cursor)) throw new ToolRouterError("The router gave the same page cursor twice: its list has no end.");
    seen.add(cursor);
  }
}
