import { seedFileFields, type SeedAccount, type SeedAcl, type SeedFileAccount } from "../accounts/seeds.ts";
import { faultShape } from "../faults.ts";
import type { RouterHooks } from "../hooks/hook-functions.ts";
import { allowedHostsRule } from "../http/allowed-hosts.ts";
import { corsRule } from "../http/cors.ts";
import type { ScopedKey } from "../http/keys.ts";
import { isJSONObject } from "../json.ts";
import type { LocalRouterOptions, ProjectOptions } from "./options.ts";
import type { Schemas } from "../spec.ts";
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
} from "../validation/shape.ts";

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
  // Decoded only if the store is persistent.
  encryptionKey: {
    expected: "32 bytes, or their encoding in base64 or hex",
    fits: (value) => typeof value === "string" || value instanceof Uint8Array,
  },
  wait: func("(milliseconds, signal) => setTimeout(milliseconds)"),
  onError: func("(error) => console.error(error)"),
  onRequest: func("(request) => console.log(request)"),
  telemetry: func("the result of telemetry() of @tool-router/local/opentelemetry"),
  maxFileBytes: wholeNumber(1),
  maxResultBytes: wholeNumber(1),
  maxRequestBytes: wholeNumber(1),
};

/** Throws a TypeError that names the first invalid option and the expected value. */
export function checkRouterOptions(options: unknown): asserts options is LocalRouterOptions {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new TypeError("createLocalRouter takes an object, such as { toolkits: [github] }");
  }
  checkShape(options, "", routerOptions);
}

/** Throws a TypeError for invalid results of the options `now` and `ids`. Their types can only be checked by calling them. */
export function checkProvided({ now, ids }: { now: unknown; ids: unknown }): void {
  if (!date.fits(now)) throw new TypeError("now must return a Date");
  if (!headerText.fits(ids)) throw new TypeError("ids must return strings of visible ASCII characters without spaces");
}
