import type { Accounts } from "./accounts/accounts.ts";
import type { OnError } from "./errors.ts";
import type { AuthConfigs } from "./accounts/auth-configs.ts";
import type { RunLog } from "./execution/run-log.ts";
import type { RouterHooks } from "./hooks/hook-functions.ts";
import type { Ids } from "./ids.ts";
import type { SearchIndex } from "./search/search-index.ts";
import type { SavedConfig } from "./sessions/settings.ts";
import type { Sessions } from "./sessions/sessions.ts";
import type { State } from "./state/state.ts";
import type { Catalog } from "./toolkits/catalog.ts";
import type { Telemetry } from "./telemetry.ts";
import type { Wait } from "./wait.ts";

/** What the operations of one project work with: catalog, state, clock and settings. */
export interface RouterContext {
  readonly projectId: string;
  readonly catalog: Catalog;
  readonly searchIndex: SearchIndex;
  readonly accounts: Accounts;
  readonly authConfigs: AuthConfigs;
  readonly sessions: Sessions;
  readonly linkMode: LinkMode;
  /** State of the project. */
  readonly state: State;
  /** State of all projects: entries found by a secret token, and the run log. */
  readonly shared: State;
  readonly runLog: RunLog;
  /** Saved configurations, by id. */
  readonly sessionConfigs: Readonly<Record<string, SavedConfig>>;
  /** Functions behind the hooks of sessions. */
  readonly hooks: RouterHooks;
  readonly ids: Ids;
  readonly now: () => Date;
  readonly wait: Wait;
  /** Milliseconds from a session's creation to its expiry. Undefined: sessions do not expire. */
  readonly sessionTTL: number | undefined;
  /** Maximum wait of COMPOSIO_WAIT_FOR_CONNECTIONS in milliseconds. */
  readonly connectionWait: number;
  /** Default timeout of tools in milliseconds. */
  readonly toolTimeout: number;
  /** Whether results must match the tool's output schema. */
  readonly validateResults: boolean;
  /** Maximum size of a tool's result in bytes. */
  readonly maxResultBytes: number;
  /** Receives errors that callers do not see. Never throws. */
  readonly onError: OnError;
  readonly telemetry: Telemetry;
}

/** `manual`: users complete links on their pages. `instant`: links are complete as soon as they are created. */
export type LinkMode = "manual" | "instant";
