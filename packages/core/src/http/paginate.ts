import { ToolRouterError } from "../errors/errors.ts";
import {
  aCount,
  callRules,
  checkOptions,
  type OptionRule,
  type OptionRules,
  type RulesFor,
} from "../errors/options.ts";
import type { Call } from "./call.ts";
import type { CallOptions } from "./call-options.ts";
import type { Operation, PathOf, ResultOf } from "./operations.ts";

/** Options of every list. Invalid options throw a `ToolRouterError` immediately, before the list is read. */
export interface ListOptions extends CallOptions {
  /** Items per request, at least 1. Default: the router's. */
  readonly pageSize?: number | undefined;
  /** Maximum number of items, at least 1. Default: `Infinity`. */
  readonly limit?: number | undefined;
}

const aPageSize: OptionRule = [aCount[0], (value) => value !== Infinity && aCount[1](value)];

export const listRules: RulesFor<ListOptions> = { pageSize: aPageSize, limit: aCount, ...callRules };

/** A page of a list. */
interface Page<Item> {
  readonly items: readonly Item[];
  readonly next_cursor?: string | null | undefined;
}

/** Stops an endless list whose cursors never repeat. */
const MAX_PAGES = 10_000;
/** The router's filters may leave several consecutive pages empty. */
const MAX_EMPTY_PAGES = 100;

/**
 * The items of all pages, which are fetched lazily. Each iteration starts from the first page.
 *
 * @param read - maps each item.
 * @throws ToolRouterError while iterating, if the list does not seem to end.
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

/** The description of a list. */
interface Listing<Row extends Operation, Filters, Read> {
  /** The name of the list, for errors. */
  readonly name: string;
  readonly rules: OptionRules;
  readonly path?: PathOf<Row>;
  /** Converts the filters to their wire format. Default: unchanged. */
  readonly toQuery?: (filters: Filters) => object;
  readonly read?: (item: ItemOf<Row>) => Read;
}

/**
 * Lists the items of an operation with pages.
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
