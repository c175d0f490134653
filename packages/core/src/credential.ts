import { ToolRouterError } from "./errors.ts";

/** The one header that proves who calls, and the scope that a user key needs beside it. */
export interface Credential {
  readonly header: "x-api-key" | "x-user-api-key";
  readonly value: string;
}

/** Headers that only this package may set: the router refuses a request with two of them. */
export const credentialHeaders = ["x-api-key", "x-user-api-key", "x-org-api-key"] as const;

/** Workers and browsers have no `process`; where there is one, its environment is read when a router is made. */
export function environmentVariable(name: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.[name] || undefined;
}

/**
 * A key that is given beats the environment (`COMPOSIO_API_KEY`, then `COMPOSIO_USER_API_KEY`).
 *
 * @throws ToolRouterError when both kinds are given, or a key could not be sent in a header. The
 *   message never shows the key.
 */
export function resolveCredential(options: {
  apiKey: string | undefined;
  userApiKey: string | undefined;
}): Credential | undefined {
  const { apiKey, userApiKey } = options;
  if (apiKey !== undefined && userApiKey !== undefined) {
    throw new ToolRouterError(
      "Give apiKey or userApiKey, not both: the router refuses a request with two credentials.",
    );
  }
  if (apiKey !== undefined) return checked({ header: "x-api-key", value: apiKey }, "apiKey");
  if (userApiKey !== undefined) return checked({ header: "x-user-api-key", value: userApiKey }, "userApiKey");
  for (const [header, name] of environment) {
    const value = environmentVariable(name);
    if (value !== undefined) return checked({ header, value }, name);
  }
  return undefined;
}

const environment = [
  ["x-api-key", "COMPOSIO_API_KEY"],
  ["x-user-api-key", "COMPOSIO_USER_API_KEY"],
] as const;

function checked(credential: Credential, source: string): Credential {
  if (typeof credential.value !== "string" || !/^[\x21-\x7e]+$/.test(credential.value)) {
    throw new ToolRouterError(
      `${source} is empty, or holds a space, a line break or another character that no key has. Check how it was read.`,
    );
  }
  return credential;
}

/** A key of one kind in the header of the other is a mistake that can be seen from here. */
export function keyFix(credential: Credential | undefined): string | undefined {
  if (!credential) return "No key was sent: pass apiKey to createToolRouter, or set COMPOSIO_API_KEY.";
  if (credential.header === "x-api-key" && credential.value.startsWith("uak_")) {
    return "It looks like a user's key: pass it as userApiKey.";
  }
  if (credential.header === "x-user-api-key" && credential.value.startsWith("ak_")) {
    return "It looks like a project's key: pass it as apiKey.";
  }
  return undefined;
}
