import { MAX_CAUSE_DEPTH } from "../errors/redact.ts";

/** Error codes of failures before the request is written: validation, DNS lookup, connecting, TLS handshake. */
const codesBeforeSending =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|E(HOST|NET)UNREACH|UND_ERR_(CONNECT_TIMEOUT|INVALID_ARG|NOT_SUPPORTED)|ConnectionRefused|FailedToOpenSocket)$|CERT|LEAF_SIGNATURE/;

/**
 * Whether a rejected `fetch` provably sent nothing. Node and Bun name the failure. Browsers and workerd do not, so there
 * the result is false.
 */
export function isConnectFailure(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > MAX_CAUSE_DEPTH) return false;
  const { code, syscall, errors, cause } = error as Record<string, unknown>;
  // Node tries each address of a host and collects the failures.
  if (Array.isArray(errors) && errors.length > 0) {
    return errors.every((each) => isConnectFailure(each, depth + 1));
  }
  // An open connection can also become unreachable; then a read or a write failed.
  if (typeof syscall === "string") return syscall === "connect" || syscall === "getaddrinfo";
  if (typeof code === "string" && codesBeforeSending.test(code)) return true;
  return cause !== undefined && isConnectFailure(cause, depth + 1);
}
