import { hash } from "node:crypto";
import { refuse } from "../errors.ts";
import { unusedId, type Ids } from "../ids.ts";
import type { JSONObject } from "../json.ts";
import type { Found, State } from "../state/state.ts";
import type { AppToolkit, Catalog } from "../toolkits/catalog.ts";

/** How accounts of a toolkit are connected. Its credentials are secret: never return one to a caller as it is. */
export interface AuthConfig {
  readonly id: string;
  readonly uuid: string;
  readonly toolkit: AppToolkit;
  /** False for the caller's own app or scheme. */
  readonly isManaged: boolean;
  /** True for the default auth config of a toolkit with `auth`. */
  readonly isBuiltIn: boolean;
  readonly name: string;
  readonly isEnabled: boolean;
  /** Whether sessions may connect accounts through it. */
  readonly isEnabledForSessions: boolean;
  readonly credentials: JSONObject;
  /** Field values that all its accounts share. */
  readonly sharedCredentials: JSONObject;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type NewAuthConfig = Pick<
  AuthConfig,
  "toolkit" | "isManaged" | "name" | "isEnabledForSessions" | "credentials" | "sharedCredentials"
>;

export type AuthConfigChange = Partial<
  Pick<AuthConfig, "name" | "isEnabled" | "isEnabledForSessions" | "credentials" | "sharedCredentials">
>;

/** The auth configs of one project. */
export interface AuthConfigs {
  create(config: NewAuthConfig): Promise<AuthConfig>;
  get(id: string): Promise<AuthConfig | undefined>;
  getMany(ids: readonly string[]): Promise<AuthConfig[]>;
  /** Built-in ones by toolkit, then created ones, oldest first. */
  all(): Promise<AuthConfig[]>;
  /** Applies a change atomically. Resolves to the auth config afterwards. */
  change(id: string, edit: (config: AuthConfig) => AuthConfigChange): Promise<AuthConfig | undefined>;
  /** Deletes a created auth config. */
  remove(id: string): Promise<void>;
}

/** Times are milliseconds since 1970. */
interface AuthConfigRecord {
  readonly id: string;
  readonly toolkit: string;
  readonly isManaged: boolean;
  readonly name: string;
  readonly isEnabled: boolean;
  readonly isEnabledForSessions: boolean;
  readonly credentials: JSONObject;
  readonly sharedCredentials: JSONObject;
  readonly createdAt: number;
  readonly updatedAt: number;
}

const MAX_ATTEMPTS = 100;

/** A built-in auth config has no record until its first change. */
export function createAuthConfigs(state: State, { toolkits }: Catalog, ids: Ids, now: () => Date): AuthConfigs {
  const builtIn = (id: string): AuthConfigRecord | undefined => {
    const toolkit = toolkits.get(id.replace(/^ac_/, ""));
    if (toolkit?.auth === undefined || toolkit.authConfigId !== id) return undefined;
    return {
      id,
      toolkit: toolkit.slug,
      isManaged: true,
      name: toolkit.name,
      isEnabled: true,
      isEnabledForSessions: true,
      credentials: {},
      sharedCredentials: {},
      createdAt: 0,
      updatedAt: 0,
    };
  };
  // Undefined if the router no longer serves the toolkit.
  const view = (record: AuthConfigRecord | undefined): AuthConfig | undefined => {
    const toolkit = record && toolkits.get(record.toolkit);
    if (record === undefined || toolkit?.auth === undefined) return undefined;
    return {
      ...record,
      uuid: uuidOf(record.id),
      toolkit,
      isBuiltIn: builtIn(record.id) !== undefined,
      createdAt: new Date(record.createdAt),
      updatedAt: new Date(record.updatedAt),
    };
  };
  const read = (id: string): Promise<Found<AuthConfigRecord> | undefined> => state.read(authConfigKey(id));
  const get = async (id: string): Promise<AuthConfig | undefined> => view((await read(id))?.value ?? builtIn(id));
  const getMany = async (wanted: readonly string[]): Promise<AuthConfig[]> => {
    const found = await state.readMany<AuthConfigRecord>(wanted.map(authConfigKey));
    return wanted.flatMap((id, index) => view(found[index]?.value ?? builtIn(id)) ?? []);
  };

  return {
    create: async ({ toolkit, ...config }) => {
      const createdAt = now().getTime();
      const record = (id: string): AuthConfigRecord => ({
        ...config,
        id,
        toolkit: toolkit.slug,
        isEnabled: true,
        createdAt,
        updatedAt: createdAt,
      });
      const id = await unusedId(
        ids,
        "ac",
        async (made) => builtIn(made) === undefined && state.replace(authConfigKey(made), undefined, record(made)),
      );
      await state.addToIndex(allKey, id, await state.increment("auth-configs/made"));
      return view(record(id))!;
    },
    get,
    getMany,
    all: async () => {
      const own = [...toolkits.values()].flatMap(({ auth, authConfigId }) =>
        auth === undefined ? [] : [authConfigId],
      );
      return getMany([...own, ...(await state.readIndex(allKey))]);
    },
    change: async (id, edit) => {
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
        const found = await read(id);
        const record = found?.value ?? builtIn(id);
        const config = view(record);
        if (record === undefined || config === undefined) return undefined;
        const changed: AuthConfigRecord = { ...record, ...edit(config), updatedAt: now().getTime() };
        if (await state.replace(authConfigKey(id), found, changed)) return view(changed);
      }
      throw new Error(`Too many concurrent changes of auth config ${id}`);
    },
    remove: async (id) => {
      await state.delete(authConfigKey(id));
      await state.removeFromIndex(allKey, id);
    },
  };
}

/** Refuses a disabled or deleted auth config. */
export function requireLinkable(config: AuthConfig | undefined, id: string): AuthConfig {
  if (config?.isEnabled === true) return config;
  return refuse(
    "ToolRouterV2_NoManagedAuth",
    config === undefined ? `No auth config has the id ${id}` : `The auth config ${id} is disabled`,
    { suggestedFix: "Enable it, or use another auth config of the toolkit" },
  );
}

const allKey = "auth-configs";

function authConfigKey(id: string): string {
  return `auth-config/${id}`;
}

/** A deterministic UUID in the format of version 4. */
function uuidOf(id: string): string {
  const digits = hash("sha256", id, "hex");
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}
