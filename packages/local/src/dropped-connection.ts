import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";

/** The caller gets no answer, as if the network had failed. */
export class DroppedConnection extends Error {
  override readonly name = "DroppedConnection";
}

/** What an HTTP server takes as: there is nothing left to send. */
export const noResponse: Response = RESPONSE_ALREADY_SENT;

/** What `fetch` rejects with when a connection is lost. */
export function connectionLost(): TypeError {
  const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", syscall: "read" });
  return new TypeError("fetch failed", { cause });
}
