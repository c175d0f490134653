import { readFileSync } from "node:fs";
import type { IO } from "./io.ts";

/** Variable with the project key. A variable, because other users of the machine can read command lines. */
export const API_KEY_VARIABLE = "TOOL_ROUTER_API_KEY";

export interface ChosenKey {
  readonly key: string;
  /** Its name in the output. */
  readonly source: string;
}

interface KeySources {
  /** The flag `--api-key`. */
  readonly apiKey: string | undefined;
  /** The flag `--api-key-file`. */
  readonly apiKeyFile: string | undefined;
  /** The option `apiKey` of the toolkits file. */
  readonly optionKey: string | undefined;
  /** The toolkits file. */
  readonly file: string | undefined;
}

/** Flags take precedence over the toolkits file, and that over the environment. Undefined if no key is set. */
export function chooseKey({ apiKey, apiKeyFile, optionKey, file }: KeySources, { env }: IO): ChosenKey | undefined {
  if (apiKey !== undefined) return checkKey(apiKey, "--api-key");
  if (apiKeyFile !== undefined) return checkKey(readFileSync(apiKeyFile, "utf8").trim(), apiKeyFile);
  if (optionKey !== undefined) return { key: optionKey, source: file ?? "the options" };
  const variable = env[API_KEY_VARIABLE];
  return variable === undefined ? undefined : checkKey(variable, API_KEY_VARIABLE);
}

function checkKey(key: string, source: string): ChosenKey {
  if (/^[\x21-\x7e]+$/.test(key)) return { key, source };
  throw new Error(
    `${source} must contain one key of visible ASCII characters without spaces. Generate one with: openssl rand -hex 32`,
  );
}
