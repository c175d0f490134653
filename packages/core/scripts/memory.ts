// Makes 100,000 calls in this process and prints the memory in use. Exits with 1 if it grows.
//
//   node --expose-gc --conditions=@tool-router/source packages/core/scripts/memory.ts

import { createToolRouter, type Fetch } from "../src/index.ts";

const collect = (globalThis as { gc?: () => void }).gc;
if (!collect) throw new Error("Run it with --expose-gc.");

const success = { data: { text: "x".repeat(1000) }, error: null, log_id: "log_1", items: [], next_cursor: null };
const text = JSON.stringify(success);
let sent = 0;
const fetch: Fetch = () => {
  sent++;
  // Of ten calls, one fails at first, one hangs, and one is rejected.
  if (sent % 10 === 3) return Promise.resolve(Response.json({}, { status: 503, headers: { "retry-after-ms": "0" } }));
  if (sent % 10 === 6) return new Promise(() => {});
  if (sent % 10 === 9) {
    const error = { message: "no", code: 1, slug: "No", status: 400 };
    return Promise.resolve(Response.json({ error }, { status: 400 }));
  }
  return Promise.resolve(new Response(text, { headers: { "content-type": "application/json" } }));
};

const session = createToolRouter({ apiKey: "ak_memory_1", fetch, retry: { maxDelay: 1 } }).sessions.use("trs_1");
/** Outlives all calls, so leaked listeners accumulate. */
const lasting = new AbortController();

async function one(index: number): Promise<void> {
  const own = index % 3 === 0 ? new AbortController() : undefined;
  const { signal } = own ?? lasting;
  const call =
    index % 2 === 0
      ? session.tools({ signal, timeout: 20 })
      : session.execute("A_TOOL", { index }, { signal, timeout: 20 });
  if (index % 30 === 0) own?.abort();
  await call.catch(() => undefined);
}

const total = 100_000;
const atOnce = 1000;
const samples: number[] = [];
const start = performance.now();
for (let done = 0; done < total;) {
  await Promise.all(Array.from({ length: atOnce }, (_, index) => one(done + index)));
  done += atOnce;
  if (done % 10_000 !== 0) continue;
  collect();
  const used = process.memoryUsage().heapUsed / 1024 / 1024;
  samples.push(used);
  process.stdout.write(`${String(done).padStart(7)} calls  ${used.toFixed(2)} MiB\n`);
}

// The first ten thousand calls warm up the engine.
const [, first = 0, ...rest] = samples;
const growth = (rest.at(-1) ?? 0) - first;
const seconds = (performance.now() - start) / 1000;
const timers = process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
process.stdout.write(
  `${sent} requests in ${seconds.toFixed(1)} s; growth after warming up ${growth.toFixed(2)} MiB; timers left: ${timers}\n`,
);
if (growth > 1 || timers > 0) {
  process.stdout.write("It grows.\n");
  process.exitCode = 1;
}
