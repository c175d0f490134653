import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { CallOptions, SessionHandle, ToolRouter } from "../index.ts";
import { allOperations as operations, type OperationName } from "../testing/all-operations.ts";
import { calls, isRepeatedByNode, type Kind, observe, slowFaults } from "../testing/fault-matrix.ts";
import { type FaultServer, servedFaults, startFaultServer, storeFaultHeader } from "../testing/fault-server.ts";
import { fetches } from "../testing/fetches.ts";

vi.setConfig({ testTimeout: 30_000 });

/** What is to come of a call: how many requests arrive, and what the caller gets. */
interface Rule {
  /** Requests of a call that may be repeated, and of a write. */
  readonly read: number;
  readonly write: number;
  /** What a call that may be repeated ends with, and a write. */
  readonly reads: string;
  readonly writes: string;
  /** Whether the write may have run. Always false for a failed read. */
  readonly mayHaveRun: boolean;
}

const rule = (read: number, write: number, reads: string, mayHaveRun: boolean, writes = reads): Rule => ({
  read,
  write,
  reads,
  writes,
  mayHaveRun,
});
const ran = true;
const didNotRun = false;

/**
 * The rules, as the caller is promised them. A read is sent three times where that may help. A write
 * is sent again only when it provably did not run, and `mayHaveRun` is false only then.
 */
const rules: Readonly<Record<string, Rule>> = {
  "no fault": rule(1, 1, "ok", didNotRun),

  // The connection. Nothing arrives where it is refused; three times it is tried, see `attempts`.
  "connection refused": rule(0, 0, "ConnectionError", didNotRun),
  "reset before the body": rule(3, 1, "ConnectionError", ran),
  "reset before the answer": rule(3, 1, "ConnectionError", ran),
  "reset within the answer": rule(3, 1, "ConnectionError", ran),
  "end before the length": rule(3, 1, "ConnectionError", ran),
  "a response that is not HTTP": rule(3, 1, "ConnectionError", ran),
  "invalid gzip": rule(3, 1, "ConnectionError", ran),

  // Node ends a connection on which a 100 arrives unasked. Other informational responses are skipped.
  "100 before the answer": rule(3, 1, "ConnectionError", ran),
  "103 before the answer": rule(1, 1, "ok", didNotRun),

  // Time.
  "no answer": rule(3, 1, "TimeoutError", ran),
  "no end of the headers": rule(3, 1, "TimeoutError", ran),
  "no body after the headers": rule(3, 1, "TimeoutError", ran),
  "a trickle": rule(3, 1, "TimeoutError", ran),

  // A success that cannot be read: the work is done, its result is lost; no second try would be shorter.
  "an endless body": rule(1, 1, "PayloadTooLargeError", ran),
  "a body announced too long": rule(1, 1, "PayloadTooLargeError", ran),
  "200 with HTML": rule(1, 1, "APIError", ran),
  "200 with truncated JSON": rule(1, 1, "APIError", ran),
  "200 with nothing": rule(1, 1, "APIError", ran),
  "200 with null": rule(1, 1, "APIError", ran),
  "200 with a number": rule(1, 1, "APIError", ran),
  "200 of something else": rule(1, 1, "APIError", ran),
  "204": rule(1, 1, "APIError", ran),
  // Unexpected, and without information about the run.
  "304": rule(1, 1, "APIError", ran),

  // Refusals.
  "400": rule(1, 1, "BadRequestError", didNotRun),
  "401": rule(1, 1, "AuthenticationError", didNotRun),
  "402": rule(1, 1, "PaymentRequiredError", didNotRun),
  "403": rule(1, 1, "PermissionDeniedError", didNotRun),
  "404": rule(1, 1, "NotFoundError", didNotRun),
  "405": rule(1, 1, "APIError", didNotRun),
  "408": rule(3, 1, "APIError", ran),
  "409": rule(1, 1, "ConflictError", ran),
  "410": rule(1, 1, "GoneError", didNotRun),
  "413": rule(1, 1, "PayloadTooLargeError", ran),
  // Runtimes other than Node may have repeated it by themselves, so that nothing is known.
  "421": rule(1, 1, "APIError", ran),
  "422": rule(1, 1, "BadRequestError", didNotRun),
  "425": rule(1, 1, "APIError", didNotRun),

  // Limits: the limiter refuses before the work, a provider after it. An hour is not waited for.
  "429 limiter": rule(3, 3, "RateLimitError", didNotRun),
  "429 limiter, in envelope": rule(3, 3, "RateLimitError", didNotRun),
  "429 edge, with HTML": rule(3, 3, "RateLimitError", didNotRun),
  "429 limiter, for an hour": rule(1, 1, "RateLimitError", didNotRun),
  "429 provider": rule(3, 1, "RateLimitError", ran),

  // Failures.
  "500": rule(3, 1, "ServerError", ran),
  "501": rule(3, 1, "ServerError", ran),
  "502": rule(3, 1, "ServerError", ran),
  "502 with HTML": rule(3, 1, "ServerError", ran),
  "503": rule(3, 1, "ServerError", ran),
  "503 for an hour": rule(1, 1, "ServerError", ran),
  "504": rule(3, 1, "ServerError", ran),

  // Redirects: a read follows its own origin's, five times. Those that change the method are answers to work done, too.
  "301 within the origin": rule(2, 1, "ok", ran, "APIError"),
  "302 within the origin": rule(2, 1, "ok", ran, "APIError"),
  "303 within the origin": rule(2, 1, "ok", ran, "APIError"),
  "307 within the origin": rule(2, 1, "ok", didNotRun, "APIError"),
  "308 within the origin": rule(2, 1, "ok", didNotRun, "APIError"),
  "307 to another origin": rule(1, 1, "APIError", didNotRun),
  "307 to itself": rule(6, 1, "APIError", didNotRun),
  "307 to nowhere": rule(1, 1, "APIError", didNotRun),

  // One fault, then another answer.
  "reset, then success": rule(2, 1, "ok", ran, "ConnectionError"),
  "503, then success": rule(2, 1, "ok", ran, "ServerError"),
  "429 limiter, then success": rule(2, 2, "ok", didNotRun),
  "503, then 404": rule(2, 1, "NotFoundError", ran, "ServerError"),
  "reset, then 404": rule(2, 1, "NotFoundError", ran, "ConnectionError"),
};

