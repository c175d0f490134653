import type { Schemas } from "../spec.ts";
import type { SessionSettings } from "./settings.ts";

/** A current or former configuration of a session. */
export interface ConfigVersion {
  readonly version: number;
  readonly createdAt: Date;
  readonly settings: SessionSettings;
}

/** Snapshot of a session. A change creates a new one. */
export interface StoredSession {
  readonly id: string;
  readonly settings: SessionSettings;
  /** Starts at 1. */
  readonly configVersion: number;
  /** When the current configuration was set. */
  readonly configuredAt: Date;
  /** Custom tools that were sent when the session was created. */
  readonly customs: Schemas["InlineCustoms"];
}
