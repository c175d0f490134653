import { refuse } from "../errors.ts";
import { noSession, requireUsable } from "../sessions/outside-sessions.ts";
import type { Handler } from "./operation.ts";
import { proxyExecute } from "./proxy-execute.ts";
import { refuseUnsupported } from "./tool-execute.ts";

/** Sends a request to the provider of a connected account outside of sessions. */
export const toolProxy: Handler<"postToolsExecuteProxy"> = async (request, router) => {
  refuseUnsupported(request.body, ["custom_connection_data"]);
  const { connected_account_id: id, custom_connection_data: _, ...body } = request.body;
  if (id === undefined) {
    return refuse("HTTP_BadRequest", "The request does not fit the schema", {
      errors: ["payload.connected_account_id: is required"],
    });
  }
  const account = await requireUsable(router, id, undefined);
  const answer = await proxyExecute(
    {
      ...request,
      path: { session_id: "" },
      session: noSession(account.userId, account),
      body: { ...body, toolkit_slug: account.toolkit.slug },
    },
    router,
  );
  if (!("status" in answer)) throw new Error("A call outside of sessions asks nobody");
  const { result_type: __, ...result } = answer;
  return result;
};
