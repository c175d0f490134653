import type { SessionSettings } from "./session-settings.ts";
import type { Schemas } from "./spec.ts";

/** A configuration that a session has, or had. */
export interface ConfigVersion {
  readonly version: number;
  readonly createdAt: Date;
  readonly settings: SessionSettings;
}

export interface StoredSession {
  readonly id: string;
  settings: SessionSettings;
  /** Begins with 1. */
  configVersion: number;
  /** When the configuration became what it is. */
  configuredAt: Date;
  /** The configurations before this one, oldest first. */
  readonly history: ConfigVersion[];
  /** Custom tools that were sent along when the session was made. */
  readonly customs: Schemas["InlineCustoms"];
}
