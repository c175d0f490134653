import type { AccountStore } from "./accounts.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Ids } from "./ids.ts";
import type { Link } from "./links.ts";
import type { SearchIndex } from "./search-index.ts";
import type { StoredSession } from "./session.ts";

/** What every operation works with: one router's catalogue, state and surroundings. */
export interface RouterContext {
  readonly catalogue: Catalogue;
  readonly searchIndex: SearchIndex;
  readonly accounts: AccountStore;
  /** By token. */
  readonly links: Map<string, Link>;
  readonly linkMode: LinkMode;
  readonly sessions: Map<string, StoredSession>;
  readonly ids: Ids;
  readonly now: () => Date;
  /** Size in bytes above which a tool's result is refused. */
  readonly maxResultBytes: number;
}

/** Whether a person completes a link on its page, or every link is complete as soon as it is made. */
export type LinkMode = "manual" | "instant";