/** A redirect that a read follows, within one attempt. */
const isFollowed = (fault: string): boolean => /^30\d (within the origin|to itself)$/.test(fault);

/** Where a redirect would change the method, it is not followed: POST by 301, 302 and 303, DELETE by 303. */
const changesMethod = (fault: string, method: string): boolean =>
  (method === "POST" && /^30[123] within/.test(fault)) || (method === "DELETE" && fault === "303 within the origin");

/** What a caller of this kind gets: `[requests, outcome, mayHaveRun]`. */
function expected(
  fault: string,
  kind: Kind,
  method: string,
  operation: OperationName | undefined,
): [number, string, boolean | undefined] {
  // Of some answers no field is certain.
  const hasField = operation === undefined || operations[operation][3] !== "";
  if (fault === "200 of something else" && !hasField) return [1, "ok", undefined];
  const { read, write, reads, writes, mayHaveRun } = rules[fault]!;
  const failed = (outcome: string, value: boolean): boolean | undefined => (outcome === "ok" ? undefined : value);
  if (kind === "write") return [write, writes, failed(writes, mayHaveRun)];
  if (kind === "patch") return [write, writes, failed(writes, mayHaveRun && fault !== "409")];
  if (changesMethod(fault, method)) return [1, "APIError", false];
  if (kind === "delete" && fault.endsWith(", then 404")) return [2, "ok", undefined];
  return [read, reads, failed(reads, false)];
}

const raw = calls.filter(({ kind }) => kind === "raw");

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
  // No wait before a repetition.
  vi.spyOn(Math, "random").mockReturnValue(0);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await server.close();
});

test("covers every operation and every fault", () => {
  expect([...new Set(calls.flatMap(({ operation }) => operation ?? []))].toSorted()).toEqual(
    Object.keys(operations).toSorted(),
  );
  expect(Object.keys(rules).toSorted()).toEqual([...servedFaults, "connection refused"].toSorted());
});

