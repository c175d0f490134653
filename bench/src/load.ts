import { once } from "node:events";
import { connect } from "node:net";

/** The request to repeat. */
export interface LoadRequest {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
  readonly connections: number;
  /** Total number of requests. */
  readonly requests: number;
}

export interface Load {
  /** Elapsed time divided by the number of requests. */
  readonly microsecondsEach: number;
  /** 99th percentile of the latency, in milliseconds. */
  readonly p99: number;
}

/**
 * Keeps one request in flight on each connection. Uses plain sockets, because an HTTP client takes longer than the
 * servers that it measures.
 */
export async function sendLoad({ port, path, headers, body, connections, requests }: LoadRequest): Promise<Load> {
  const text = JSON.stringify(body);
  const fields = { host: `127.0.0.1:${port}`, "content-type": "application/json", ...headers };
  const message = [
    `POST ${path} HTTP/1.1`,
    ...Object.entries(fields).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${Buffer.byteLength(text)}`,
    "",
    text,
  ].join("\r\n");
  const times: number[] = [];
  let unsent = requests;
  const start = performance.now();
  const sendAll = async (): Promise<void> => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    socket.setEncoding("latin1");
    let sentAt = 0;
    let received = "";
    const send = (): void => {
      if (unsent === 0) return void socket.end();
      unsent--;
      sentAt = performance.now();
      socket.write(message);
    };
    socket.on("connect", send);
    socket.on("data", (chunk: string) => {
      received += chunk;
      if (!isComplete(received)) return;
      if (!received.startsWith("HTTP/1.1 200 ")) socket.destroy(new Error(received));
      received = "";
      times.push(performance.now() - sentAt);
      send();
    });
    await once(socket, "close");
  };
  await Promise.all(Array.from({ length: connections }, sendAll));
  const sorted = times.toSorted((a, b) => a - b);
  return {
    microsecondsEach: ((performance.now() - start) / requests) * 1000,
    p99: sorted[Math.floor(sorted.length * 0.99)]!,
  };
}

function isComplete(received: string): boolean {
  const end = received.indexOf("\r\n\r\n");
  if (end === -1) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(received)?.[1];
  return length === undefined ? received.endsWith("\r\n0\r\n\r\n") : received.length >= end + 4 + Number(length);
}
