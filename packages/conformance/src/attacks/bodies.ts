import type { Attack, AttackClass } from "./attack.ts";
import { childRouter, type ChildRouter } from "./child-router.ts";

const repeated = (item: string, size: number): string => {
  const count = Math.max(1, Math.floor(size / (item.length + 1)));
  return `[${Array.from({ length: count }, () => item).join()}]`;
};
const numbered = (item: (index: number) => string, size: number, open: string, close: string): string => {
  const count = Math.max(1, Math.floor(size / (item(99_999).length + 1)));
  return `${open}${Array.from({ length: count }, (_, index) => item(index)).join()}${close}`;
};

/** JSON texts of about a size, none of which any field wants. */
const shapes: Record<string, (size: number) => string> = {
  "empty objects": (size) => repeated("{}", size),
  numbers: (size) => repeated("1", size),
  nulls: (size) => repeated("null", size),
  "empty texts": (size) => repeated('""', size),
  "empty lists": (size) => repeated("[]", size),
  "a list of many kinds": (size) => repeated('{},1,"a",null,[],true', size),
  "objects with unknown fields": (size) => repeated('{"unknown_field":{"another":[1,2,3]}}', size),
  "different texts": (size) => numbered((index) => `"item_${index}"`, size, "[", "]"),
  "different objects": (size) => numbered((index) => `{"a":${index},"b":[${index}]}`, size, "[", "]"),
  "different keys": (size) => numbered((index) => `"key_${index}":${index}`, size, "{", "}"),
  "different keys with objects": (size) => numbered((index) => `"key_${index}":{"enable":[1]}`, size, "{", "}"),
  "the same key": (size) => `{${repeated('"a":1', size).slice(1, -1)}}`,
  "a long text": (size) => JSON.stringify("x".repeat(size)),
  "a long text of escapes": (size) => `"${"\\u0000".repeat(size / 6)}"`,
  "a long key": (size) => `{${JSON.stringify("k".repeat(size))}:1}`,
  "deep lists": (size) => repeated(`${"[".repeat(150)}${"]".repeat(150)}`, size),
  "deep objects": (size) => repeated(`${'{"a":'.repeat(100)}1${"}".repeat(100)}`, size),
  addresses: (size) => repeated('"https://example.com/%zz"', size),
  "large numbers": (size) => repeated("1e308", size),
  "texts of digits": (size) => repeated('"9007199254740993"', size),
};

