import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";

/** The caller gets no answer, as if the network had failed. */
export class DroppedConnection extends Error {
  override readonly name = "DroppedConnection";
}

/** What an HTTP server takes as: there is nothing left to send. */
export const noResponse: Response = RESPONSE_ALREADY_SENT;

/** What `fetch` rejects with when a connection is lost: for a reason of the caller's own, or for none. */
export function connectionLost({ cause = lost() }: DroppedConnection): TypeError {
  return new TypeError("fetch failed", { cause });
}

/** What `fetch` rejects with where nobody listens any more. */
export function connectionRefused(): TypeError {
  const cause = Object.assign(new Error("The router is closed"), { code: "ECONNREFUSED", syscall: "connect" });
  return new TypeError("fetch failed", { cause });
}

function lost(): Error {
  return Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", syscall: "read" });
}
