// `node --expose-gc memory-program.ts <client>` prints the heap growth per call, in bytes.
import { type ClientName, prepareClient } from "./clients.ts";
import { fixedResponse } from "./in-process.ts";

const execute = await prepareClient(process.argv[2] as ClientName, "http://stub.localhost", fixedResponse);
const calls = 100_000;

async function heapAfter(count: number): Promise<number> {
  for (let index = 0; index < count; index++) {
    await execute();
    // Finalizers need turns of the event loop, which a real network would provide.
    if (index % 100 === 0) await new Promise(setImmediate);
  }
  for (let turn = 0; turn < 4; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    globalThis.gc!();
  }
  return process.memoryUsage().heapUsed;
}

const before = await heapAfter(20_000);
const after = await heapAfter(calls);
console.log((after - before) / calls);
process.exit(0);
