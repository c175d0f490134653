import { STATUS_CODES } from "node:http";
import { envelope, Refusal, statusOf } from "../errors.ts";
import { unlimited } from "./rate-limit.ts";

/** Responses to unreadable requests, by Node's error code. */
const refusals = new Map([
  [
    "ERR_HTTP_REQUEST_TIMEOUT",
    new Refusal("HTTP_RequestTimeout", "The request was not received in time", {
      suggestedFix: "Send the headers and the body without long pauses",
    }),
  ],
  ["HPE_HEADER_OVERFLOW", new Refusal("HTTP_HeadersTooLarge", "The headers are too large")],
  [
    "HPE_CHUNK_EXTENSIONS_OVERFLOW",
    new Refusal("HTTP_PayloadTooLarge", "The chunk extensions of the body are too large"),
  ],
]);
const notHTTP = new Refusal("HTTP_BadRequest", "Invalid HTTP request");

/** The raw HTTP response to a request that Node could not parse, with the usual error envelope. */
export function answerUnread(code: string | undefined, requestId: string): string {
  const refusal = refusals.get(code ?? "") ?? notHTTP;
  const status = statusOf(refusal.slug);
  const body = JSON.stringify(envelope(refusal, requestId));
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
    `X-RateLimit: ${unlimited.limit}`,
    `X-RateLimit-Remaining: ${unlimited.remaining}`,
    "X-RateLimit-Window-Size: 60s",
    "Connection: close",
    "",
    body,
  ].join("\r\n");
}
