import { refuse } from "../errors.ts";
import { isJSONObject } from "../json.ts";

/** One page of a list, as in every paginated response. */
export interface Page<Item> {
  items: Item[];
  /** Null on the last page. */
  next_cursor: string | null;
  total_pages: number;
  /** Starts at 1. */
  current_page: number;
  total_items: number;
}

/** The requested page. A cursor includes its limit, so that all pages have the same size. */
export interface PageQuery {
  limit?: number | null | undefined;
  cursor?: string | null | undefined;
}

export function pageOf<Item>(items: readonly Item[], query: PageQuery, defaultLimit: number): Page<Item> {
  const { page, limit } = query.cursor
    ? decodeCursor(query.cursor)
    : { page: 1, limit: Math.max(1, Math.floor(query.limit ?? defaultLimit)) };
  const totalPages = Math.ceil(items.length / limit);
  return {
    items: items.slice((page - 1) * limit, page * limit),
    next_cursor: page < totalPages ? encodeCursor(page + 1, limit) : null,
    total_pages: totalPages,
    current_page: page,
    total_items: items.length,
  };
}

function encodeCursor(page: number, limit: number): string {
  return btoa(JSON.stringify({ page, limit }));
}

function decodeCursor(cursor: string): { page: number; limit: number } {
  try {
    const decoded: unknown = JSON.parse(atob(cursor));
    if (isJSONObject(decoded) && isCount(decoded["page"]) && isCount(decoded["limit"])) {
      return { page: decoded["page"], limit: decoded["limit"] };
    }
  } catch {
    // Not base64 or not JSON.
  }
  return refuse("HTTP_BadRequest", "Invalid cursor", {
    errors: ["query.cursor: is not valid"],
    suggestedFix: "Omit cursor for the first page, then pass next_cursor",
  });
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 1 && value <= 1_000_000;
}
