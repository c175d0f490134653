import { forgetApprovals } from "../approvals/remembered-approvals.ts";
import { mountOf } from "../files/mount.ts";
import type { Handler } from "./operation.ts";

export const deleteSession: Handler<"deleteToolRouterSessionBySessionId"> = async ({ session }, router) => {
  await router.sessions.delete(session);
  await forgetApprovals(router, session.id);
  const mount = mountOf(router, session.id);
  await mount.delete(await mount.paths());
  return { session_id: session.id, deleted: true };
};
