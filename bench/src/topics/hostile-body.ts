import { createLocalRouter, defineToolkit } from "@tool-router/local";
import { key } from "../stub-responses.ts";
import { interleaved } from "../rounds.ts";
import { digits, spreadOf, type Table } from "../table.ts";

/** Just below the router's default limit for requests. */
const BODY_LENGTH = 9.5 * 1024 * 1024;
const sessions = "/api/v3/tool_router/session";

/** Measures the local router's time for large hostile bodies, relative to `JSON.parse`. */
export async function measure(): Promise<Table[]> {
  const router = createLocalRouter({ toolkits: [checker], apiKey: key });
  const send = async (path: string, body: string): Promise<{ status: number; text: string }> => {
    const headers = { "content-type": "application/json", "x-api-key": key };
    const response = await router.fetch(router.baseUrl + path, { method: "POST", headers, body });
    return { status: response.status, text: await response.text() };
  };
  const { text } = await send(sessions, JSON.stringify({ user_id: "user_42" }));
  const session = `${sessions}/${(JSON.parse(text) as { session_id: string }).session_id}`;

  const measured: { name: string; response: number; parse: number[]; request: number[] }[] = [];
  for (const { name, path, body } of bodies(session)) {
    const response = await send(path, body);
    if (response.status >= 500) throw new Error(`${name}: ${response.text.slice(0, 500)}`);
    const { parse, request } = await interleaved(
      { parse: () => milliseconds(() => JSON.parse(body)), request: () => milliseconds(() => send(path, body)) },
      { rounds: 5, warmUp: 1 },
    );
    measured.push({ name, response: response.text.length, parse: parse!, request: request! });
  }
  return [
    {
      title: "A 9.5 MiB request to the local router",
      columns: ["", "JSON.parse, ms", "request, ms", "vs. JSON.parse", "response, bytes"],
      rows: measured.map(({ name, response, parse, request }) => {
        const ratio = spreadOf(request.map((time, round) => time / parse[round]!));
        return [
          name,
          digits(spreadOf(parse).median),
          digits(spreadOf(request).median),
          `**${digits(ratio.median)}×** (${digits(ratio.min)}–${digits(ratio.max)})`,
          digits(response),
        ];
      }),
      data: measured,
    },
  ];
}

async function milliseconds(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const args = (field: string, items: string): string =>
  `{"tool_slug":"CHECKER_RUN","arguments":{"${field}":[${items}]}}`;

function bodies(session: string): { name: string; path: string; body: string }[] {
  const search = `${session}/search`;
  const execute = `${session}/execute`;
  return [
    { name: "empty objects as queries", path: search, body: `{"queries":[${filled(() => "{}")}]}` },
    {
      name: "numbers as toolkits",
      path: sessions,
      body: `{"user_id":"u","toolkits":{"enable":[${filled(String)}]}}`,
    },
    {
      name: "one toolkit, repeated",
      path: sessions,
      body: `{"user_id":"u","toolkits":{"enable":[${filled(() => '"checker"')}]}}`,
    },
    { name: "unknown names", path: sessions, body: `{"user_id":"u",${filled((index) => `"name_${index}":1`)}}` },
    { name: "one name, repeated", path: sessions, body: `{${filled(() => '"user_id":"u"')},"a":1}` },
    {
      name: "invalid tool filters",
      path: sessions,
      body: `{"user_id":"u","tools":{${filled((index) => `"t${index}":{"tags":{"enable":[1]},"disable":2}`)}}}`,
    },
    {
      name: "invalid slugs of custom tools",
      path: sessions,
      body: `{"user_id":"u","experimental":{"custom_tools":[${filled((index) => `{"slug":"${index} !"}`)}]}}`,
    },
    { name: "one long slug", path: execute, body: `{"tool_slug":"${"X".repeat(BODY_LENGTH)}"}` },
    {
      name: "nested arrays",
      path: search,
      body: `{"queries":[${filled(() => "[".repeat(190) + "]".repeat(190))}]}`,
    },
    {
      name: "arguments: empty objects as strings",
      path: execute,
      body: args(
        "texts",
        filled(() => "{}"),
      ),
    },
    {
      name: "arguments: valid strings",
      path: execute,
      body: args(
        "texts",
        filled((index) => `"text ${index}"`),
      ),
    },
    {
      name: "arguments: unique objects",
      path: execute,
      body: args(
        "unique",
        filled((index) => `{"id":${index}}`),
      ),
    },
    { name: "arguments: unique numbers", path: execute, body: args("unique", filled(String)) },
    {
      name: "arguments: oneOf, the last branch matches",
      path: execute,
      body: args(
        "choices",
        filled((index) => `{"c":${index}}`),
      ),
    },
    {
      name: "arguments: oneOf, no branch matches",
      path: execute,
      body: args(
        "choices",
        filled(() => '{"d":1}'),
      ),
    },
    {
      name: "arguments: recursive anyOf",
      path: execute,
      body: args(
        "nodes",
        filled(() => '{"next":'.repeat(90) + "1" + "}".repeat(90)),
      ),
    },
    {
      name: "arguments: a string for a nested quantifier",
      path: execute,
      body: `{"tool_slug":"CHECKER_RUN","arguments":{"word":"${"a".repeat(BODY_LENGTH)}!"}}`,
    },
  ];
}

/** Joins generated items with commas, up to the body length. */
function filled(make: (index: number) => string): string {
  const items: string[] = [];
  for (let length = 0, index = 0; length < BODY_LENGTH; index++) {
    const item = make(index);
    items.push(item);
    length += item.length + 1;
  }
  return items.join(",");
}

const node = { $ref: "#/$defs/node" };

/** A tool whose input schema is expensive to validate. */
const checker = defineToolkit({
  slug: "checker",
  description: "Checks arguments",
  tools: [
    {
      slug: "CHECKER_RUN",
      description: "Takes arguments of many kinds",
      inputSchema: {
        $defs: {
          node: {
            anyOf: [
              { type: "object", properties: { next: node }, required: ["next"] },
              { type: "object", properties: { next: node, other: false }, required: ["next"] },
            ],
          },
        },
        type: "object",
        properties: {
          texts: { type: "array", items: { type: "string" } },
          unique: { type: "array", uniqueItems: true },
          choices: {
            type: "array",
            items: { oneOf: ["a", "b", "c"].map((name) => ({ type: "object", required: [name] })) },
          },
          nodes: { type: "array", items: node },
          word: { type: "string", pattern: "^(a+)+$" },
        },
      },
      execute: () => ({}),
    },
  ],
});
