import { document } from "@tool-router/openapi/document";
import type { FuzzReport } from "./fuzz.ts";
import { unimplementedOperations } from "./unimplemented-operations.ts";

const MIN_REQUESTS = 300;
const MIN_SUCCESS_SHARE = 0.3;

/** Declared statuses that the router never returns, except for the operations in `but`. */
const NEVER_RETURNED: Readonly<Record<number, { readonly but: readonly string[]; readonly because: string }>> = {
  402: { but: [], because: "the router never charges" },
  408: {
    but: [],
    because: "validation is synchronous, and a slow client gets its 408 before routing",
  },
  409: {
    but: [
      "patchToolRouterSessionBySessionId",
      "postToolRouterSessionBySessionIdSearch",
      "postToolRouterSessionBySessionIdExecute",
      "postToolRouterSessionBySessionIdExecuteMeta",
      "postToolRouterSessionBySessionIdProxyExecute",
      "postToolRouterSessionBySessionIdLink",
      "postConnectedAccountsByNanoidRevoke",
    ],
    because: "reads have no idempotency key",
  },
  410: { but: [], because: "resources are never withdrawn" },
  413: {
    but: [
      "postToolRouterSessionBySessionIdSearch",
      "postToolRouterSessionBySessionIdExecute",
      "postToolRouterSessionBySessionIdExecuteMeta",
      "postToolRouterSessionBySessionIdProxyExecute",
      "postToolsExecuteByToolSlug",
      "postToolsExecuteProxy",
    ],
    because: "reads have no body, and their responses have no limit",
  },
  422: { but: [], because: "the router returns 400 instead" },
  503: { but: [], because: "the router is never overloaded" },
  504: { but: [], because: "a provider timeout returns 502" },
  501: { but: [], because: "unimplemented operations are excluded" },
  502: {
    but: [
      "postToolRouterSessionBySessionIdExecute",
      "postToolRouterSessionBySessionIdProxyExecute",
      "postToolsExecuteByToolSlug",
      "postToolsExecuteProxy",
    ],
    because: "no provider is called, or its failure becomes the error of a batch item",
  },
};

/**
 * Lists gaps in the fuzzer's coverage, one line each. Every operation must get enough requests, succeed often enough,
 * and return each status that it can. Otherwise, rejected requests would prove nothing.
 */
export function coverageGaps({ statuses }: FuzzReport): string[] {
  const operations = Object.values(document.paths)
    .flatMap((item) => [item.get, item.post, item.patch, item.delete].filter((operation) => operation !== undefined))
    .filter(({ operationId }) => !unimplementedOperations.has(operationId));
  let total = 0;
  let succeeded = 0;
  const gaps = operations.flatMap(({ operationId: id, responses }) => {
    const counts = statuses.get(id) ?? new Map<number, number>();
    const { all, good } = totals(counts);
    total += all;
    succeeded += good;
    const unseen = Object.keys(responses)
      .map(Number)
      .filter((status) => (NEVER_RETURNED[status]?.but.includes(id) ?? true) && !counts.has(status));
    return [
      ...(all < MIN_REQUESTS ? [`${id}: ${all} requests, fewer than ${MIN_REQUESTS}`] : []),
      ...(good < MIN_SUCCESS_SHARE * all
        ? [`${id}: ${good} of ${all} succeeded, less than ${100 * MIN_SUCCESS_SHARE} %`]
        : []),
      ...(unseen.length > 0 ? [`${id}: never ${unseen.join(", ")}`] : []),
    ];
  });
  if (succeeded < MIN_SUCCESS_SHARE * total) gaps.push(`${succeeded} of all ${total} succeeded`);
  return gaps;
}

/** Counts all responses (`all`) and the successful ones (`good`). */
export function totals(counts: ReadonlyMap<number, number>): { all: number; good: number } {
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return { all, good: (counts.get(200) ?? 0) + (counts.get(201) ?? 0) };
}
