import { isExposed } from "./exposed-meta-tools.ts";
import type { StoredSession } from "./session.ts";

/** A system prompt for an agent that is handed the session's tools. */
export function systemPrompt({ settings }: StoredSession, timeZone: string | undefined): string {
  return [
    "You can act in the user's apps through tools.",
    ...(isExposed(settings, "COMPOSIO_SEARCH_TOOLS")
      ? ["Find tools with COMPOSIO_SEARCH_TOOLS before you say that something cannot be done."]
      : []),
    ...(isExposed(settings, "COMPOSIO_MANAGE_CONNECTIONS")
      ? ["If an app is not connected, get a link with COMPOSIO_MANAGE_CONNECTIONS and show it to the user."]
      : []),
    ...(timeZone === undefined ? [] : [`The user's time zone is ${timeZone}.`]),
  ].join(" ");
}
