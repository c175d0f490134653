import { document } from "@tool-router/openapi/document";
import type { FuzzReport } from "./fuzz.ts";
import { notServed } from "./not-served.ts";

const leastRequests = 300;
const leastShare = 0.3;

/** Statuses that the document declares and the router never gives, apart from these operations, and why. */
const notProduced: Readonly<Record<number, { readonly but: readonly string[]; readonly because: string }>> = {
  402: { but: [], because: "this router charges nothing" },
  408: {
    but: [],
    because: "what is checked is checked at once; a slow client is answered before there is an operation",
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
    because: "a read has no idempotency key",
  },
  410: { but: [], because: "nothing is withdrawn" },
  413: {
    but: [
      "postToolRouterSessionBySessionIdSearch",
      "postToolRouterSessionBySessionIdExecute",
      "postToolRouterSessionBySessionIdExecuteMeta",
      "postToolRouterSessionBySessionIdProxyExecute",
      "postToolsExecuteByToolSlug",
      "postToolsExecuteProxy",
    ],
    because: "a read has no body, and its answer no limit",
  },
  422: { but: [], because: "what cannot be carried out is refused with 400" },
  503: { but: [], because: "this router is never overloaded" },
  504: { but: [], because: "a provider that does not answer in time cannot be reached: 502" },
  501: { but: [], because: "operations that are not served are left out" },
  502: {
    but: [
      "postToolRouterSessionBySessionIdExecute",
      "postToolRouterSessionBySessionIdProxyExecute",
      "postToolsExecuteByToolSlug",
      "postToolsExecuteProxy",
    ],
    because: "no provider is asked, or one of a batch that fails is the item's error",
  },
};

/**
 * What the requests have left untried, one line each: a fuzzer that is refused at the door proves nothing. Each
 * operation has to be asked often, to succeed often, and to give every status that it can.
 */
export function gapsOf({ statuses }: FuzzReport): string[] {
  const operations = Object.values(document.paths)
    .flatMap((item) => [item.get, item.post, item.patch, item.delete].filter((operation) => operation !== undefined))
    .filter(({ operationId }) => !notServed.has(operationId));
  let total = 0;
  let succeeded = 0;
  const gaps = operations.flatMap(({ operationId: id, responses }) => {
    const counts = statuses.get(id) ?? new Map<number, number>();
    const { all, good } = totals(counts);
    total += all;
    succeeded += good;
    const unseen = Object.keys(responses)
      .map(Number)
      .filter((status) => (notProduced[status]?.but.includes(id) ?? true) && !counts.has(status));
    return [
      ...(all < leastRequests ? [`${id}: ${all} requests, fewer than ${leastRequests}`] : []),
      ...(good < leastShare * all ? [`${id}: ${good} of ${all} succeeded, less than ${100 * leastShare} %`] : []),
      ...(unseen.length > 0 ? [`${id}: never ${unseen.join(", ")}`] : []),
    ];
  });
  if (succeeded < leastShare * total) gaps.push(`${succeeded} of all ${total} succeeded`);
  return gaps;
}

/** How many answers there are, and how many of them are successes. */
export function totals(counts: ReadonlyMap<number, number>): { all: number; good: number } {
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return { all, good: (counts.get(200) ?? 0) + (counts.get(201) ?? 0) };
}
