import { customTools } from "../custom-tools.ts";
import { refuse } from "../errors.ts";
import type { Handler } from "../operation.ts";
import { checkSettings } from "../session-checks.ts";
import { describeSession } from "../session-description.ts";
import { changedSettings, isEmptyPatch } from "../settings-patch.ts";

export const patchSession: Handler<"patchToolRouterSessionBySessionId"> = (request, router) => {
  const { session, body = {} } = request;
  const expected = body.expected_config_version;
  if (expected !== undefined && expected !== session.configVersion) {
    refuse(
      "ToolRouterV2_ConfigVersionConflict",
      `The session is at config version ${session.configVersion}, not ${expected}`,
      { suggestedFix: "Read the session, and make the change anew" },
    );
  }
  if (!isEmptyPatch(body)) {
    const settings = changedSettings(session.settings, body);
    checkSettings(router, settings);
    const { configVersion: version, configuredAt: createdAt } = session;
    session.history.push({ version, createdAt, settings: session.settings });
    session.settings = settings;
    session.configVersion = version + 1;
    session.configuredAt = router.now();
  }
  return describeSession(router, session, customTools(router.catalogue, session.customs), request);
};
