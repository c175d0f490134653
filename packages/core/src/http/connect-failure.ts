import { deepest } from "../errors/redact.ts";

/** Failures of the steps before a request is written: its own check, name look-up, connecting, the TLS handshake. */
const beforeSending =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|E(HOST|NET)UNREACH|UND_ERR_(CONNECT_TIMEOUT|INVALID_ARG|NOT_SUPPORTED)|ConnectionRefused|FailedToOpenSocket)$|CERT|LEAF_SIGNATURE/;

/**
 * Whether a rejected `fetch` provably sent nothing, as far as the runtime tells. Node and Bun name
 * the failure; browsers and workerd do not, and then this is false.
 */
export function isConnectFailure(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > deepest) return false;
  const { code, syscall, errors, cause } = error as Record<string, unknown>;
  // Node tries each address of a name, and collects why each failed.
  if (Array.isArray(errors) && errors.length > 0) {
    return errors.every((each) => isConnectFailure(each, depth + 1));
  }
  // A host may become unreachable under an open connection, too: then it was a read or a write that failed.
  if (typeof syscall === "string") return syscall === "connect" || syscall === "getaddrinfo";
  if (typeof code === "string" && beforeSending.test(code)) return true;
  return cause !== undefined && isConnectFailure(cause, depth + 1);
}
