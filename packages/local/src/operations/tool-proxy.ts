import { refuse } from "../errors.ts";
import { runWithoutApproval } from "../execution/prepared-call.ts";
import { prepareProxyCall } from "../execution/proxy-call.ts";
import { unrestrictedSession, requireUsable } from "../sessions/outside-sessions.ts";
import type { Handler } from "./operation.ts";
import { refuseUnsupported } from "./tool-execute.ts";

/** Sends a request to a connected account's provider outside of sessions. */
export const toolProxy: Handler<"postToolsExecuteProxy"> = async ({ body: sent, origin, signal }, router) => {
  refuseUnsupported(sent, ["custom_connection_data"]);
  const { connected_account_id: id, custom_connection_data: _, ...rest } = sent;
  if (id === undefined) {
    return refuse("HTTP_BadRequest", "The request does not fit the schema", {
      errors: ["payload.connected_account_id: is required"],
    });
  }
  const account = await requireUsable(router, id, undefined);
  const body = { ...rest, toolkit_slug: account.toolkit.slug };
  const call = { body, account: undefined, origin, signal, isMetaTool: false };
  const outcome = await runWithoutApproval(
    await prepareProxyCall(router, unrestrictedSession(account.userId, account), call),
  );
  if (outcome.stop !== undefined) throw new Error("A hook stopped a call outside of sessions");
  const { result_type: __, ...answer } = outcome.answer;
  return answer;
};
