import { seedFileFields, type SeedAccount, type SeedAcl, type SeedFileAccount } from "./accounts/seeds.ts";
import { faultShape, type FaultRule } from "./faults.ts";
import type { OnError } from "./errors.ts";
import { allowedHostsRule } from "./http/allowed-hosts.ts";
import type { ScopedKey } from "./http/keys.ts";
import { corsRule, type CORSOrigins } from "./http/cors.ts";
import type { OnRequest } from "./http/request-log.ts";
import type { RouterHooks } from "./hooks/hook-functions.ts";
import type { Ids } from "./ids.ts";
import { isJSONObject } from "./json.ts";
import type { LinkMode } from "./router-context.ts";
import type { SavedConfig } from "./sessions/settings.ts";
import type { Schemas } from "./spec.ts";
import type { Store } from "./state/store.ts";
import type { ToolkitDefinition } from "./toolkits/define-toolkit.ts";
import {
  checkShape,
  date,
  flag,
  func,
  headerText,
  listOf,
  milliseconds,
  numberAbove0,
  object,
  objectOfTexts,
  oneOf,
  required,
  text,
  texts,
  webAddress,
  wholeNumber,
  type Rule,
  type Shape,
} from "./validation/shape.ts";
import type { Wait } from "./wait.ts";

/** A further project. What it has is invisible to the others. */
export interface ProjectOptions {
  /** Such as `proj_other`: how a user key names it in `x-project-id`. */
  id: string;
  /** What a user key sends as `x-org-id`. Default: `org_local`. */
  orgId?: string | undefined;
  apiKey: string;
  scopedKeys?: readonly ScopedKey[] | undefined;
  /** Default: none. */
  accounts?: readonly SeedAccount[] | undefined;
}

export interface LocalRouterOptions {
  toolkits: readonly ToolkitDefinition[];
  /** Default: none. */
  accounts?: readonly SeedAccount[] | undefined;
  /** The project key that callers send as `x-api-key`. Default: a new one (`ak_…`). */
  apiKey?: string | undefined;
  /** Project keys with reduced rights. Default: none. */
  scopedKeys?: readonly ScopedKey[] | undefined;
  /** Projects beside the first one (`proj_local` of `org_local`), which `apiKey` and `accounts` belong to. Default: none. */
  projects?: readonly ProjectOptions[] | undefined;
  /**
   * The user key that callers may send as `x-user-api-key` instead; it acts on the first project, or on the one that
   * `x-org-id` and `x-project-id` name. Default: none is accepted.
   */
  userApiKey?: string | undefined;
  /** Whether a person completes a link on its page, or links are complete as soon as they are made. Default: `manual`. */
  links?: LinkMode | undefined;
  /**
   * What absolute URLs in answers begin with, if callers reach the router through something else. Default: the origin of
   * each request; for requests through `fetch`, the port that the router listens at, if there is one.
   */
  publicUrl?: string | undefined;
  /**
   * Host names at which the router answers, besides `localhost`, `127.0.0.1`, `[::1]` and that of `publicUrl`, such as
   * `["host.docker.internal"]`; `["*"]` for all. Requests to other hosts get 403. Default: at a loopback address none;
   * at other addresses every host. If it is given, requests through `fetch` that have a `Host` header are checked, too.
   */
  allowedHosts?: readonly string[] | undefined;
  /**
   * Whether `POST /_local/link/{token}/complete` completes a link without a person, for tests in another process. With
   * it, everyone who sees a link's URL can complete it, agents included. Default: false.
   */
  linkCompletionRoute?: boolean | undefined;
  /** Which web pages may call the router from a browser. Default: none of other origins. */
  cors?: CORSOrigins | undefined;
  /** The clock. Default: the system's. */
  now?: (() => Date) | undefined;
  /** Makes ids. Default: random ones; `sequentialIds()` makes the same ones every time. */
  ids?: Ids | undefined;
  /** Functions that decide for the hooks of sessions. A session's hook without its function blocks every call. */
  hooks?: RouterHooks | undefined;
  /** Saved configurations, by the id that sessions name as `experimental.session_config_id`. Default: none. */
  sessionConfigs?: Readonly<Record<string, SavedConfig>> | undefined;
  /** Requests that each key may send in a minute. Default: any number. */
  rateLimit?: number | undefined;
  /** Whether a request with the header `Idempotency-Key` is carried out once. Hosted routers ignore the header. Default: false. */
  idempotency?: boolean | undefined;
  /** What goes wrong on demand, from the beginning. More can be added to the router's `faults`. */
  faults?: readonly FaultRule[] | undefined;
  /** Milliseconds that a tool's run may take. Default: any time. */
  toolTimeout?: number | undefined;
  /** Whether a result that does not fit its tool's output schema is the call's error. Default: false. */
  validateResults?: boolean | undefined;
  /**
   * Milliseconds from a session's creation to its end; use and changes do not prolong it. An expired session is unknown,
   * and its files are deleted. Default: `Infinity`, sessions do not expire, as at hosted routers.
   */
  sessionTTL?: number | undefined;
  /** Milliseconds for which COMPOSIO_WAIT_FOR_CONNECTIONS waits at most. Default: 30 000. */
  connectionWait?: number | undefined;
  /** Where sessions, accounts, files and all other state are kept. Default: in memory. */
  store?: Store | undefined;
  /**
   * What state is encrypted with, where the store outlives the process: 32 bytes, or a text that stands for them in
   * base64 or hex. Whoever has it and the store has the users' credentials.
   */
  encryptionKey?: string | Uint8Array | undefined;
  /** How time passes; for tests, beside `now`. Default: the system's timers. */
  wait?: Wait | undefined;
  /**
   * Receives errors that callers see as a message or a bare 500: what a tool threw (a `ToolError` only if it has a
   * cause), and failures inside the router. Default: they are dropped.
   */
  onError?: OnError | undefined;
  /** Called after each request with method, path, status and duration, for a log. Default: nothing is logged. */
  onRequest?: OnRequest | undefined;
  /** Size in bytes above which an uploaded file is refused with 413. Default: 100 MiB. */
  maxFileBytes?: number | undefined;
  /** Size in bytes above which a tool's result is refused with 413. Default: 10 MiB. */
  maxResultBytes?: number | undefined;
  /** Size in bytes above which a request's body is refused with 413. Default: 10 MiB. */
  maxRequestBytes?: number | undefined;
}

