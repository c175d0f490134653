// `node --expose-gc memory-program.ts <client>` prints how many bytes of the heap one call leaves behind.
import { type ClientName, prepareClient } from "./contenders.ts";
import { served } from "./in-process.ts";

const execute = await prepareClient(process.argv[2] as ClientName, "http://stub.localhost", served);
const calls = 100_000;

async function heapAfter(count: number): Promise<number> {
  for (let index = 0; index < count; index++) await execute();
  // Timers and finalizers want a turn of the event loop before they let go.
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
