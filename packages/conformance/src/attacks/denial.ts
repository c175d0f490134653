import { connect, type Socket } from "node:net";
import { must, type Attack, type AttackClass } from "./attack.ts";
import { childRouter, type ChildRouter } from "./child-router.ts";
import { projectKey, type Answer, type Any } from "./victim.ts";
import { hostilePatterns } from "./hostile-patterns.ts";

export const denial: AttackClass = {
  title: "denial by resources",
  open: async (target) => {
    const child = childRouter(target.programArguments, 160);
    return {
      attacks: [
        ...listAttacks(child),
        ...patternAttacks(child),
        ...schemaAttacks(child),
        ...searchAttacks(child),
        ...memoryAttacks(child),
        ...connectionAttacks(child),
      ],
      close: () => child.close(),
    };
  },
  mutants: [
    ["a long body keeps the router busy", (target) => ({ ...target, programArguments: ["slow"] })],
    ["a long body ends the router", (target) => ({ ...target, programArguments: ["dies"] })],
  ],
};

type Send = (session: string) => [path: string, body: unknown];

function attack(child: ChildRouter, name: string, send: Send): Attack {
  return {
    name,
    run: async () => {
      const [path, body] = send(await child.session());
      await child.withstand(async (ask) => [await ask("POST", path, { body })]);
    },
  };
}

/** Lists in the arguments of meta tools, each entry of which is work. */
function listAttacks(child: ChildRouter): Attack[] {
  const entries: Record<string, [slug: string, args: (count: number) => object]> = {
    "links to make": [
      "COMPOSIO_MANAGE_CONNECTIONS",
      (count) => ({ toolkits: fill(count, () => ({ name: "vault", action: "add" })) }),
    ],
    "links to make, with aliases": [
      "COMPOSIO_MANAGE_CONNECTIONS",
      (count) => ({ toolkits: fill(count, (index) => ({ name: "vault", action: "add", alias: `alias ${index}` })) }),
    ],
    "toolkits to connect anew": [
      "COMPOSIO_MANAGE_CONNECTIONS",
      (count) => ({ toolkits: fill(count, () => "vault"), reinitiate_all: true }),
    ],
    "unknown toolkits to connect": [
      "COMPOSIO_MANAGE_CONNECTIONS",
      (count) => ({ toolkits: fill(count, (index) => `vaul${index}`) }),
    ],
    "accounts to list": [
      "COMPOSIO_MANAGE_CONNECTIONS",
      (count) => ({ toolkits: fill(count, () => ({ name: "vault", action: "list" })) }),
    ],
    "items of a batch": [
      "COMPOSIO_MULTI_EXECUTE_TOOL",
      (count) => ({ tools: fill(count, () => ({ tool_slug: "PLAIN_ECHO", arguments: {} })) }),
    ],
    "misspelled items of a batch": [
      "COMPOSIO_MULTI_EXECUTE_TOOL",
      (count) => ({ tools: fill(count, (index) => ({ tool_slug: `CHECKS_TOL_${index}`, arguments: {} })) }),
    ],
    "slugs to look up": [
      "COMPOSIO_GET_TOOL_SCHEMAS",
      (count) => ({ tool_slugs: fill(count, (index) => `CHECKS_TOOL_${index}`) }),
    ],
    "misspelled slugs to look up": [
      "COMPOSIO_GET_TOOL_SCHEMAS",
      (count) => ({ tool_slugs: fill(count, (index) => `CHEKS_TOL_${index}X`) }),
    ],
    queries: [
      "COMPOSIO_SEARCH_TOOLS",
      (count) => ({ queries: fill(count, (index) => ({ use_case: `send letter ${index} to a person` })) }),
    ],
    "toolkits to wait for": [
      "COMPOSIO_WAIT_FOR_CONNECTIONS",
      (count) => ({ toolkits: fill(count, () => "vault"), mode: "all" }),
    ],
  };
  return Object.entries(entries).flatMap(([name, [slug, argsOf]]) =>
    [500, 5000, 100_000].map((count) => ({
      name: `${count} ${name}`,
      run: async () => {
        const session = await child.session();
        await child.withstand(async (ask) => [
          await ask("POST", `${session}/execute_meta`, { body: { slug, arguments: argsOf(count) } }),
        ]);
      },
    })),
  );
}

const fill = (count: number, make: (index: number) => unknown): unknown[] =>
  Array.from({ length: count }, (_, index) => make(index));

