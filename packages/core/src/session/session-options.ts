import { ToolRouterError } from "../errors/errors.ts";
import { aString, callRules, type OptionRule, type RulesFor, shown } from "../errors/options.ts";
import { redact } from "../errors/redact.ts";
import type { CallOptions } from "../http/call-options.ts";
import type { CustomTool, CustomToolkit } from "../tools/custom-tool-types.ts";

/** Tools of a session that run in this process. */
export interface CustomOptions {
  /** Tools from `defineCustomTool`. */
  readonly customTools?: readonly CustomTool[] | undefined;
  /** Toolkits from `defineCustomToolkit`. */
  readonly customToolkits?: readonly CustomToolkit[] | undefined;
}

/** Options for creating or fetching a session. */
export interface SessionOptions extends CallOptions, CustomOptions {}

/** Options for a session that is not fetched. */
export interface HandleOptions extends CustomOptions {
  /** The user of the session, for custom tools. Not sent to the router. */
  readonly userId?: string | undefined;
}

const aListFrom = (things: string, definition: string, field: "within" | "tools"): OptionRule => [
  `a list of ${things} from ${definition}`,
  (value) =>
    Array.isArray(value) && value.every((one: Partial<CustomTool & CustomToolkit>) => one?.together && one[field]),
];

const customRules: RulesFor<CustomOptions> = {
  customTools: aListFrom("tools", "defineCustomTool", "within"),
  customToolkits: aListFrom("toolkits", "defineCustomToolkit", "tools"),
};
export const sessionRules: RulesFor<SessionOptions> = { ...customRules, ...callRules };
export const handleRules: RulesFor<HandleOptions> = { userId: aString, ...customRules };

/** @throws ToolRouterError for a value that is not the id of a session. */
export function checkSessionId(id: unknown, secrets: readonly string[]): string {
  if (typeof id === "string" && id.startsWith("trs_")) return id;
  const given = typeof id === "string" ? `"${redact(id, secrets)}"` : shown(id);
  const fix = typeof (id as { id?: unknown } | null)?.id === "string" ? " Pass session.id." : "";
  throw new ToolRouterError(`Expected the id of a session, such as "trs_1a2b3c". Got ${given}.${fix}`);
}
