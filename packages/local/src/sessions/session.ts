import type { Schemas } from "../spec.ts";
import type { SessionSettings } from "./settings.ts";

/** A configuration that a session has, or had. */
export interface ConfigVersion {
  readonly version: number;
  readonly createdAt: Date;
  readonly settings: SessionSettings;
}

/** A session as it was when it was read: a change makes a new one. */
export interface StoredSession {
  readonly id: string;
  readonly settings: SessionSettings;
  /** Begins with 1. */
  readonly configVersion: number;
  /** When the configuration became what it is. */
  readonly configuredAt: Date;
  /** Custom tools that were sent along when the session was made. */
  readonly customs: Schemas["InlineCustoms"];
}