function patternAttacks(child: ChildRouter): Attack[] {
  const texts: Record<string, string> = {
    "forty letters": `${"a".repeat(40)}!`,
    "fifty thousand letters": `${"a".repeat(50_000)}!`,
    "fifty thousand times x": `${"x".repeat(50_000)}z`,
    "fifty thousand spaces": `${" ".repeat(50_000)}a`,
    "names and dots": `${"a.".repeat(20_000)}@`,
  };
  const formats = ["URI", "EMAIL", "DATE_TIME", "IPV6", "HOSTNAME", "UUID", "REGEX", "JSON_POINTER", "URI_TEMPLATE"];
  const long: Record<string, string> = {
    colons: ":".repeat(50_000),
    percents: `http://a/${"%25".repeat(20_000)}%`,
    brackets: `${"(".repeat(20_000)}${")".repeat(20_000)}`,
    dots: `${"a.".repeat(30_000)}-`,
  };
  const execute =
    (slug: string, text: string): Send =>
    (session) => [`${session}/execute`, { tool_slug: slug, arguments: { text } }];
  return [
    ...Object.keys(hostilePatterns).flatMap((pattern) =>
      Object.entries(texts).map(([name, text]) =>
        attack(
          child,
          `the pattern "${pattern}" against ${name}`,
          execute(`CHECKS_PATTERN_${pattern.toUpperCase()}`, text),
        ),
      ),
    ),
    ...formats.flatMap((format) =>
      Object.entries(long).map(([name, text]) =>
        attack(child, `the format ${format} against ${name}`, execute(`CHECKS_FORMAT_${format}`, text)),
      ),
    ),
  ];
}

/** Schemas of custom tools, which a caller brings along. */
function schemaAttacks(child: ChildRouter): Attack[] {
  const nested = (depth: number, wrap: (inner: Any) => Any): Any => {
    let schema: Any = { type: "string" };
    for (let level = 0; level < depth; level++) schema = wrap(schema);
    return schema;
  };
  const object = (properties: object, more: object = {}): object => ({ type: "object", properties, ...more });
  const doubling = Object.fromEntries(
    fill(40, (index) => index).map((index) => [
      `d${String(index)}`,
      { allOf: [{ $ref: `#/$defs/d${Number(index) + 1}` }, { $ref: `#/$defs/d${Number(index) + 1}` }] },
    ]),
  );
  const schemas: Record<string, () => object> = {
    "references that double forty times": () =>
      object({ a: { $ref: "#/$defs/d0" } }, { $defs: { ...doubling, d40: {} } }),
    "a reference to itself": () => object({ a: { $ref: "#/properties/a" } }),
    "references in a circle": () =>
      object({ a: { $ref: "#/$defs/b" } }, { $defs: { b: { $ref: "#/$defs/c" }, c: { $ref: "#/$defs/b" } } }),
    "a reference to the whole": () => object({ a: { $ref: "#" } }),
    "a reference to another machine": () => object({ a: { $ref: "http://127.0.0.1:1/schema.json" } }),
    "a reference to a file": () => object({ a: { $ref: "file:///etc/passwd" } }),
    "a hundred thousand properties": () =>
      object(Object.fromEntries(fill(100_000, (index) => [`p${String(index)}`, {}]) as [string, object][])),
    "a hundred thousand values": () => object({ a: { enum: fill(100_000, (index) => index) } }),
    "a hundred thousand alternatives": () => object({ a: { anyOf: fill(100_000, (index) => ({ const: index })) } }),
    "a hundred thousand required names": () => object({}, { required: fill(100_000, (index) => `p${String(index)}`) }),
    "ninety objects in each other": () => object({ a: nested(90, (inner) => object({ a: inner })) }),
    "ninety lists in each other": () => object({ a: nested(90, (items) => ({ type: "array", items })) }),
    "a negation of negations": () => object({ a: nested(150, (not) => ({ not })) }),
    "a hostile pattern": () => object({ a: { type: "string", pattern: "^(a+)+$" } }),
    "a pattern of a megabyte": () => object({ a: { type: "string", pattern: "(a|".repeat(300_000) } }),
    "an invalid pattern": () => object({ a: { type: "string", pattern: "(" } }),
    "hostile names of properties": () => object({}, { patternProperties: { "^(a+)+$": {}, "(": {} } }),
    "a prototype": () =>
      JSON.parse(
        '{"type":"object","properties":{"__proto__":{"type":"string"},"constructor":{"type":"object"}}}',
      ) as object,
    "contradicting limits of numbers": () =>
      object({ a: { type: "number", multipleOf: 0, minimum: 1e308, maximum: -1e308 } }),
    "invalid types": () => object({ a: { type: ["x", 5, null] } }),
    "a description of five megabytes": () => object({ a: { description: "x".repeat(5 << 20) } }),
    "an identifier that is the router's": () =>
      object({}, { $id: "tool-router", $schema: "http://json-schema.org/draft-04/schema#" }),
  };
  const ways: Record<string, (session: string, tool: object) => [string, object]> = {
    "a session": (_, tool) => ["/tool_router/session", { user_id: "u", experimental: { custom_tools: [tool] } }],
    "a search": (session, tool) => [
      `/api/v3.1${session}/search`,
      { queries: [{ use_case: "x" }], experimental: { custom_tools: [tool] } },
    ],
    "a call": (session, tool) => [
      `/api/v3.1${session}/execute`,
      {
        tool_slug: "COMPOSIO_GET_TOOL_SCHEMAS",
        arguments: { tool_slugs: ["LOCAL_BOMB"] },
        experimental: { custom_tools: [tool] },
      },
    ],
  };
  return Object.entries(schemas).flatMap(([name, make]) =>
    Object.entries(ways).map(([way, send]) => ({
      name: `a custom tool with ${name} in ${way}`,
      run: async () => {
        const session = await child.session();
        const [path, body] = send(session, { slug: "bomb", name: "Bomb", description: "A bomb", input_schema: make() });
        await child.withstand(async (ask) => {
          return [await ask("POST", path, { body })];
        });
      },
    })),
  );
}

