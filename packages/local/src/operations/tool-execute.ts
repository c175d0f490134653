import { Refusal, refuse, storeRefusal } from "../errors.ts";
import { runWithoutApproval } from "../execution/prepared-call.ts";
import { logRun } from "../execution/log-run.ts";
import { prepareTool } from "../execution/run-tool.ts";
import type { JSONObject } from "../json.ts";
import { runMetaTool } from "../meta-tools/run-meta-tool.ts";
import type { RouterContext } from "../router-context.ts";
import { customTools } from "../sessions/custom-tools.ts";
import { unrestrictedSession, sessionWithAccount } from "../sessions/outside-sessions.ts";
import type { StoredSession } from "../sessions/session.ts";
import { metaTools, type Schemas } from "../spec.ts";
import type { ApiRequest, Handler } from "./operation.ts";

/** Runs a tool outside of sessions, through the same checks as in a session. */
export const toolExecute: Handler<"postToolsExecuteByToolSlug"> = async (request, router) => {
  refuseUnsupported(request.body, ["text", "custom_auth_params", "custom_connection_data"]);
  const { data, error, log_id } = await run(request, router);
  return { data, error, successful: error === null, session_info: null, log_id };
};

/** Meta tools that work without a session. */
const sessionlessMetaTools: ReadonlySet<string> = new Set(["COMPOSIO_SEARCH_TOOLS", "COMPOSIO_GET_TOOL_SCHEMAS"]);

async function run(
  { path, body, origin, signal, faults }: ApiRequest<"postToolsExecuteByToolSlug">,
  router: RouterContext,
): Promise<Pick<Schemas["ExecuteResult"], "data" | "error" | "log_id">> {
  const slug = path.tool_slug;
  const args = body.arguments ?? {};
  const userId = body.user_id ?? body.entity_id;
  const metaTool = metaTools.get(slug);
  if (metaTool !== undefined && sessionlessMetaTools.has(slug)) {
    const customs = customTools(router.catalog, {});
    const request = {
      endpoint: "execute",
      slug,
      args,
      account: undefined,
      responses: undefined,
      state: undefined,
    } as const;
    return runMetaTool(metaTool, args, {
      router,
      session: unrestrictedSession(userId),
      customs,
      origin,
      signal,
      faults,
      request,
    });
  }
  const session = await logged(router, { slug, args, userId }, async () => {
    const tool = router.catalog.tools.get(slug) ?? refuseUnknown(slug);
    return tool.noAuth
      ? unrestrictedSession(userId)
      : sessionWithAccount(router, tool.toolkit, { userId, accountId: body.connected_account_id });
  });
  return runWithoutApproval(await prepareTool(router, session, { slug, args, origin, signal, faults }));
}

function refuseUnknown(slug: string): never {
  return metaTools.has(slug)
    ? refuse("ToolRouterV2_BadRequest", `${slug} runs only inside a session`, {
        suggestedFix: "Create a session and execute it there",
      })
    : refuse("Tool_ToolNotFound", `No tool is named ${slug}`);
}

/** Chooses the session to run in. Refusals are written to the run log, as in a session. */
async function logged(
  router: RouterContext,
  { slug, args, userId }: { slug: string; args: JSONObject; userId: string | undefined },
  choose: () => StoredSession | Promise<StoredSession>,
): Promise<StoredSession> {
  const id = router.ids("log");
  try {
    return await choose();
  } catch (error) {
    if (error instanceof Refusal) {
      await logRun(router, unrestrictedSession(userId), { id, tool: slug, args })("refused", error.message);
    }
    throw storeRefusal(error, slug, false);
  }
}

/** Refuses fields that this router does not support, rather than ignoring them. */
export function refuseUnsupported(body: object, fields: readonly string[]): void {
  const given = fields.filter((field) => (body as JSONObject)[field] !== undefined);
  if (given.length === 0) return;
  refuse("HTTP_BadRequest", "The request uses fields that this router does not support", {
    errors: given.map((field) => `payload.${field}: is not supported by this router`),
    suggestedFix: "Send arguments, and a connected account or a user",
  });
}
