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
import type { Catalogue } from "./toolkits/catalogue.ts";
import type { Wait } from "./wait.ts";

/** What every operation works with: one router's catalogue, state and surroundings. */
export interface RouterContext {
  readonly projectId: string;
  readonly catalogue: Catalogue;
  readonly searchIndex: SearchIndex;
  readonly accounts: Accounts;
  readonly authConfigs: AuthConfigs;
  readonly sessions: Sessions;
  readonly linkMode: LinkMode;
  /** What belongs to the project. */
  readonly state: State;
  /** What is found by a secret of its own, whichever project it is of. */
  readonly shared: State;
  readonly runLog: RunLog;
  /** Configurations that sessions may use by their ids. */
  readonly sessionConfigs: Readonly<Record<string, SavedConfig>>;
  /** Functions that decide for the hooks of sessions. */
  readonly hooks: RouterHooks;
  readonly ids: Ids;
  readonly now: () => Date;
  readonly wait: Wait;
  /** Milliseconds from a session's creation to its end; undefined: sessions do not expire. */
  readonly sessionTTL: number | undefined;
  /** Milliseconds for which COMPOSIO_WAIT_FOR_CONNECTIONS waits at most. */
  readonly connectionWait: number;
  /** Milliseconds that a tool has, unless it says otherwise itself. */
  readonly toolTimeout: number;
  /** Whether a result has to fit the tool's output schema. */
  readonly validateResults: boolean;
  /** Size in bytes above which a tool's result is refused. */
  readonly maxResultBytes: number;
  /** Receives what callers are not shown. Never throws. */
  readonly onError: OnError;
}

/** Whether a person completes a link on its page, or every link is complete as soon as it is made. */
export type LinkMode = "manual" | "instant";
