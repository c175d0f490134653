import type { components } from "@tool-router/openapi";
import { ToolRouterError } from "../errors/errors.ts";
import { nearest } from "../errors/nearest.ts";
import { anObject, checkOption } from "../errors/options.ts";
import type { APIVersion } from "../http/version.ts";

type Schemas = components["schemas"];
type Create = Schemas["SessionCreate"];
type Patch = Schemas["SessionPatch"];

/** As on the wire, and as constants may be: `as const` makes lists read-only. */
type Input<T> = T extends object ? { readonly [Key in keyof T]: Input<T[Key]> } : T;

/** The toolkits of a session: all but some, only some, or, as a list of slugs, only these. */
type Toolkits = Input<Schemas["ToolkitsConfig"]> | readonly string[];

/** For each toolkit, which of its tools may be used; a list of slugs means only these. */
type ToolFilters = { readonly [toolkit: string]: Input<Schemas["ToolFilter"]> | readonly string[] };

/**
 * The configuration of a new session, as on the wire (`SessionCreate` in the API's OpenAPI document)
 * but for one shorthand: a list of slugs for `toolkits`, or for an entry of `tools`, means `{ enable }`.
 */
export type SessionConfigInput = Input<Omit<Create, "user_id" | "toolkits" | "tools">> & {
  /** The toolkits that the session may use. Left out: all. `[]`: none. */
  readonly toolkits?: Toolkits | undefined;
  readonly tools?: ToolFilters | undefined;
};

/**
 * Changes of a session's configuration, as on the wire (`SessionPatch`), with the same shorthand. What
 * is left out stays as it is; `null` brings back the default.
 */
export type SessionPatchInput = Input<Omit<Patch, "toolkits" | "tools" | "expected_config_version">> & {
  readonly toolkits?: Toolkits | null | undefined;
  readonly tools?: ToolFilters | null | undefined;
};

/** Its type asks for all of them. */
const keys: { readonly [Key in keyof Required<SessionConfigInput & SessionPatchInput>]: true } = {
  toolkits: true,
  tools: true,
  tags: true,
  auth_configs: true,
  connected_accounts: true,
  manage_connections: true,
  workbench: true,
  multi_account: true,
  preload: true,
  search: true,
  execute: true,
  instant: true,
  proxy_execute: true,
  hooks: true,
  experimental: true,
};

/** Keys that hold a map by the slugs of toolkits. */
const maps = /^(tools|auth_configs|connected_accounts)$/;

/** @throws ToolRouterError for keys that are misspelled. Others may be newer than this client: the router decides. */
function checkKeys(config: object): void {
  checkOption("config", config, anObject);
  for (const [key, value] of Object.entries(config)) {
    if (!Object.hasOwn(keys, key)) checkKey(key, nearest(key, Object.keys(keys)), "");
    if (maps.test(key)) continue;
    for (const inner of Object.keys(Object(value)))
      checkKey(inner, inner.replaceAll(/[A-Z]/g, "_$&").toLowerCase(), `${key}.`);
  }
}

function checkKey(key: string, meant: string | undefined, where: string): void {
  if (meant === undefined || meant === key) return;
  throw new ToolRouterError(`Unknown key "${where}${key}" in the session's configuration. Did you mean "${meant}"?`);
}

/**
 * Writes the shorthands out.
 *
 * @throws ToolRouterError for misspelled keys, and for what only v3.1 understands, on a v3 client; it names field and
 *   option.
 */
export function toWireConfig(config: SessionConfigInput | SessionPatchInput, version: APIVersion): Patch {
  checkKeys(config);
  const { toolkits, tools, connected_accounts: pins, ...rest } = config;
  if (version === "v3") refuseNewerFields(config);
  return {
    ...rest,
    toolkits: toolkits && enabled(toolkits),
    tools: tools && mapValues(tools, enabled),
    // The versions differ in the form of a pin, not in its meaning.
    connected_accounts: pins && mapValues(pins, version === "v3" ? single : list),
  } as Patch;
}

const enabled = <Filter extends object>(filter: Filter | readonly string[]): Filter | { enable: string[] } =>
  Array.isArray(filter) ? { enable: [...filter] } : (filter as Filter);

type Pin = string | readonly string[];

const list = (pin: Pin): Pin => [pin].flat();

const single = (pin: Pin): Pin => [pin].flat()[0]!;

function refuseNewerFields(config: SessionConfigInput | SessionPatchInput): void {
  const { preload, connected_accounts: pins, experimental, instant } = config;
  const replaced = ["toolkits", "tools", "tags", "auth_configs", "preload", "connected_accounts"] as const;
  const removed = replaced.filter((name) => config[name] === null).map((name) => `${name}: null`)[0];
  const field =
    (["search", "execute", "hooks"] as const).find((name) => config[name] !== undefined) ||
    (experimental?.session_config_id !== undefined && "experimental.session_config_id") ||
    ((instant || undefined)?.return_prices_in_search !== undefined && "instant.return_prices_in_search") ||
    (preload?.tools === "all" && 'preload.tools: "all"') ||
    removed ||
    (Object.values(pins ?? {}).some((pin) => [pin].flat().length !== 1) &&
      "connected_accounts with any number of accounts for a toolkit");
  if (!field) return;
  throw new ToolRouterError(
    `Only v3.1 of the API knows ${field} in a session's configuration. ` +
      'Leave it out, or create the router with version: "v3.1".',
  );
}

function mapValues<From, To>(object: { readonly [key: string]: From }, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}
