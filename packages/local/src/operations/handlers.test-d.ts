import type { handlers } from "./handlers.ts";
import type { Handler } from "./operation.ts";

type Handlers = typeof handlers;

const noHandlers: Handlers = {};
// @ts-expect-error There is no operation of this name.
const unknown: Handlers = { getNothing: () => ({}) };
// @ts-expect-error The answer is not the operation's.
const wrongAnswer: Handler<"deleteToolRouterSessionBySessionId"> = () => ({ deleted: "yes" });
// @ts-expect-error Nothing in the path of this operation names a session.
const withoutSession: Handler<"getConnectedAccounts"> = ({ session }) => session.id;

export { noHandlers, unknown, withoutSession, wrongAnswer };
