import type { components } from "@tool-router/openapi";
import { ToolRouterError } from "./errors.ts";
import type { APIVersion } from "./version.ts";

type Wire = components["schemas"]["SessionCreate"];
type ToolFilter = components["schemas"]["ToolFilter"];
type ToolkitsConfig = components["schemas"]["ToolkitsConfig"];

/**
 * The configuration of a new session, as on the wire (`SessionCreate` in the API's OpenAPI document)
 * but for one shorthand: a list of slugs for `toolkits`, or for an entry of `tools`, means `{ enable }`.
 */
export type SessionConfigInput = Omit<Wire, "user_id" | "toolkits" | "tools"> & {
  /** The toolkits that the session may use. Left out: all. `[]`: none. */
  readonly toolkits?: ToolkitsConfig | readonly string[] | undefined;
  /** For each toolkit, which of its tools may be used. */
  readonly tools?: { readonly [toolkit: string]: ToolFilter | readonly string[] } | undefined;
};

/** @throws ToolRouterError for what only v3.1 understands, on a v3 client; it names field and option. */
export function toSessionCreate(userId: string, config: SessionConfigInput, version: APIVersion): Wire {
  if (typeof userId !== "string" || userId === "") {
    throw new ToolRouterError("userId must be a non-empty string: your own id of the user for whom the session acts.");
  }
  const { toolkits, tools, connected_accounts: pins, ...rest } = config;
  if (version === "v3") refuseNewerFields(config);
  return {
    ...rest,
    user_id: userId,
    ...(toolkits && { toolkits: enabled(toolkits) }),
    ...(tools && { tools: mapValues(tools, enabled) }),
    // The versions differ in the form of a pin, not in its meaning.
    ...(pins && { connected_accounts: mapValues(pins, version === "v3" ? single : list) }),
  };
}

const enabled = <Filter extends object>(filter: Filter | readonly string[]): Filter | { enable: string[] } =>
  Array.isArray(filter) ? { enable: [...filter] } : (filter as Filter);

const list = (pin: string | string[]): string[] => (typeof pin === "string" ? [pin] : pin);

const single = (pin: string | string[]): string | string[] =>
  typeof pin !== "string" && pin.length === 1 ? pin[0]! : pin;

function refuseNewerFields(config: SessionConfigInput): void {
  const given: Record<string, boolean> = {
    search: config.search !== undefined,
    execute: config.execute !== undefined,
    'preload.tools: "all"': config.preload?.tools === "all",
    "connected_accounts with several accounts for one toolkit": Object.values(config.connected_accounts ?? {}).some(
      (pin) => typeof pin !== "string" && pin.length > 1,
    ),
  };
  for (const [field, used] of Object.entries(given)) {
    if (!used) continue;
    throw new ToolRouterError(
      `Only v3.1 of the API knows ${field} in a session's configuration. ` +
        'Leave it out, or create the router with version: "v3.1".',
    );
  }
}

function mapValues<From, To>(object: { readonly [key: string]: From }, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}
