import { ToolRouterError } from "../errors/errors.ts";
import type { Call, CallOptions } from "./http.ts";
import type { Operation, PathOf, ResultOf } from "./operations.ts";
import { aCount, callRules, checkOptions, type OptionRule, type OptionRules, type RulesFor } from "../errors/options.ts";

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

/** A list with more pages has no end: its cursors are new each time. */
const MAX_PAGES = 10_000;
/** Filters of the router may empty some pages in a row. */
const MAX_EMPTY_PAGES = 100;

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
    let empty = 0;
    for (let cursor: string | undefined; left > 0;) {
      const { items, next_cursor: next } = await fetchPage(cursor);
      yield* items.slice(0, left).map(read);
      left -= items.length;
      if (!next) return;
      empty = items.length > 0 ? 0 : empty + 1;
      const problem = seen.has(next)
        ? "the same page cursor twice"
        : empty > MAX_EMPTY_PAGES
          ? `${empty} empty pages in a row`
          : seen.size + 1 >= MAX_PAGES && `more than ${MAX_PAGES} pages; set limit or pageSize`;
      if (problem) throw new ToolRouterError(`The router gave ${problem}.`);
      seen.add(next);
      cursor = next;
    }
  },
});

type ItemOf<Row extends Operation> = ResultOf<Row> extends { readonly items: readonly (infer Item)[] } ? Item : never;

/** What a list needs beside its options. */
interface Listing<Row extends Operation, Filters, Read> {
  /** The name of the list in errors. */
  readonly name: string;
  readonly rules: OptionRules;
  readonly path?: PathOf<Row>;
  /** The filters as on the wire. Default: as they are. */
  readonly toQuery?: (filters: Filters) => object;
  readonly read?: (item: ItemOf<Row>) => Read;
}

/**
 * A list of the API, with the options that all lists have.
 *
 * @throws ToolRouterError for invalid options.
 */
export function listPages<Row extends Operation, Query extends ListOptions, Read = ItemOf<Row>>(
  call: Call,
  operation: Row,
  given: Query | undefined,
  { name, rules, path, toQuery = (filters) => filters, read }: Listing<Row, Omit<Query, keyof ListOptions>, Read>,
): AsyncIterable<Read> {
  const options: ListOptions = given === undefined ? {} : given;
  checkOptions(options, rules, name);
  const { signal, timeout, retry, pageSize, limit, ...filters } = options;
  const query = toQuery(filters as Omit<Query, keyof ListOptions>);
  return paginate(
    (cursor) =>
      call<Operation, Page<ItemOf<Row>>>(
        operation,
        { path: path as never, query: { ...query, limit: pageSize, cursor } as never },
        { signal, timeout, retry },
      ),
    limit,
    read,
  );
}
