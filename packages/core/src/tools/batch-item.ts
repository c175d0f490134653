import type { components } from "@tool-router/openapi";
import { isObject } from "../errors/options.ts";

export type BatchData = components["schemas"]["MultiExecuteToolData"];
export type BatchItem = BatchData["results"][number];

/** The outcome of one call of a batch. */
export type ItemOutcome =
  | { readonly status: "ok" }
  | { readonly status: "tool_error" | "blocked" | "lost"; readonly error: string };

/** The items of a batch's data; undefined without a list. An item without an index gets its position. */
export const itemsOf = (data: Partial<BatchData> | undefined): BatchItem[] | undefined =>
  Array.isArray(data?.results)
    ? (data.results as unknown[]).flatMap((item, position) =>
        item === Object(item) ? { ...(item as BatchItem), index: (item as Partial<BatchItem>).index ?? position } : [],
      )
    : undefined;

/** Reads the outcome of one call of a batch. An item that is neither a success nor a failure is lost: it may have run. */
export function outcomeOf(item: BatchItem | undefined): ItemOutcome {
  const { result_type: type, error } = item ?? {};
  const response = isObject(item?.response) ? item.response : undefined;
  const [text, inner] = [textOf(error), textOf(response?.error)];
  const message = text || (inner ?? text);
  if (type === "blocked") return { status: "blocked", error: message || "A policy blocked the call." };
  const isKnown = type === undefined || type === null || type === "completed" || type === "failed";
  if (!isKnown)
    return {
      status: "lost",
      error: `The router returned an unknown result_type: ${JSON.stringify(type)}.`,
    };
  const isFailure = type === "completed" ? message : message !== undefined || type === "failed";
  if (isFailure || response?.successful === false) {
    return { status: "tool_error", error: message || "The tool failed and gave no message." };
  }
  const isSuccess = response?.successful ?? (response && (type === "completed" || response.error === null));
  return isSuccess === true
    ? { status: "ok" }
    : { status: "lost", error: "The router's response has no result for the call." };
}

/** The text of an error; undefined without an error. Empty text is still an error. */
const textOf = (error: unknown): string | undefined =>
  error === null || error === undefined ? undefined : typeof error === "string" ? error : JSON.stringify(error);