const sharedAcl: Shape<Schemas["SharedAcl"]> = {
  allow_all_users: flag,
  allowed_user_ids: texts,
  not_allowed_user_ids: texts,
};

const seedAcl: Shape<SeedAcl> = { allowAllUsers: flag, allowedUserIds: texts, notAllowedUserIds: texts };

const seedFields = {
  toolkit: required(text),
  alias: text,
  status: text,
  expiresAt: date,
  credentials: objectOfTexts,
  id: text,
};

const accountType = oneOf("PRIVATE", "SHARED");

const seedAccount: Shape<SeedAccount> = {
  userId: required(text),
  accountType,
  aclConfigForShared: object(seedAcl),
  ...seedFields,
};

const seedFileAccount: Shape<SeedFileAccount> = {
  user_id: required(text),
  account_type: accountType,
  acl_config_for_shared: object(sharedAcl),
  ...seedFields,
};

const seedAccounts: Rule = {
  expected: "a list of objects",
  fits: Array.isArray,
  checkInside: (accounts: readonly unknown[], where) => {
    for (const [index, account] of accounts.entries()) {
      const isOfFile = isJSONObject(account) && seedFileFields.some((name) => name in account);
      if (isOfFile) checkShape(account, `${where}[${index}]`, seedFileAccount);
      else checkShape(account, `${where}[${index}]`, seedAccount);
    }
  },
};

const scopedKey: Shape<ScopedKey> = { key: required(headerText), areas: required(texts) };

const project: Shape<ProjectOptions> = {
  id: required(text),
  orgId: text,
  apiKey: required(headerText),
  scopedKeys: listOf(scopedKey),
  accounts: seedAccounts,
};

const hooks: Shape<RouterHooks> = {
  beforeExecute: func('(call) => ({ decision: "allow" })'),
  afterExecute: func('(call) => ({ decision: "allow" })'),
  checkCondition: func("(call) => false"),
};

function isObjectOfObjects(value: unknown): boolean {
  return isJSONObject(value) && Object.values(value).every(isJSONObject);
}

const routerOptions: Shape<LocalRouterOptions> = {
  toolkits: required({ expected: "a list of toolkits made by defineToolkit", fits: Array.isArray }),
  accounts: seedAccounts,
  apiKey: headerText,
  userApiKey: headerText,
  scopedKeys: listOf(scopedKey),
  projects: listOf(project),
  links: oneOf("manual", "instant"),
  publicUrl: webAddress,
  allowedHosts: allowedHostsRule,
  linkCompletionRoute: flag,
  cors: corsRule,
  now: func("() => new Date()"),
  ids: func("sequentialIds()"),
  hooks: object(hooks),
  sessionConfigs: { expected: "an object of configurations by id", fits: isObjectOfObjects },
  rateLimit: numberAbove0,
  idempotency: flag,
  faults: listOf(faultShape),
  toolTimeout: milliseconds(1),
  validateResults: flag,
  sessionTTL: {
    expected: "whole milliseconds above 0, or Infinity",
    fits: (value) => value === Infinity || wholeNumber(1).fits(value),
  },
  connectionWait: milliseconds(0),
  store: {
    expected: "a store, such as memoryStore({ now })",
    fits: (value) => isJSONObject(value) && typeof value["get"] === "function",
  },
  // What it says is looked at where a store wants it.
  encryptionKey: {
    expected: "32 bytes, or a text that stands for them in base64 or hex",
    fits: (value) => typeof value === "string" || value instanceof Uint8Array,
  },
  wait: func("(milliseconds, signal) => setTimeout(milliseconds)"),
  onError: func("(error) => console.error(error)"),
  onRequest: func("(request) => console.log(request)"),
  maxFileBytes: wholeNumber(1),
  maxResultBytes: wholeNumber(1),
  maxRequestBytes: wholeNumber(1),
};

/** Throws a TypeError that names the first option that is not right, and what it should be. */
export function checkRouterOptions(options: unknown): asserts options is LocalRouterOptions {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new TypeError("createLocalRouter takes an object, such as { toolkits: [github] }");
  }
  checkShape(options, "", routerOptions);
}

/** Throws a TypeError if what these options give is not right: only then can it be seen. */
export function checkGiven({ now, ids }: { now: unknown; ids: unknown }): void {
  if (!date.fits(now)) throw new TypeError("now must be a function that gives a date");
  if (!headerText.fits(ids)) throw new TypeError("ids must be a function that gives texts without spaces");
}
