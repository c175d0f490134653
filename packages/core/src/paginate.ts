import { ToolRouterError } from "./errors.ts";
import type { CallOptions } from "./http.ts";
import { aCount, callRules, type OptionRule, type RulesFor } from "./options.ts";

/** How to list what comes in pages. Invalid options throw a `ToolRouterError` at once, not when the list is read. */
export interface ListOptions extends CallOptions {
  /** Items per request: a whole number above 0. */
  readonly pageSize?: number | undefined;
  /** Items in all: a whole number above 0, or `Infinity`. Default: every one. */
  readonly limit?: number | undefined;
}

const aPageSize: OptionRule = [aCount[0], (value) => value !== Infinity && aCount[1](value)];

export const listRules: RulesFor<ListOptions> = { pageSize: aPageSize, limit: aCount, ...callRules };

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
 */
export const paginate = <Item, Read = Item>(
  fetchPage: (cursor: string | undefined) => Promise<Page<Item>>,
  limit: number = Infinity,
  read: (item: Item) => Read = (item) => item as never,
): AsyncIterable<Read> => ({
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
});
