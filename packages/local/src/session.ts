import type { SessionSettings } from "./session-settings.ts";

export interface StoredSession {
  readonly id: string;
  settings: SessionSettings;
  /** Begins with 1. */
  configVersion: number;
  readonly createdAt: Date;
}
