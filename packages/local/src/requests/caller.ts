import { refuse } from "../errors.ts";
import type { RouterContext } from "../router-context.ts";

/** A project. Its sessions, accounts and files are invisible to other projects. */
export interface Project {
  readonly id: string;
  readonly orgId: string;
  readonly context: RouterContext;
}

/** The sender of a request: its project, and its permissions there. */
export interface Caller {
  readonly project: Project;
  /** Granted areas. Undefined: all. */
  readonly areas: ReadonlySet<string> | undefined;
  /** The key that rate limits count by. */
  readonly key: string;
}

/** Refuses a scoped key without the operation's area. */
export function requireArea({ areas }: Caller, area: string): void {
  if (areas === undefined || areas.has(area)) return;
  refuse("APIKey_InsufficientPermissions", `This API key was not granted ${area}`, {
    suggestedFix: "Grant it to this key, or use another key",
  });
}