describe.each(fetches)("over $name,", ({ name: over, fetch }) => {
  describe.concurrent("what is sent, and what the caller gets, for each call:", () => {
    const repeating = calls.filter(({ kind }) => kind !== "raw");

    // On a machine that does nothing for a second, a request may be given up before it arrives.
    test.each(Object.keys(rules))("%s", { retry: 2 }, async (fault) => {
      const observed = await Promise.all(
        repeating.map(async (call) => ({ call, seen: await observe(server, call, fault, { fetch }) })),
      );
      expect(observed.map(({ call, seen }) => [call.name, seen.sent, seen.outcome, seen.mayHaveRun])).toEqual(
        repeating.map(({ name, kind, method, operation }) => {
          const [sent, ...outcome] = expected(fault, kind, method, operation);
          return [name, isRepeatedByNode(fault, method, over) ? 2 : sent, ...outcome];
        }),
      );
      for (const { call, seen } of observed) {
        const [method, path] = operations[call.operation!];
        const pattern = new RegExp(`^/api/v3(\\.1)?${path.replaceAll(/\{\w+\}/g, "[^/]+")}(\\?|$)`);
        // Each repetition is the first request again, to the operation's own address; a redirect leads to another.
        const own = seen.received.slice(0, isFollowed(fault) ? 1 : undefined);
        const [first] = own;
        for (const request of own) {
          expect([call.name, request.method, request.path]).toEqual([
            call.name,
            method,
            expect.stringMatching(pattern),
          ]);
          expect([request.path, request.bodyHash]).toEqual([first!.path, first!.bodyHash]);
        }
        // Nothing, and no credential, goes to another origin.
        expect([call.name, seen.elsewhere]).toEqual([call.name, 0]);
        // The error counts as the server does, and where nothing arrived it counts what was tried.
        const isOne = isFollowed(fault) || fault === "421";
        const attempts = fault === "connection refused" ? 3 : isOne ? 1 : seen.sent;
        expect([call.name, seen.attempts]).toEqual([call.name, seen.outcome === "ok" ? undefined : attempts]);
      }
    });
  });

  describe.concurrent("without repetitions, one request is sent:", () => {
    // As above.
    test.each(Object.keys(rules).filter((fault) => !isFollowed(fault)))("%s", { retry: 2 }, async (fault) => {
      const observed = await Promise.all(
        calls.map(async ({ name, run }) => ({
          name,
          ...(await observe(server, { run }, fault, { fetch, retry: false })),
        })),
      );
      const sent = fault === "connection refused" ? 0 : 1;
      expect(observed.map((seen) => [seen.name, seen.sent, seen.attempts ?? 1])).toEqual(
        calls.map(({ name, method }) => [name, isRepeatedByNode(fault, method, over) ? 2 : sent, 1]),
      );
    });

    test.each(Object.keys(rules).filter(isFollowed))("%s, by the raw client", async (fault) => {
      for (const { name, method, run } of raw) {
        const { sent, elsewhere } = await observe(server, { run }, fault, { fetch });
        expect([name, sent, elsewhere]).toEqual([name, method === "GET" ? rules[fault]!.read : 1, 0]);
      }
    });
  });

  describe.concurrent("the raw client sends once, and says what of a lost call is known:", () => {
    test.each(Object.keys(rules).filter((fault) => /^(Connection|Timeout)Error$/.test(rules[fault]!.writes)))(
      "%s",
      async (fault) => {
        const { writes, mayHaveRun } = rules[fault]!;
        for (const { name, method, run } of raw) {
          const seen = await observe(server, { run }, fault, { fetch });
          expect([name, seen.sent, seen.outcome, seen.attempts, seen.mayHaveRun]).toEqual([
            name,
            fault === "connection refused" ? 0 : 1,
            writes,
            1,
            mayHaveRun && method !== "GET",
          ]);
        }
      },
    );
  });

  // A presigned address is asked once: the caller has the content, and decides.
  describe.concurrent("the file store fails:", () => {
    const transfers: {
      name: string;
      reads?: true;
      run: (...asked: [SessionHandle, ToolRouter, CallOptions]) => unknown;
    }[] = [
      { name: "upload", run: ({ files }, _, options) => files.upload("a.txt", "text", options) },
      {
        name: "upload of a stream",
        run: ({ files }, _, options) => files.upload("a.txt", new Blob(["text"]).stream(), { size: 4, ...options }),
      },
      {
        name: "uploadToolFile",
        run: (_, router, options) => {
          const file = { tool: { slug: "A_TOOL", toolkit: { slug: "a" } }, file: new Uint8Array([1]), name: "a.bin" };
          return router.uploadToolFile(file, options);
        },
      },
      { name: "download", reads: true, run: ({ files }, _, options) => files.download("a.txt", options) },
    ];

    test.each([
      "connection refused",
      "reset before the body",
      "reset before the answer",
      "a response that is not HTTP",
      "no answer",
      "no end of the headers",
      "400",
      "403",
      "404",
      "408",
      "409",
      "413",
      "429 edge, with HTML",
      "500",
      "502 with HTML",
      "503",
    ])("%s", async (fault) => {
      const { reads: outcome, mayHaveRun } = rules[fault]!;
      for (const { name, reads, run } of transfers) {
        const options = { timeout: slowFaults.has(fault) ? 1_000 : 30_000 };
        const call = { run: async (session: SessionHandle, router: ToolRouter) => run(session, router, options) };
        const seen = await observe(server, call, "no fault", { fetch, headers: { [storeFaultHeader]: fault } });
        expect([name, seen.sent, seen.stored.length, seen.outcome, seen.mayHaveRun]).toEqual([
          name,
          1,
          fault === "connection refused" ? 0 : 1,
          outcome,
          mayHaveRun && reads !== true,
        ]);
        for (const { headers } of seen.stored) expect(headers).not.toHaveProperty("x-api-key");
      }
    });
  });
});
