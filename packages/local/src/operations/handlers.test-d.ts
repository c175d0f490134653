import type { handlers } from "./handlers.ts";
import type { Handler } from "./operation.ts";

type Handlers = typeof handlers;

const noHandlers: Handlers = {};
// @ts-expect-error Unknown operation.
const unknown: Handlers = { getNothing: () => ({}) };
// @ts-expect-error Wrong response type.
const wrongAnswer: Handler<"deleteToolRouterSessionBySessionId"> = () => ({ deleted: "yes" });
// @ts-expect-error The path of this operation has no session id.
const withoutSession: Handler<"getConnectedAccounts"> = ({ session }) => session.id;

export { noHandlers, unknown, withoutSession, wrongAnswer };
