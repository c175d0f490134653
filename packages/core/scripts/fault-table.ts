// Prints what the client does under each fault, as it was observed against a server on the loopback
// interface: how many requests the server counted, and what the caller got. Made over each way to the
// network, and it must not differ.
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

// No wait before a repetition.
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

Each cell: how many requests the server received; "ok": the caller got its result; "!": the caller's
error says that the call may have run (mayHaveRun). ${calls.length} calls under ${servedFaults.length + 1} faults.

GET, DELETE  reads by GET; deletions.
POST         what is sent by POST and may be repeated: search, attach, meta tools that read, a tool
             that says it is read-only or idempotent, any with retry: { repeatable: true }. What is
             not followed here is a redirect that would change the method.
write        create, link, execute, proxy, uploads.
api          the raw client: GET, and what else differs from it. A refusal is a value there.

*            Node's fetch repeats a GET by itself after a 421: the server receives two. undici's request does not.

A refused connection is tried three times by all but the raw client.
`);