function searchAttacks(child: ChildRouter): Attack[] {
  const queries: Record<string, string> = {
    "one long word": "a".repeat(1024),
    "many words": "send letter ".repeat(85),
    "many different words": fill(150, (index) => `w${String(index)}`).join(" "),
    "words that nearly fit": "snd lettr nmber persn askd ".repeat(35),
    "signs of a query language": '+"send letter"~9 -x OR * ^10 (((('.repeat(25),
    "letters that combine": "e\u0301\u0302\u0303\u0304".repeat(200),
    emoji: "👩‍👩‍👧‍👦".repeat(90),
  };
  return [
    ...Object.entries(queries).flatMap(([name, use_case]) => [
      attack(child, `seven searches for ${name}`, (session) => [
        `${session}/search`,
        { queries: fill(7, () => ({ use_case })) },
      ]),
      {
        name: `looks for ${name} in the catalog`,
        run: () =>
          child.withstand(async (ask) => {
            const query = encodeURIComponent(use_case.slice(0, 1000));
            const answers = [await ask("GET", `/tools?search=${query}`), await ask("GET", `/toolkits?search=${query}`)];
            return answers;
          }),
      },
    ]),
    attack(child, "a search for a text of nine megabytes", (session) => [
      `${session}/search`,
      { queries: [{ use_case: "letter ".repeat(1_300_000) }] },
    ]),
  ];
}

/** Values that the router keeps, sent until they would fill its memory. */
function memoryAttacks(child: ChildRouter): Attack[] {
  const long = "x".repeat(9 << 20);
  const kept: Record<string, (session: string, index: number) => [string, object, Record<string, string>?]> = {
    "user ids": (_, index) => ["/tool_router/session", { user_id: `${index}${long}` }],
    "callback addresses of sessions": (_, index) => [
      "/tool_router/session",
      { user_id: "u", manage_connections: { callback_url: `https://a.example/${index}${long}` } },
    ],
    "callback addresses of links": (session, index) => [
      `${session}/link`,
      { toolkit: "vault", callback_url: `https://a.example/${index}${long}` },
    ],
    aliases: (session, index) => [`${session}/link`, { toolkit: "vault", alias: `${index}${long}` }],
    "names of auth configs": (_, index) => [
      "/auth_configs",
      {
        toolkit: { slug: "vault" },
        auth_config: { type: "use_custom_auth", authScheme: "API_KEY", name: `${index}${long}` },
      },
    ],
    "arguments in the run log": (session, index) => [
      `${session}/execute`,
      { tool_slug: "CHECKS_TOOL_1", arguments: { [`a${index}`]: long } },
    ],
    "arguments of refused calls": (session, index) => [
      `${session}/execute`,
      { tool_slug: "PLAIN_WIPE", arguments: { [`a${index}`]: long } },
    ],
    "slugs in the run log": (session, index) => [`${session}/execute`, { tool_slug: `${index}${long}`, arguments: {} }],
    "states of approvals": (session, index) => [
      `${session}/execute`,
      { tool_slug: "CHECKS_TOOL_1", arguments: {}, request_state: `${index}${long}`, input_responses: {} },
    ],
    "names of files": (_, index) => [
      "/files/upload/request",
      { toolkit_slug: "plain", tool_slug: "PLAIN_OPEN_FILE", filename: `${index}${long}`, mimetype: "a/b", md5: "a" },
    ],
    "users of direct calls": (_, index) => [
      "/tools/execute/CHECKS_TOOL_1",
      { user_id: `${index}${long}`, arguments: {} },
    ],
  };
  return Object.entries(kept).map(([name, send]) => ({
    name: `twenty ${name} of nine megabytes`,
    run: async () => {
      const session = await child.session();
      for (let index = 0; index < 20; index++) {
        const [path, body] = send(session, index);
        await child.withstand(async (ask) => {
          return [await ask("POST", path, { body })];
        });
      }
    },
  }));
}

