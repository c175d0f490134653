import { readCustomTools } from "../sessions/custom-tools.ts";
import { describeSession } from "../sessions/description.ts";
import { requestedSettings } from "../sessions/request-settings.ts";
import { checkSettings } from "../sessions/settings-checks.ts";
import { sessionSettings } from "../sessions/settings.ts";
import { systemPrompt } from "../sessions/system-prompt.ts";
import type { Handler } from "./operation.ts";

export const createSession: Handler<"postToolRouterSession"> = async (request, router) => {
  const { version } = request;
  const body = requestedSettings(router, request.body, version);
  const { custom_tools: tools = [], custom_toolkits: toolkits = [] } = body.experimental ?? {};
  const settings = sessionSettings(body);
  await checkSettings(router, settings);
  const sent = { custom_tools: tools, custom_toolkits: toolkits };
  const customs = readCustomTools(router.catalog, sent);
  // v3.1 clients send custom tools with each request instead.
  const session = await router.sessions.create(settings, version === "v3" ? sent : {});
  const timeZone = body.experimental?.assistive_prompt_config?.user_timezone;
  const described = describeSession(router, session, customs, request);
  return {
    ...described,
    experimental: { ...described.experimental, assistive_prompt: systemPrompt(session, timeZone) },
  };
};
