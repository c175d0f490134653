import { networkClientNames, prepareClients } from "../clients.ts";
import { fixedResponse, honoFetch } from "../in-process.ts";
import { interleaved, microsecondsEach } from "../rounds.ts";
import { startServer } from "../server-process.ts";
import { ratioTable, type Samples, type Table } from "../table.ts";

/** Saved here, because one rival's setup replaces the global `fetch`. */
const realFetch = globalThis.fetch;

/** Measures the cost of running a tool, relative to `fetch`. */
export async function measure(): Promise<Table[]> {
  return [
    await inProcess("in process, with a handler that reads the request", honoFetch),
    await inProcess("in process, with a function that returns a fixed response", fixedResponse),
    ...(await overLoopback()),
  ];
}

async function inProcess(title: string, fetch: typeof globalThis.fetch): Promise<Table> {
  const calls = await prepareClients("http://stub.localhost", fetch);
  const samples = await interleaved(
    mapValues(calls, (execute) => () => microsecondsEach(3000, execute)),
    { rounds: 15, warmUp: 4 },
  );
  return ratioTable(`One call ${title}`, "fetch", [{ name: "time", unit: "µs", samples }]);
}

interface Sequence {
  readonly p50: number;
  readonly p99: number;
  readonly cpu: number;
}

async function overLoopback(): Promise<Table[]> {
  const { port, stop } = await startServer("./stub-server.ts");
  try {
    const calls = await prepareClients(`http://127.0.0.1:${port}`, realFetch, networkClientNames);
    const sequences = await interleaved(
      mapValues(calls, (execute) => () => sequence(400, execute)),
      { rounds: 15, warmUp: 3 },
    );
    const pick = (quantity: keyof Sequence): Samples =>
      mapValues(sequences, (rounds) => rounds.map((round) => round[quantity]));
    const throughput: Samples[] = [];
    const widths = [1, 8, 64, 256];
    for (const width of widths) {
      throughput.push(
        await interleaved(
          mapValues(calls, (execute) => () => concurrently(512, width, execute)),
          { rounds: 7 },
        ),
      );
    }
    return [
      ratioTable("Sequential calls over loopback", "fetch", [
        { name: "p50", unit: "µs", samples: pick("p50") },
        { name: "p99", unit: "µs", samples: pick("p99") },
        { name: "CPU", unit: "µs", samples: pick("cpu") },
      ]),
      ratioTable(
        "Time per call over loopback, by calls in flight",
        "fetch",
        widths.map((width, index) => ({ name: String(width), unit: "µs", samples: throughput[index]! })),
      ),
    ];
  } finally {
    stop();
  }
}

async function sequence(count: number, execute: () => Promise<unknown>): Promise<Sequence> {
  const times: number[] = [];
  const before = process.cpuUsage();
  for (let index = 0; index < count; index++) {
    const start = performance.now();
    await execute();
    times.push((performance.now() - start) * 1000);
  }
  const { user, system } = process.cpuUsage(before);
  times.sort((a, b) => a - b);
  return { p50: times[count >> 1]!, p99: times[Math.floor(count * 0.99)]!, cpu: (user + system) / count };
}

async function concurrently(count: number, width: number, execute: () => Promise<unknown>): Promise<number> {
  let left = count;
  const start = performance.now();
  const worker = async (): Promise<void> => {
    while (left-- > 0) await execute();
  };
  await Promise.all(Array.from({ length: width }, worker));
  return ((performance.now() - start) / count) * 1000;
}

const mapValues = <From, To>(object: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