const request = (path: string, more = ""): string =>
  `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nx-api-key: ${projectKey}\r\n${more}\r\n`;

/** Clients that keep connections, or send slowly, or too much at once. */
function connectionAttacks(child: ChildRouter): Attack[] {
  const behaviors: Record<string, { count: number; act: (socket: Socket, session: string) => void }> = {
    "idle connections": { count: 1000, act: () => undefined },
    "connections with half a request line": { count: 500, act: (socket) => void socket.write("GET /api") },
    "connections with half of the headers": {
      count: 500,
      act: (socket) => void socket.write("GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx: "),
    },
    "connections with half a body": {
      count: 300,
      act: (socket, session) =>
        void socket.write(
          `POST /api/v3${session}/execute HTTP/1.1\r\nhost: 127.0.0.1\r\nx-api-key: ${projectKey}\r\ncontent-length: 9000000\r\n\r\n{"a`,
        ),
    },
    "connections that are reset within a body": {
      count: 300,
      act: (socket, session) => {
        socket.write(
          `POST /api/v3${session}/execute HTTP/1.1\r\nhost: 127.0.0.1\r\nx-api-key: ${projectKey}\r\ncontent-length: 9000\r\n\r\n{"a`,
        );
        setImmediate(() => socket.resetAndDestroy());
      },
    },
    "connections that read nothing": {
      count: 100,
      act: (socket, session) => {
        socket.pause();
        socket.write(request(`/api/v3${session}/tools`).repeat(50));
      },
    },
    "requests on one connection": {
      count: 1,
      act: (socket, session) => void socket.write(request(`/api/v3${session}`).repeat(2000)),
    },
    "connections that hang up at once": { count: 1000, act: (socket) => void socket.destroy() },
    "connections that speak TLS": {
      count: 200,
      act: (socket) => void socket.write(Buffer.from("160301020001000100", "hex")),
    },
  };
  return [
    ...Object.entries(behaviors).map(([name, { count, act }]) => ({
      name: `${count} ${name}`,
      run: async () => {
        const [origin, session] = [await child.origin(), await child.session()];
        const sockets: Socket[] = [];
        try {
          await child.withstand(async (ask) => {
            await Promise.all(
              fill(count, () => undefined).map(
                () =>
                  new Promise<void>((resolve) => {
                    const socket = connect(Number(new URL(origin).port), "127.0.0.1", () => {
                      act(socket, session);
                      resolve();
                    });
                    socket.on("error", () => resolve());
                    socket.resume();
                    sockets.push(socket);
                  }),
              ),
            );
            return [await ask("GET", session)];
          });
        } finally {
          for (const socket of sockets) socket.destroy();
        }
      },
    })),
    {
      name: "two thousand sessions, and a list of them all",
      run: async () => {
        for (let round = 0; round < 20; round++) {
          await child.withstand(async (ask) => {
            const made: Answer[] = await Promise.all(
              fill(100, (index) => index).map((index) =>
                ask("POST", "/tool_router/session", { body: { user_id: `user ${String(index)}` } }),
              ),
            );
            must(
              made.every(({ status }) => status === 201),
              "a session was not made",
            );
            return [];
          });
        }
      },
    },
  ];
}
