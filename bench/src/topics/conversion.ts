import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { toAISDKTools } from "@tool-router/ai-sdk";
import { createToolRouter, type Tool } from "@tool-router/core";
import { toLangChainTools } from "@tool-router/langchain";
import { toChatTools, toResponsesTools } from "@tool-router/openai";
import { key } from "../stub-responses.ts";
import { loadRival } from "../rivals.ts";
import { interleaved } from "../rounds.ts";
import { type SeededTool, seededTools } from "../seeded-tools.ts";
import { digits, ratioTable, spreadOf, type Samples, type Table } from "../table.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

const baseline = "structuredClone";

/** Numbers of tools. With few tools, a round repeats the conversion `times` times. */
const sizes = [
  { count: 1, rounds: 9, times: 300 },
  { count: 50, rounds: 9, times: 20 },
  { count: 1_000, rounds: 7, times: 1 },
  { count: 10_000, rounds: 3, times: 1 },
];

/** Converters for the same framework: the vendor's and ours. */
const pairs = [
  ["@composio/vercel", "@tool-router/ai-sdk"],
  ["@composio/langchain", "@tool-router/langchain"],
  ["@composio/openai", "@tool-router/openai, chat"],
] as const;

interface Conversion {
  /** Microseconds per tool. */
  readonly time: number;
  /** Bytes allocated per tool. NaN if the runtime does not count them. */
  readonly allocated: number;
  /** Bytes retained by the result, per tool. */
  readonly retained: number;
}

/** Measures converting the router's tools for a framework. Every round uses new tools, so that caches do not help. */
export async function measure(): Promise<Table[]> {
  const converters = await prepareConverters();
  const times: Samples[] = [];
  const allocated: Samples[] = [];
  const retained: string[][] = Object.keys(converters).map((name) => [name]);
  for (const { count, rounds, times: repeated } of sizes) {
    const measured = await interleaved(
      Object.fromEntries(
        Object.entries(converters).map(([name, converter]) => [name, () => convert(converter, count, repeated)]),
      ),
      { rounds, warmUp: count > 1000 ? 1 : 2 },
    );
    const pick = (quantity: keyof Conversion): Samples =>
      Object.fromEntries(
        Object.entries(measured).map(([name, values]) => [name, values.map((value) => value[quantity])]),
      );
    times.push(pick("time"));
    allocated.push(pick("allocated"));
    for (const row of retained) row.push(digits(spreadOf(measured[row[0]!]!.map((value) => value.retained)).median));
  }
  const rows = pairs.map(([theirs, own]) => [
    `${theirs} vs. ${own}`,
    ...times.map((samples) => {
      const { min, median, max } = spreadOf(samples[theirs]!.map((time, round) => time / samples[own]![round]!));
      return `**${digits(median)}×** (${digits(min)}–${digits(max)})`;
    }),
  ]);
  const columns = ["", ...sizes.map(({ count }) => `${digits(count)} tools`)];
  const perTool = (title: string, unit: string, samples: Samples[]): Table =>
    ratioTable(
      title,
      baseline,
      sizes.map(({ count }, index) => ({ name: digits(count), unit, samples: samples[index]! })),
    );
  return [
    perTool("Conversion time per tool", "µs", times),
    ...(Number.isNaN(allocatedBytes())
      ? []
      : [perTool("Memory allocated by the conversion, per tool", "B", allocated)]),
    { title: "Conversion time of the vendor's converters, relative to ours", columns, rows, data: rows },
    { title: "Memory retained by the result, in bytes per tool", columns, rows: retained, data: retained },
  ];
}

/** Prepares its input, which is not measured, and returns the conversion. */
type Converter = (tools: SeededTool[]) => () => unknown;

async function convert(converter: Converter, count: number, times: number): Promise<Conversion> {
  const results: unknown[] = [];
  const runs = Array.from({ length: times }, (_, index) => converter(seededTools(count, index + 1)));
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const allocatedBefore = allocatedBytes();
  const start = performance.now();
  for (const run of runs) results.push(await run());
  const time = ((performance.now() - start) * 1000) / (count * times);
  const allocated = (allocatedBytes() - allocatedBefore) / (count * times);
  collectGarbage();
  const retained = (process.memoryUsage().heapUsed - before) / (count * times);
  if (results.length !== runs.length) throw new Error("A conversion returned nothing.");
  return { time, allocated, retained };
}

/** Total bytes allocated so far. Only Node 26 and later count them. */
const allocatedBytes = (): number =>
  (getHeapStatistics() as { total_allocated_bytes?: number }).total_allocated_bytes ?? Number.NaN;

const ours =
  (adapt: (tools: readonly Tool[]) => unknown): Converter =>
  (seeded) => {
    const tools = seeded.map(toNeutral);
    return () => adapt(tools);
  };

/** Calls a provider as the vendor's client does. */
const vendors =
  (provider: { wrapTools(tools: object[], execute: () => Promise<object>): unknown }): Converter =>
  (seeded) => {
    const tools = seeded.map(({ schema, ...tool }) => ({
      ...tool,
      inputParameters: schema,
      tags: [],
      toolkit: { slug: "app", name: "App" },
    }));
    return () => provider.wrapTools(tools, async () => ({ data: {}, error: null, successful: true }));
  };

async function prepareConverters(): Promise<Record<string, Converter>> {
  const session = createToolRouter({ apiKey: key, baseUrl: "http://stub.localhost" }).sessions.use("trs_1");
  const [{ OpenAIProvider }, { VercelProvider }, { LangchainProvider }] = await Promise.all(
    ["@composio/openai", "@composio/vercel", "@composio/langchain"].map(loadRival),
  );
  return {
    [baseline]: (tools) => () => structuredClone(tools),
    "hand-written mapping": (tools) => () =>
      tools.map(({ slug, description, schema }) => ({
        type: "function",
        function: { name: slug, description, parameters: schema },
      })),
    "@tool-router/openai, chat": ours((tools) => toChatTools(session, { tools })),
    "@tool-router/openai, responses": ours((tools) => toResponsesTools(session, { tools })),
    "@tool-router/ai-sdk": ours((tools) => toAISDKTools(session, { tools })),
    "@tool-router/langchain": ours((tools) => toLangChainTools(session, { tools })),
    "@composio/openai": vendors(new OpenAIProvider()),
    "@composio/vercel": vendors(new VercelProvider()),
    "@composio/langchain": vendors(new LangchainProvider()),
  };
}

const toNeutral = ({ slug, name, description, schema }: SeededTool): Tool => ({
  slug,
  name,
  description,
  inputSchema: schema,
  outputSchema: {},
  toolkit: { slug: "app", name: "App" },
  tags: [],
  annotations: {},
  version: "1",
  raw: {} as Tool["raw"],
});