/** Where a value can stand in a request. */
const places: Record<string, (value: string, session: string) => [method: string, path: string, body: string]> = {
  "toolkits.enable": (value) => create(`"toolkits":{"enable":${value}}`),
  "toolkits.disable": (value) => create(`"toolkits":{"disable":${value}}`),
  toolkits: (value) => create(`"toolkits":${value}`),
  "toolkits.require_approval": (value) => create(`"toolkits":{"require_approval":${value}}`),
  tools: (value) => create(`"tools":${value}`),
  "tools of a toolkit": (value) => create(`"tools":{"checks":{"enable":${value}}}`),
  tags: (value) => create(`"tags":${value}`),
  auth_configs: (value) => create(`"auth_configs":${value}`),
  connected_accounts: (value) => create(`"connected_accounts":${value}`),
  "accounts of a toolkit": (value) => create(`"connected_accounts":{"vault":${value}}`),
  "preload.tools": (value) => create(`"preload":{"tools":${value}}`),
  hooks: (value) => create(`"hooks":${value}`),
  "a hook's toolkits": (value) =>
    create(
      `"hooks":[{"id":"a","type":"before_execute","applies_to":{"toolkits":${value}},"handler":{"type":"webhook"}}]`,
    ),
  "custom tools": (value) => create(`"experimental":{"custom_tools":${value}}`),
  "tools of a custom toolkit": (value) =>
    create(`"experimental":{"custom_toolkits":[{"slug":"c","name":"c","description":"c","tools":${value}}]}`),
  "a custom tool's schema": (value) =>
    create(
      `"experimental":{"custom_tools":[{"slug":"c","name":"c","description":"c","input_schema":{"type":"object","properties":{"a":{"enum":${value}}}}}]}`,
    ),
  permissions: (value) => create(`"experimental":{"permissions":${value}}`),
  "a user id": (value) => ["POST", "/api/v3.1/tool_router/session", `{"user_id":${value}}`],
  "a whole body": (value) => ["POST", "/api/v3.1/tool_router/session", value],
  "a change of a session": (value, session) => [
    "PATCH",
    `/api/v3.1${session}`,
    `{"toolkits":{"enable":${value}},"tools":${value}}`,
  ],
  arguments: (value, session) => ["POST", `${session}/execute`, `{"tool_slug":"PLAIN_ECHO","arguments":${value}}`],
  "an argument": (value, session) => [
    "POST",
    `${session}/execute`,
    `{"tool_slug":"PLAIN_WIPE","arguments":{"name":${value}}}`,
  ],
  "an argument that is a list of objects": (value, session) => argument("CHECKS_LIST", value, session),
  "an argument that is one of many": (value, session) => argument("CHECKS_UNION", value, session),
  "an argument of different things": (value, session) => argument("CHECKS_UNIQUE", value, session),
  "an argument that is a tree": (value, session) => argument("CHECKS_TREE", value, session),
  "an argument with named properties": (value, session) => argument("CHECKS_NAMES", value, session),
  "answers of a person": (value, session) => [
    "POST",
    `${session}/execute`,
    `{"tool_slug":"PLAIN_ECHO","input_responses":${value}}`,
  ],
  "custom tools of a call": (value, session) => [
    "POST",
    `/api/v3.1${session}/execute`,
    `{"tool_slug":"PLAIN_ECHO","experimental":{"custom_tools":${value}}}`,
  ],
  "items of a batch": (value, session) => meta("COMPOSIO_MULTI_EXECUTE_TOOL", `{"tools":${value}}`, session),
  "the memory of a batch": (value, session) =>
    meta(
      "COMPOSIO_MULTI_EXECUTE_TOOL",
      `{"tools":[{"tool_slug":"PLAIN_ECHO","arguments":{}}],"memory":${value}}`,
      session,
    ),
  "queries of the search tool": (value, session) => meta("COMPOSIO_SEARCH_TOOLS", `{"queries":${value}}`, session),
  "slugs of the schema tool": (value, session) => meta("COMPOSIO_GET_TOOL_SCHEMAS", `{"tool_slugs":${value}}`, session),
  "toolkits of the connection tool": (value, session) =>
    meta("COMPOSIO_MANAGE_CONNECTIONS", `{"toolkits":${value}}`, session),
  "toolkits to wait for": (value, session) => meta("COMPOSIO_WAIT_FOR_CONNECTIONS", `{"toolkits":${value}}`, session),
  "queries of a search": (value, session) => ["POST", `${session}/search`, `{"queries":${value}}`],
  "parameters of a proxy call": (value, session) => [
    "POST",
    `${session}/proxy_execute`,
    `{"toolkit_slug":"vault","endpoint":"/","method":"GET","parameters":${value}}`,
  ],
  "sharing of a link": (value, session) => [
    "POST",
    `${session}/link`,
    `{"toolkit":"vault","experimental":{"account_type":"SHARED","acl_config_for_shared":{"allowed_user_ids":${value}}}}`,
  ],
  "toolkits of a catalog": (value) => ["POST", "/toolkits/multi", `{"toolkits":${value}}`],
  "an account's credentials": (value) => [
    "PATCH",
    "/connected_accounts/ca_alice",
    `{"connection":{"state":{"authScheme":"API_KEY","val":${value}}}}`,
  ],
  "data of an account's link": (value) => [
    "POST",
    "/connected_accounts/link",
    `{"auth_config_id":"ac_vault","user_id":"u","connection_data":${value}}`,
  ],
  "an auth config": (value) => [
    "POST",
    "/auth_configs",
    `{"toolkit":{"slug":"vault"},"auth_config":{"type":"use_custom_auth","authScheme":"API_KEY","credentials":${value}}}`,
  ],
  "a file's name": (value) => [
    "POST",
    "/files/upload/request",
    `{"toolkit_slug":"plain","tool_slug":"PLAIN_OPEN_FILE","filename":${value},"mimetype":"a/b","md5":"a"}`,
  ],
};

