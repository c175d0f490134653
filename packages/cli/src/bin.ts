#!/usr/bin/env node
import { run } from "./main.ts";

const stop = new AbortController();
// A second signal ends the process at once.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    stop.abort();
  });
}

void main();

async function main(): Promise<void> {
  process.exitCode = await run(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    env: process.env,
    stop: stop.signal,
    program: [import.meta.filename, ...process.argv.slice(2)],
  });
  // Timers and sockets of the toolkits would keep the process alive.
  process.stdout.write("", () => process.exit());
}
