import type { components } from "@tool-router/openapi";
import { ToolRouterError } from "../errors/errors.ts";
import { nearest } from "../errors/nearest.ts";
import { anObject, checkOption } from "../errors/options.ts";
import type { APIVersion } from "../http/version.ts";

type Schemas = components["schemas"];
type Create = Schemas["SessionCreate"];
type Patch = Schemas["SessionPatch"];

/** Also accepts read-only values, such as constants with `as const`. */
type Input<T> = T extends object ? { readonly [Key in keyof T]: Input<T[Key]> } : T;

/** The toolkits of a session. A list of slugs means `{ enable }`. */
type Toolkits = Input<Schemas["ToolkitsConfig"]> | readonly string[];

/** The tools of each toolkit. A list of slugs means `{ enable }`. */
type ToolFilters = { readonly [toolkit: string]: Input<Schemas["ToolFilter"]> | readonly string[] };

/**
 * The configuration of a new session, as on the wire (`SessionCreate` in the OpenAPI document), with one shorthand: a list
 * of slugs for `toolkits`, or for an entry of `tools`, means `{ enable }`.
 */
export type SessionConfigInput = Input<Omit<Create, "user_id" | "toolkits" | "tools">> & {
  /** The toolkits that the session may use. Default: all. An empty list: none. */
  readonly toolkits?: Toolkits | undefined;
  readonly tools?: ToolFilters | undefined;
};

/**
 * A change of a session's configuration, as on the wire (`SessionPatch`), with the same shorthand. Omitted fields keep their
 * values; `null` restores the default.
 */
export type SessionPatchInput = Input<Omit<Patch, "toolkits" | "tools" | "expected_config_version">> & {
  readonly toolkits?: Toolkits | null | undefined;
  readonly tools?: ToolFilters | null | undefined;
};

/** All keys; the type makes sure that the list is complete. */
const knownKeys: { readonly [Key in keyof Required<SessionConfigInput & SessionPatchInput>]: true } = {
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

/** Keys whose value is a map by toolkit slug. */
const toolkitMaps = /^(tools|auth_configs|connected_accounts)$/;

/** @throws ToolRouterError for misspelled keys. Other unknown keys are sent, because they may be newer than this client. */
function checkKeys(config: object): void {
  checkOption("config", config, anObject);
  for (const [key, value] of Object.entries(config)) {
    if (!Object.hasOwn(knownKeys, key)) rejectMisspelled(key, nearest(key, Object.keys(knownKeys)), "");
    if (toolkitMaps.test(key)) continue;
    for (const inner of Object.keys(Object(value)))
      rejectMisspelled(inner, inner.replaceAll(/[A-Z]/g, "_$&").toLowerCase(), `${key}.`);
  }
}

function rejectMisspelled(key: string, correction: string | undefined, parent: string): void {
  if (correction === undefined || correction === key) return;
  throw new ToolRouterError(
    `Unknown key "${parent}${key}" in the session's configuration. Did you mean "${correction}"?`,
  );
}

/**
 * Converts a configuration to its wire format.
 *
 * @throws ToolRouterError for misspelled keys, and on a v3 client for fields that require v3.1.
 */
export function toWireConfig(config: SessionConfigInput | SessionPatchInput, version: APIVersion): Patch {
  checkKeys(config);
  const { toolkits, tools, connected_accounts: pins, ...rest } = config;
  if (version === "v3") rejectNewerFields(config);
  return {
    ...rest,
    toolkits: toolkits && expandList(toolkits),
    tools: tools && mapValues(tools, expandList),
    // A pinned account is a string in v3 and a list in v3.1.
    connected_accounts: pins && mapValues(pins, version === "v3" ? single : list),
  } as Patch;
}

const expandList = <Filter extends object>(filter: Filter | readonly string[]): Filter | { enable: string[] } =>
  Array.isArray(filter) ? { enable: [...filter] } : (filter as Filter);

type Pin = string | readonly string[];

const list = (pin: Pin): Pin => [pin].flat();

const single = (pin: Pin): Pin => [pin].flat()[0]!;

function rejectNewerFields(config: SessionConfigInput | SessionPatchInput): void {
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
      "connected_accounts with several accounts or none for a toolkit");
  if (!field) return;
  throw new ToolRouterError(
    `Only v3.1 of the API supports ${field} in a session's configuration. ` +
      'Remove it, or create the router with version: "v3.1".',
  );
}

function mapValues<From, To>(object: { readonly [key: string]: From }, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}