function create(more: string): [string, string, string] {
  return ["POST", "/api/v3.1/tool_router/session", `{"user_id":"u",${more}}`];
}
function argument(tool: string, value: string, session: string): [string, string, string] {
  return ["POST", `${session}/execute`, `{"tool_slug":"${tool}","arguments":{"items":${value}}}`];
}
function meta(slug: string, args: string, session: string): [string, string, string] {
  return ["POST", `${session}/execute_meta`, `{"slug":"${slug}","arguments":${args}}`];
}

const MB = 1 << 20;

export const bodies: AttackClass = {
  title: "hostile bodies",
  open: async (target) => {
    const child = childRouter(target.programArguments, 512);
    const names = Object.keys(shapes);
    return {
      attacks: [
        // Each place meets five shapes of a megabyte, and each shape many places.
        ...Object.keys(places).flatMap((place, index) =>
          [0, 1, 2, 3, 4].map((turn) => attack(child, place, names[(index * 3 + turn * 7) % names.length]!, MB)),
        ),
        // And each shape is as long as a request may be, where bodies are checked by schemas of all kinds.
        ...names.flatMap((shape, index) =>
          [0, 1].map((turn) => {
            const all = Object.keys(places);
            return attack(child, all[(index * 5 + turn * 17) % all.length]!, shape, 10 * MB - 1000);
          }),
        ),
        ...["numbers", "empty objects"].map((shape) => attack(child, "toolkits.enable", shape, 0.78 * MB)),
        ...["toolkits.enable", "items of a batch", "an argument that is one of many"].map((place) =>
          attack(child, place, "empty objects", 7.3 * MB),
        ),
        ...textAttacks(child),
      ],
      close: () => child.close(),
    };
  },
  mutants: [
    ["a long body keeps the router busy", (target) => ({ ...target, programArguments: ["slow"] })],
    ["a long body comes back", (target) => ({ ...target, programArguments: ["echo"] })],
    ["a long body ends the router", (target) => ({ ...target, programArguments: ["dies"] })],
  ],
};

function attack(child: ChildRouter, place: string, shape: string, size: number): Attack {
  return {
    name: `${shape} of ${(size / MB).toFixed(2)} MB as ${place}`,
    run: async () => {
      const [method, path, body] = places[place]!(shapes[shape]!(size), await child.session());
      await child.withstand(async (ask) => [await ask(method, path, { body })]);
    },
  };
}

/** Bodies that are not JSON, or hardly. */
function textAttacks(child: ChildRouter): Attack[] {
  const texts: Record<string, () => string> = {
    "ten million opening brackets": () => "[".repeat(10 * MB - 1),
    "ten million opening braces": () => '{"a":'.repeat(2 * MB - 1),
    "a text that does not end": () => `"${"a".repeat(10 * MB - 2)}`,
    backslashes: () => `"${"\\".repeat(10 * MB - 3)}"`,
    quotes: () => '"'.repeat(10 * MB - 1),
    spaces: () => " ".repeat(10 * MB - 1),
    "line breaks": () => "\n".repeat(10 * MB - 1),
    "a number of ten million digits": () => "9".repeat(10 * MB - 1),
    "an exponent of ten million digits": () => `1e${"9".repeat(10 * MB - 3)}`,
    commas: () => `[${",".repeat(10 * MB - 3)}]`,
    "a NUL and more": () => "\0".repeat(10 * MB - 1),
    "more than a request may have": () => " ".repeat(11 * MB),
  };
  return Object.entries(texts).flatMap(([name, make]) =>
    ["execute", "the link form"].map((where) => ({
      name: `${name} to ${where}`,
      run: async () => {
        const session = await child.session();
        await child.withstand(async (ask) => {
          if (where === "execute") return [await ask("POST", `${session}/execute`, { body: make() })];
          const { body } = await ask("POST", `${session}/link`, { body: { toolkit: "vault" } });
          const headers = { "content-type": "application/x-www-form-urlencoded" };
          return [await ask("POST", `/link/${body.link_token}`, { key: "", headers, body: make() })];
        });
      },
    })),
  );
}
