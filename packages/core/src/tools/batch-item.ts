import type { components } from "@tool-router/openapi";
import { isObject } from "../errors/options.ts";

export type BatchData = components["schemas"]["MultiExecuteToolData"];
export type BatchItem = BatchData["results"][number];

/** How one call of a batch ended. */
export type ItemOutcome =
  | { readonly status: "ok" }
  | { readonly status: "tool_error" | "blocked" | "lost"; readonly error: string };

/** The calls of a batch that its data tells of, each with its index: by its place, should a router not number them. */
export const itemsOf = (data: Partial<BatchData> | undefined): BatchItem[] | undefined =>
  Array.isArray(data?.results)
    ? (data.results as unknown[]).flatMap((item, place) =>
        item === Object(item) ? { ...(item as BatchItem), index: (item as Partial<BatchItem>).index ?? place } : [],
      )
    : undefined;

/** Reads how a call of a batch ended. What says neither success nor failure is lost: it may have run. */
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
      error: `The router gave a result_type that this client does not know: ${JSON.stringify(type)}.`,
    };
  const isFailure = type === "completed" ? message : message !== undefined || type === "failed";
  if (isFailure || response?.successful === false) {
    return { status: "tool_error", error: message || "The tool failed and gave no message." };
  }
  const isSuccess = response?.successful ?? (response && (type === "completed" || response.error === null));
  return isSuccess === true
    ? { status: "ok" }
    : { status: "lost", error: "The router's answer does not say how the call ended." };
}

/** A failure's text; undefined when there is none. An empty text is a failure, too. */
const textOf = (error: unknown): string | undefined =>
  error === null || error === undefined ? undefined : typeof error === "string" ? error : JSON.stringify(error);
