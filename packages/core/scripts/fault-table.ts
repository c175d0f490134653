// Prints the client's behavior under each fault, observed against a server on the loopback interface: the number of
// requests and the outcome. Every implementation of `fetch` must have the same table.
//
//   node --conditions=@tool-router/source packages/core/scripts/fault-table.ts

import type { Fetch } from "../src/index.ts";
import { calls, isRepeatedByNode, type Kind, observe, type Observed } from "../src/testing/fault-matrix.ts";
import { servedFaults, startFaultServer } from "../src/testing/fault-server.ts";
import { fetches } from "../src/testing/fetches.ts";

const columns: Readonly<Record<string, readonly Kind[]>> = {
  GET: ["read"],
  POST: ["post read"],
  DELETE: ["delete"],
  write: ["write"],
  PATCH: ["patch"],
  api: ["raw"],
};

const shown = ({ sent, outcome, mayHaveRun }: Observed, isRepeated: boolean): string =>
  `${isRepeated ? "1*" : sent}${outcome === "ok" ? " ok" : mayHaveRun ? " !" : ""}`;

// Retries have no delay.
Math.random = () => 0;
const server = await startFaultServer();
const isStatus = (fault: string): boolean => /^\d/.test(fault);
const faults = ["connection refused", ...servedFaults.filter((fault) => !isStatus(fault))];

async function tableOver(fetch: Fetch): Promise<string> {
  const rows: string[][] = [];
  for (const fault of [...faults, ...servedFaults.filter(isStatus).toSorted()]) {
    const results = await Promise.all(
      calls.map(async (call) => ({ ...call, ...(await observe(server, call, fault, { fetch })) })),
    );
    const cells = Object.values(columns).map((kinds) => [
      ...new Set(
        results
          .filter(({ kind }) => kinds.includes(kind))
          .map((seen) => shown(seen, isRepeatedByNode(fault, seen.method, "fetch"))),
      ),
    ]);
    const error = results.find(({ attempts }) => attempts !== undefined)?.outcome ?? "";
    rows.push([fault, ...cells.map((seen) => seen.join(" / ")), error.replace(/Error$/, "") || (error && "API")]);
  }
  const heading = ["fault", ...Object.keys(columns), "error"];
  const widths = heading.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(heading), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

const tables: string[] = [];
for (const { fetch } of fetches) tables.push(await tableOver(fetch));
await server.close();

const names = fetches.map(({ name }) => name);
const alike = new Set(tables).size === 1;
if (!alike) process.exitCode = 1;
process.stdout.write(`${
  alike
    ? `${tables[0]}\n\nThe same over ${names.join(" and over ")}.`
    : tables.map((table, index) => `Over ${names[index]}:\n${table}\n`).join("\n")
}

Each cell: the number of requests that the server received; "ok": the call succeeded; "!": the error says
that the call may have run (mayHaveRun). ${calls.length} calls under ${servedFaults.length + 1} faults.

GET, DELETE  reads by GET; deletions.
POST         POST requests that can safely run twice: search, attach, read-only meta tools, tools annotated
             as read-only or idempotent, and calls with retry: { repeatable: true }. Redirects that would
             change the method are not followed.
write        create, link, execute, proxy, uploads.
api          the raw client: GET, and other methods where they differ. Errors are values.

*            Node's fetch itself repeats a GET after a 421, so the server receives two. undici's request does not.

All but the raw client try a refused connection three times.
`);
