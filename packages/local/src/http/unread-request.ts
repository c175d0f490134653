import { STATUS_CODES } from "node:http";
import { envelope, Refusal, statusOf } from "../errors.ts";
import { unlimited } from "./rate-limit.ts";

/** Why a request could not be read to its end, by the code that Node gives. */
const refusals = new Map([
  [
    "ERR_HTTP_REQUEST_TIMEOUT",
    new Refusal("HTTP_RequestTimeout", "The request did not come in time", {
      suggestedFix: "Send headers and body without long breaks",
    }),
  ],
  ["HPE_HEADER_OVERFLOW", new Refusal("HTTP_HeadersTooLarge", "The headers are too long")],
  [
    "HPE_CHUNK_EXTENSIONS_OVERFLOW",
    new Refusal("HTTP_PayloadTooLarge", "The request has too much beside the bytes of its body"),
  ],
]);
const noRequest = new Refusal("HTTP_BadRequest", "What was sent is no HTTP request");

/** The answer, as it goes over the wire, to what broke off before there was a request: the same envelope as anywhere. */
export function answerUnread(code: string | undefined, requestId: string): string {
  const refusal = refusals.get(code ?? "") ?? noRequest;
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
