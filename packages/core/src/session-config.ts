import type { components } from "@tool-router/openapi";
import { ToolRouterError } from "./errors.ts";
import type { APIVersion } from "./version.ts";

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

/**
 * Writes the shorthands out.
 *
 * @throws ToolRouterError for what only v3.1 understands, on a v3 client; it names field and option.
 */
export function toWireConfig(config: SessionConfigInput | SessionPatchInput, version: APIVersion): Patch {
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

function refuseNewerFields({
  search,
  execute,
  preload,
  connected_accounts: pins,
}: SessionConfigInput | SessionPatchInput): void {
  const field =
    (search && "search") ||
    (execute && "execute") ||
    (preload?.tools === "all" && 'preload.tools: "all"') ||
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
