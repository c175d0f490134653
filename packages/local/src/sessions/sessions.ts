import { unusedId, type Ids } from "../ids.ts";
import type { Schemas } from "../spec.ts";
import type { Found, State } from "../state/state.ts";
import type { ConfigVersion, StoredSession } from "./session.ts";
import type { SessionSettings } from "./settings.ts";

/** The sessions of one project. */
export interface Sessions {
  create(settings: SessionSettings, customs: Schemas["InlineCustoms"]): Promise<StoredSession>;
  get(id: string): Promise<StoredSession | undefined>;
  /** Sets a new configuration. Undefined if the session was changed or deleted since it was read. */
  change(session: StoredSession, settings: SessionSettings): Promise<StoredSession | undefined>;
  /** Configurations by version, in the requested order. */
  configurations(session: StoredSession, versions: readonly number[]): Promise<ConfigVersion[]>;
  delete(session: StoredSession): Promise<void>;
}

interface ConfigRecord {
  readonly settings: SessionSettings;
  /** Milliseconds since 1970. */
  readonly at: number;
}

interface SessionRecord extends ConfigRecord {
  readonly version: number;
  readonly customs: Schemas["InlineCustoms"];
  /** Milliseconds since 1970; absent if the session does not expire. */
  readonly expiresAt?: number;
}

/** `ttl` is the lifetime of a session from its creation, in milliseconds. Undefined: sessions do not expire. */
export function createSessions(state: State, ids: Ids, now: () => Date, ttl: number | undefined): Sessions {
  // The stored value of each snapshot, for compare-and-swap.
  const found = new WeakMap<StoredSession, Found<SessionRecord>>();

  const timeLeft = ({ expiresAt = Infinity }: SessionRecord): number => expiresAt - now().getTime();

  const get = async (id: string): Promise<StoredSession | undefined> => {
    const record = await state.read<SessionRecord>(sessionKey(id));
    if (record === undefined || timeLeft(record.value) <= 0) return undefined;
    const { settings, version, at, customs } = record.value;
    const session = { id, settings, configVersion: version, configuredAt: new Date(at), customs };
    found.set(session, record);
    return session;
  };

  return {
    create: async (settings, customs) => {
      const at = now().getTime();
      const expiry = ttl === undefined ? {} : { expiresAt: at + ttl };
      const record: SessionRecord = { settings, version: 1, at, customs, ...expiry };
      const id = await unusedId(ids, "trs", async (made) => state.replace(sessionKey(made), undefined, record, ttl));
      return { id, settings, configVersion: 1, configuredAt: new Date(record.at), customs };
    },
    get,
    change: async (session, settings) => {
      const before = found.get(session);
      if (before === undefined) return undefined;
      const { version, customs, expiresAt } = before.value;
      // Written first. If the change fails, it is a copy of the current configuration.
      await state.write(configKey(session.id, version), configOf(before.value), ttl);
      const expiry = expiresAt === undefined ? {} : { expiresAt };
      const record: SessionRecord = { settings, version: version + 1, at: now().getTime(), customs, ...expiry };
      const left = expiresAt === undefined ? undefined : timeLeft(before.value);
      if (left !== undefined && left <= 0) return undefined;
      return (await state.replace(sessionKey(session.id), before, record, left)) ? get(session.id) : undefined;
    },
    configurations: async (session, versions) => {
      const { configVersion, configuredAt, settings } = session;
      const older = versions.filter((version) => version !== configVersion);
      const records = await state.readMany<ConfigRecord>(older.map((version) => configKey(session.id, version)));
      const byVersion = new Map<number, ConfigVersion>([
        [configVersion, { version: configVersion, createdAt: configuredAt, settings }],
      ]);
      for (const [index, version] of older.entries()) {
        const record = records[index]?.value;
        if (record) byVersion.set(version, { version, createdAt: new Date(record.at), settings: record.settings });
      }
      return versions.flatMap((version) => byVersion.get(version) ?? []);
    },
    delete: async ({ id, configVersion }) => {
      // Deleted first: the rest is unreachable without it.
      await state.delete(sessionKey(id));
      const older = Array.from({ length: configVersion - 1 }, (_, index) => configKey(id, index + 1));
      if (older.length > 0) await state.delete(...older);
    },
  };
}

function sessionKey(id: string): string {
  return `session/${id}`;
}

function configKey(id: string, version: number): string {
  return `config/${JSON.stringify([id, version])}`;
}

function configOf({ settings, at }: SessionRecord): ConfigRecord {
  return { settings, at };
}
