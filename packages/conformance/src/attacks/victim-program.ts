// `node victim-program.ts [mutant]`: a router at a port, in a process of its own that an attack may kill. It prints its
// origin, and then the path of a session.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { defineToolkit } from "@tool-router/local";
import { hostilePatterns } from "./hostile-patterns.ts";
import { realTarget } from "./target.ts";
import { openVictim, projectKey } from "./victim.ts";

const [, , mutant] = process.argv;
const strict = {
  type: "object",
  additionalProperties: false,
  required: ["a", "b", "c", "d"],
  properties: Object.fromEntries(
    ["a", "b", "c", "d"].map((name) => [name, { type: "string", minLength: 2, pattern: "^[a-z]+$" }]),
  ),
};
const run = { execute: () => ({ done: true }) };
const checks = defineToolkit({
  slug: "checks",
  description: "Tools with schemas that take long to check",
  tools: [
    {
      slug: "CHECKS_LIST",
      description: "A list of objects",
      inputSchema: { type: "object", properties: { items: { type: "array", items: strict } } },
      ...run,
    },
    {
      slug: "CHECKS_UNION",
      description: "One of many objects",
      inputSchema: {
        type: "object",
        properties: {
          items: {
            type: "array",
            items: { anyOf: Array.from({ length: 20 }, (_, index) => ({ ...strict, required: [`p${index}`] })) },
          },
        },
      },
      ...run,
    },
    {
      slug: "CHECKS_UNIQUE",
      description: "Different things",
      inputSchema: { type: "object", properties: { items: { type: "array", uniqueItems: true } } },
      ...run,
    },
    {
      slug: "CHECKS_TREE",
      description: "A tree",
      inputSchema: {
        type: "object",
        properties: { items: { $ref: "#/$defs/tree" } },
        $defs: {
          tree: {
            oneOf: [
              { type: "string" },
              { type: "array", items: { $ref: "#/$defs/tree" } },
              { type: "array", items: { $ref: "#/$defs/tree" }, minItems: 2 },
            ],
          },
        },
      },
      ...run,
    },
    {
      slug: "CHECKS_NAMES",
      description: "Names of many kinds",
      inputSchema: {
        type: "object",
        properties: {
          items: {
            type: "object",
            patternProperties: { "^(a+)+$": { type: "string" } },
            propertyNames: { maxLength: 20 },
            additionalProperties: { type: "number" },
          },
        },
      },
      ...run,
    },
    ...Object.entries(hostilePatterns).map(([name, pattern]) => ({
      slug: `CHECKS_PATTERN_${name.toUpperCase()}`,
      description: "A text of a form",
      inputSchema: { type: "object", properties: { text: { type: "string", pattern } } },
      ...run,
    })),
    ...["uri", "email", "date-time", "ipv6", "hostname", "uuid", "regex", "json-pointer", "uri-template"].map(
      (format) => ({
        slug: `CHECKS_FORMAT_${format.toUpperCase().replace("-", "_")}`,
        description: "A text of a format",
        inputSchema: { type: "object", properties: { text: { type: "string", format } } },
        ...run,
      }),
    ),
    ...Array.from({ length: 200 }, (_, index) => ({
      slug: `CHECKS_TOOL_${index}`,
      description: `Sends letter number ${index} to the person who asked for it`,
      inputSchema: { type: "object" },
      ...run,
    })),
  ],
});
const victim = await openVictim(realTarget, {
  toolkits: [checks],
  ids: undefined,
  onRequest: undefined,
  onError: undefined,
  now: undefined,
});
let { origin } = await victim.router.listen();
if (mutant !== undefined) {
  const front = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      if (body.length > 100_000) {
        const until = performance.now() + (mutant === "slow" ? 60_000 : 0);
        while (performance.now() < until);
        if (mutant === "dies") process.exit(1);
      }
      if (body.length > 100_000 && mutant === "echo") {
        response.writeHead(400).end(body);
        return;
      }
      const init = {
        method: request.method ?? "GET",
        headers: { "x-api-key": projectKey },
        ...(body.length > 0 && { body }),
      };
      const forward = async (): Promise<void> => {
        const answer = await victim.router.fetch(`${origin}${request.url}`, init);
        response.writeHead(answer.status).end(await answer.text());
      };
      void forward();
    });
  });
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
}
console.log(JSON.stringify({ origin, session: await victim.session("alice") }));
