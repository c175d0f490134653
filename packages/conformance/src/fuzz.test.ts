import { document } from "@tool-router/openapi/document";
import { expect, it } from "vitest";
import { fuzz } from "./fuzz.ts";

const requests = 20_000;

/** What needs a slow, a busy or a broken router, or what nothing here withdraws. */
const outOfReach = new Set([408, 410, 429, 500, 501]);
/** Statuses that several operations declare, and that only these give. */
const reachableAt: Readonly<Record<number, readonly string[]>> = {
  409: ["patchToolRouterSessionBySessionId"],
  413: ["postToolRouterSessionBySessionIdExecute"],
  422: [],
  502: ["postToolRouterSessionBySessionIdExecute", "postToolRouterSessionBySessionIdProxyExecute"],
};

it("nothing that is sent breaks the router", { timeout: 120_000 }, async () => {
  const { statuses, problems, requests: sent } = await fuzz(requests, 20_260_101);
  expect(problems.slice(0, 5)).toEqual([]);
  expect(sent).toBe(requests);

  // A fuzzer that is refused at the door proves nothing.
  const operations = Object.values(document.paths).flatMap((item) =>
    [item.get, item.post, item.patch, item.delete].filter((operation) => operation !== undefined),
  );
  const weak = operations.flatMap(({ operationId: id, responses }) => {
    const counts = statuses.get(id) ?? new Map<number, number>();
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const good = (counts.get(200) ?? 0) + (counts.get(201) ?? 0);
    const unseen = Object.keys(responses)
      .map(Number)
      .filter(
        (status) => !outOfReach.has(status) && (reachableAt[status]?.includes(id) ?? true) && !counts.has(status),
      );
    const isWeak =
      all < 300 || (id !== "postToolRouterSessionBySessionIdProxyExecute" && good < 0.3 * all) || unseen.length > 0;
    return isWeak ? [{ id, all, good, unseen }] : [];
  });
  // Without a provider to call, no proxy call can succeed.
  expect(weak.map(({ id, all, good, unseen }) => `${id}: ${good} of ${all}, unseen ${unseen.join(" ")}`)).toEqual([
    expect.stringMatching(/ProxyExecute: 0 of \d{3}, unseen 200$/),
  ]);
});
