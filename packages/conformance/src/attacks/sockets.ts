import { connect } from "node:net";

/** Sends bytes to a port and gives all that comes back, as Latin 1, when the other side ends the connection. */
export function rawExchange(origin: string, bytes: string | Uint8Array): Promise<string> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setEncoding("latin1").on("data", (chunk) => (answer += String(chunk)));
    // A reset ends the exchange as well.
    socket.on("error", () => undefined).on("close", () => resolve(answer));
  });
}
