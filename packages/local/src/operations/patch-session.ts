import { refuse } from "../errors.ts";
import type { RouterContext } from "../router-context.ts";
import { customTools } from "../sessions/custom-tools.ts";
import { describeSession } from "../sessions/description.ts";
import { requestedSettings } from "../sessions/request-settings.ts";
import { requireSession } from "../sessions/require-session.ts";
import type { StoredSession } from "../sessions/session.ts";
import { checkSettings } from "../sessions/settings-checks.ts";
import { changedSettings, isEmptyPatch } from "../sessions/settings-patch.ts";
import type { Schemas } from "../spec.ts";
import type { Handler } from "./operation.ts";

/** Attempts to apply a change under concurrent updates. */
const MAX_ATTEMPTS = 100;

export const patchSession: Handler<"patchToolRouterSessionBySessionId"> = async (request, router) => {
  const body = requestedSettings(router, request.body ?? {}, request.version);
  let { session } = request;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const changed = await change(router, session, body);
    if (changed !== undefined) {
      return describeSession(router, changed, customTools(router.catalog, changed.customs), request);
    }
    session = await requireSession(router, session.id);
  }
  throw new Error(`Too many concurrent updates of session ${session.id}`);
};

/** The changed session; undefined after a concurrent update. */
async function change(
  router: RouterContext,
  session: StoredSession,
  body: Schemas["SessionPatch"],
): Promise<StoredSession | undefined> {
  const expected = body.expected_config_version;
  if (expected !== undefined && expected !== session.configVersion) {
    refuse(
      "ToolRouterV2_ConfigVersionConflict",
      `The session is at config version ${session.configVersion}, not ${expected}`,
      { suggestedFix: "Read the session and apply the change again" },
    );
  }
  if (isEmptyPatch(body)) return session;
  const settings = changedSettings(session.settings, body);
  await checkSettings(router, settings);
  return router.sessions.change(session, settings);
}
