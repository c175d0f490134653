import { ToolRouterError } from "../errors/errors.ts";

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

/** The two kinds of key: the option, its header, its variable in the environment, and what such keys begin with. */
const kinds = [
  ["apiKey", "x-api-key", "COMPOSIO_API_KEY", "ak_"],
  ["userApiKey", "x-user-api-key", "COMPOSIO_USER_API_KEY", "uak_"],
] as const;

/**
 * A key that is given beats the environment (`COMPOSIO_API_KEY`, then `COMPOSIO_USER_API_KEY`).
 *
 * @throws ToolRouterError when both kinds are given, or a key could not be sent in a header. The
 *   message never shows the key.
 */
export function resolveCredential(options: {
  readonly apiKey?: string | undefined;
  readonly userApiKey?: string | undefined;
}): Credential | undefined {
  const given = kinds.filter(([option]) => options[option] !== undefined);
  if (given.length > 1) {
    throw new ToolRouterError("Give apiKey or userApiKey, not both.");
  }
  for (const [option, header, variable] of given.length > 0 ? given : kinds) {
    const value = given.length > 0 ? options[option] : environmentVariable(variable);
    if (value === undefined) continue;
    if (typeof value === "string" && /^[\x21-\x7e]+$/.test(value)) return { header, value };
    throw new ToolRouterError(
      `${given.length > 0 ? option : variable} is empty, or holds a space, a line break or another character that no key has. Check how it was read.`,
    );
  }
  return undefined;
}

/** What to do about a 401. What is wrong is said by the router already. */
export function keyFix(credential: Credential | undefined): string | undefined {
  if (!credential) return "Pass apiKey to createToolRouter, or set COMPOSIO_API_KEY.";
  const [option, header] = kinds.find(([, , , prefix]) => credential.value.startsWith(prefix)) ?? [];
  return option && header !== credential.header
    ? `It looks like the other kind of key: pass it as ${option}.`
    : undefined;
}
