// `node --expose-gc memory-program.ts <client>` prints how many bytes of the heap one call leaves behind.
import { type ClientName, prepareClient } from "./contenders.ts";
import { constant } from "./in-process.ts";

const execute = await prepareClient(process.argv[2] as ClientName, "http://stub.localhost", constant);
const calls = 100_000;

async function heapAfter(count: number): Promise<number> {
  for (let index = 0; index < count; index++) {
    await execute();
    // The runtime's finalizers want a turn of the event loop now and then, which every real network gives.
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
