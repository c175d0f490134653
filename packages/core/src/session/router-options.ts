import { ToolRouterError } from "../errors/errors.ts";
import {
  aBoolean,
  aFunction,
  anObject,
  aPositiveNumber,
  aString,
  aTimeout,
  checkOptions,
  retryRule,
  type RulesFor,
} from "../errors/options.ts";
import { type Credential, credentialHeaders, environmentVariable, resolveCredential } from "../http/credential.ts";
import type { Fetch } from "../http/fetch.ts";
import type { RetryOptions } from "../http/retry.ts";
import type { Telemetry } from "../http/telemetry.ts";
import { type APIVersion, type BaseUrl, parseBaseUrl } from "../http/version.ts";
import { hookRules, type Hooks } from "../tools/execute-hooks.ts";

/** Options of `createToolRouter`, all optional. */
export interface ToolRouterOptions {
  /** The project's key. Default: `COMPOSIO_API_KEY` of the environment. */
  readonly apiKey?: string | undefined;
  /** A user's key, instead of `apiKey`. Default: `COMPOSIO_USER_API_KEY` of the environment. */
  readonly userApiKey?: string | undefined;
  /** The organization of a user key; requires `projectId`. */
  readonly orgId?: string | undefined;
  /** The project of a user key; requires `orgId`. */
  readonly projectId?: string | undefined;
  /**
   * Origin of the router. Default: `COMPOSIO_BASE_URL` of the environment, otherwise `https://backend.composio.dev`. A
   * trailing `/api/v3` or `/api/v3.1` sets `version`.
   */
  readonly baseUrl?: string | undefined;
  /** Default: `"v3"`. */
  readonly version?: APIVersion | undefined;
  /** Used for every request, with the URL as a string. Default: the global `fetch`. */
  readonly fetch?: Fetch | undefined;
  /** Sent with every request to `baseUrl`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Timeout of each attempt in milliseconds, including the response body. Default: 60 000; 200 000 for workbench tools. */
  readonly timeout?: number | undefined;
  /** Maximum length of a response in bytes. Default: 64 MiB. */
  readonly maxBytes?: number | undefined;
  /** When failed calls are retried; `false` disables retries. Default: three attempts, if retrying is safe. */
  readonly retry?: Omit<RetryOptions, "repeatable"> | false | undefined;
  /** Functions that run around every request and every tool call. */
  readonly hooks?: Hooks | undefined;
  /** Traces tool calls; see `@tool-router/core/opentelemetry`. Default: calls are not traced. */
  readonly telemetry?: Telemetry | undefined;
  /** Send the credential and files over plain http to other machines. Default: false. */
  readonly allowInsecureHttp?: boolean | undefined;
}

const routerRules: RulesFor<ToolRouterOptions> = {
  apiKey: aString,
  userApiKey: aString,
  orgId: aString,
  projectId: aString,
  baseUrl: aString,
  version: aString,
  fetch: aFunction,
  headers: anObject,
  timeout: aTimeout,
  maxBytes: aPositiveNumber,
  retry: retryRule,
  hooks: anObject,
  telemetry: aFunction,
  allowInsecureHttp: aBoolean,
};

const HOSTED_ROUTER = "https://backend.composio.dev";

/** @throws ToolRouterError that names the invalid option, and never shows a key. */
export function resolveRouterOptions(options: ToolRouterOptions): {
  credential: Credential | undefined;
  baseUrl: BaseUrl;
  headers: (readonly [name: string, value: string])[];
} {
  checkOptions(options, routerRules, "createToolRouter");
  checkOptions(options.hooks ?? {}, hookRules, "hooks");
  const credential = resolveCredential(options);
  const { orgId, projectId, allowInsecureHttp = false } = options;
  if ((orgId === undefined) !== (projectId === undefined)) {
    throw new ToolRouterError("orgId and projectId scope a user key together: give both or neither.");
  }
  const baseUrl = parseBaseUrl(options.baseUrl ?? environmentVariable("COMPOSIO_BASE_URL") ?? HOSTED_ROUTER, {
    version: options.version,
    carriesCredential: credential !== undefined,
    allowInsecureHttp,
  });
  const headers = Object.entries(options.headers ?? {});
  if (orgId !== undefined && projectId !== undefined) headers.push(["x-org-id", orgId], ["x-project-id", projectId]);
  for (const [name, value] of headers) checkHeader(name, value);
  return { credential, baseUrl, headers };
}

function checkHeader(name: string, value: string): void {
  if (credentialHeaders.some((header) => header === name.toLowerCase())) {
    throw new ToolRouterError(`headers contains ${name}: give the key as apiKey or userApiKey instead.`);
  }
  try {
    void new Headers([[name, value]]);
  } catch {
    // The runtime's own message would quote the value.
    throw new ToolRouterError(`Invalid header name or value: ${JSON.stringify(name)}.`);
  }
}
