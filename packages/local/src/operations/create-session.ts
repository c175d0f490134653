import { refuse } from "../errors.ts";
import type { Handler } from "../operation.ts";
import { checkSettings } from "../session-checks.ts";
import { describeSession } from "../session-description.ts";
import { sessionSettings } from "../session-settings.ts";
import type { StoredSession } from "../session.ts";
import { systemPrompt } from "../system-prompt.ts";

export const createSession: Handler<"postToolRouterSession"> = (request, router) => {
  const { body } = request;
  const { custom_tools: tools = [], custom_toolkits: toolkits = [] } = body.experimental ?? {};
  if (tools.length + toolkits.length > 0) {
    refuse("HTTP_NotImplemented", "This router does not take custom tools yet", {
      suggestedFix: "Define them as a toolkit of the router",
    });
  }
  const settings = sessionSettings(body);
  checkSettings(router, settings);
  const session: StoredSession = { id: router.ids("trs"), settings, configVersion: 1, createdAt: router.now() };
  router.sessions.set(session.id, session);
  const timeZone = body.experimental?.assistive_prompt_config?.user_timezone;
  return {
    ...describeSession(router, session, request),
    experimental: { assistive_prompt: systemPrompt(session, timeZone) },
  };
};
