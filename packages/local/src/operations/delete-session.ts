import type { Handler } from "../operation.ts";

export const deleteSession: Handler<"deleteToolRouterSessionBySessionId"> = ({ session }, router) => {
  router.sessions.delete(session.id);
  router.mounts.delete(session.id);
  return { session_id: session.id, deleted: true };
};
