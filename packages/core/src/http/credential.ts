import { ToolRouterError } from "../errors/errors.ts";

/** The key, and the header that carries it. */
export interface Credential {
  readonly header: "x-api-key" | "x-user-api-key";
  readonly value: string;
}

/** Headers that only this package may set: the router rejects requests with two of them. */
export const credentialHeaders = ["x-api-key", "x-user-api-key", "x-org-api-key"] as const;

export function deleteCredentials(headers: Headers): void {
  for (const name of credentialHeaders) headers.delete(name);
}

/** Reads an environment variable; undefined if it is unset or empty, or in runtimes without `process`. */
export function environmentVariable(name: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.[name] || undefined;
}

/** The two kinds of key: option, header, environment variable, and prefix of the key. */
const keyKinds = [
  ["apiKey", "x-api-key", "COMPOSIO_API_KEY", "ak_"],
  ["userApiKey", "x-user-api-key", "COMPOSIO_USER_API_KEY", "uak_"],
] as const;

/**
 * The key of the options; without one, `COMPOSIO_API_KEY` or `COMPOSIO_USER_API_KEY` of the environment, in this order.
 *
 * @throws ToolRouterError for two keys, and for a key that cannot be sent in a header. The message never contains the key.
 */
export function resolveCredential(options: {
  readonly apiKey?: string | undefined;
  readonly userApiKey?: string | undefined;
}): Credential | undefined {
  const given = keyKinds.filter(([option]) => options[option] !== undefined);
  if (given.length > 1) {
    throw new ToolRouterError("Give apiKey or userApiKey, not both.");
  }
  for (const [option, header, variable] of given.length > 0 ? given : keyKinds) {
    const value = given.length > 0 ? options[option] : environmentVariable(variable);
    if (value === undefined) continue;
    if (typeof value === "string" && /^[\x21-\x7e]+$/.test(value)) return { header, value };
    const name = given.length > 0 ? option : variable;
    throw new ToolRouterError(
      `Invalid ${name}: it is empty, or contains a space or another invalid character. Check how it was read.`,
    );
  }
  return undefined;
}

/** How to fix a 401: a missing key, or a key sent in the wrong header. */
export function keyFix(credential: Credential | undefined): string | undefined {
  if (!credential) return "Pass apiKey to createToolRouter, or set COMPOSIO_API_KEY.";
  const [option, header] = keyKinds.find(([, , , prefix]) => credential.value.startsWith(prefix)) ?? [];
  return option && header !== credential.header
    ? `It looks like the other kind of key: pass it as ${option}.`
    : undefined;
}
