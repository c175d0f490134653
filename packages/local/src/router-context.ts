import type { AccountStore } from "./accounts.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Ids } from "./ids.ts";
import type { Link } from "./links.ts";
import type { Mount } from "./mount.ts";
import type { Grant } from "./presigned.ts";
import type { RunLog } from "./run-log.ts";
import type { SearchIndex } from "./search-index.ts";
import type { StoredSession } from "./session.ts";
import type { StoredToolFile } from "./tool-files.ts";
import type { Wait } from "./wait.ts";

/** What every operation works with: one router's catalogue, state and surroundings. */
export interface RouterContext {
  readonly projectId: string;
  readonly catalogue: Catalogue;
  readonly searchIndex: SearchIndex;
  readonly accounts: AccountStore;
  /** By token. */
  readonly links: Map<string, Link>;
  readonly linkMode: LinkMode;
  readonly sessions: Map<string, StoredSession>;
  /** By session. */
  readonly mounts: Map<string, Mount>;
  /** Files for tools and from tools, by key. */
  readonly toolFiles: Map<string, StoredToolFile>;
  /** What presigned addresses admit, by token. */
  readonly grants: Map<string, Grant>;
  readonly runLog: RunLog;
  readonly ids: Ids;
  readonly now: () => Date;
  readonly wait: Wait;
  /** Milliseconds for which COMPOSIO_WAIT_FOR_CONNECTIONS waits at most. */
  readonly connectionWait: number;
  /** Milliseconds that a tool has, unless it says otherwise itself. */
  readonly toolTimeout: number;
  /** Whether a result has to fit the tool's output schema. */
  readonly validateResults: boolean;
  /** Size in bytes above which a tool's result is refused. */
  readonly maxResultBytes: number;
}

/** Whether a person completes a link on its page, or every link is complete as soon as it is made. */
export type LinkMode = "manual" | "instant";
