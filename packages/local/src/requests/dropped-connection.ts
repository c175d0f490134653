import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";

/** Ends the connection without a response, as if the network had failed. */
export class DroppedConnection extends Error {
  override readonly name = "DroppedConnection";
}

/** Tells the HTTP server that nothing is left to send. */
export const noResponse: Response = RESPONSE_ALREADY_SENT;

/** The error of `fetch` for a lost connection. Default cause: `ECONNRESET`. */
export function connectionLost({ cause = connectionReset() }: DroppedConnection): TypeError {
  return new TypeError("fetch failed", { cause });
}

/** The error of `fetch` for a closed port. */
export function connectionRefused(): TypeError {
  const cause = Object.assign(new Error("The router is closed"), { code: "ECONNREFUSED", syscall: "connect" });
  return new TypeError("fetch failed", { cause });
}

function connectionReset(): Error {
  return Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET", syscall: "read" });
}
