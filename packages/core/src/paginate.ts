import { checkedCount } from "./count.ts";
import { ToolRouterError } from "./errors.ts";

/** One page of a list, with a page cursor or a storage cursor, as far as it is needed to go on. */
interface Page<Item> {
  readonly items: readonly Item[];
  readonly next_cursor?: string | null | undefined;
}

/**
 * The items of all pages, as often as somebody reads them from the start. A page is fetched when its first item is asked
 * for, so a `break` fetches no more, and neither does reaching `limit` items.
 *
 * @param read - makes of an item what is given out.
 * @throws ToolRouterError for an invalid `limit` or `pageSize`, at once rather than when the list is read.
 */
export const paginate = <Item, Read = Item>(
  fetchPage: (cursor: string | undefined) => Promise<Page<Item>>,
  { limit = Infinity, pageSize = 1 }: { limit?: number | undefined; pageSize?: number | undefined } = {},
  read: (item: Item) => Read = (item) => item as never,
): AsyncIterable<Read> => {
  checkedCount("limit", limit);
  checkedCount("pageSize", pageSize, false);
  return {
    async *[Symbol.asyncIterator]() {
      const seen = new Set<string>();
      let left = limit;
      for (let cursor: string | undefined; left > 0;) {
        const { items, next_cursor: next } = await fetchPage(cursor);
        yield* items.slice(0, left).map(read);
        left -= items.length;
        if (!next) return;
        if (seen.has(next)) throw new ToolRouterError("The router gave the same page cursor twice.");
        seen.add(next);
        cursor = next;
      }
    },
  };
};
