import type { Access } from "./access.ts";
import { apiError } from "./api-error.ts";
import type { CallFacts } from "./call-facts.ts";
import type { Transport } from "./transport.ts";

/** Default timeout of an upload or of the beginning of a download, in milliseconds. */
const DEFAULT_TRANSFER_TIMEOUT_MS = 600_000;

export const createTransfer =
  (transport: Transport, secrets: readonly string[]): Access["transfer"] =>
  async (method, url, { signal, timeout = DEFAULT_TRANSFER_TIMEOUT_MS }, { headers = new Headers(), body } = {}) => {
    const facts: CallFacts = {
      method,
      url,
      repeatable: method === "GET",
      attempts: 1,
      presigned: true,
      // The query of a presigned URL is a credential.
      secrets: [...secrets, new URL(url).search],
    };
    const { response, text } = await transport(facts, { headers, body }, { timeout, signal });
    if (response.ok) return response;
    throw apiError(facts, response, text);
  };
