import { faultShape } from "./faults.ts";
import { isJsonObject } from "./json.ts";
import type { ScopedKey } from "./http/keys.ts";
import type { LocalRouterOptions, ProjectOptions } from "./router.ts";
import type { SeedAccount } from "./accounts/seeds.ts";
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
  type Shape,
} from "./validation/shape.ts";
import type { Schemas } from "./spec.ts";

const sharedAcl: Shape<Schemas["SharedAcl"]> = {
  allow_all_users: flag,
  allowed_user_ids: texts,
  not_allowed_user_ids: texts,
};

const seedAccount: Shape<SeedAccount> = {
  user_id: required(text),
  toolkit: required(text),
  alias: text,
  status: text,
  expiresAt: date,
  account_type: oneOf("PRIVATE", "SHARED"),
  acl_config_for_shared: object(sharedAcl),
  credentials: objectOfTexts,
  id: text,
};

const scopedKey: Shape<ScopedKey> = { key: required(headerText), areas: required(texts) };

const project: Shape<ProjectOptions> = {
  id: required(text),
  orgId: text,
  apiKey: required(headerText),
  scopedKeys: listOf(scopedKey),
  accounts: listOf(seedAccount),
};

const routerOptions: Shape<LocalRouterOptions> = {
  toolkits: required({ expected: "a list of toolkits made by defineToolkit", fits: Array.isArray }),
  accounts: listOf(seedAccount),
  apiKey: headerText,
  userApiKey: headerText,
  scopedKeys: listOf(scopedKey),
  projects: listOf(project),
  links: oneOf("manual", "instant"),
  publicUrl: webAddress,
  now: func("() => new Date()"),
  ids: func("sequentialIds()"),
  rateLimit: numberAbove0,
  idempotency: flag,
  faults: listOf(faultShape),
  toolTimeout: milliseconds(1),
  validateResults: flag,
  connectionWait: milliseconds(0),
  store: {
    expected: "a store, such as memoryStore({ now })",
    fits: (value) => isJsonObject(value) && typeof value["get"] === "function",
  },
  // What it says is looked at where a store wants it.
  encryptionKey: {
    expected: "32 bytes, or a text that stands for them in base64 or hex",
    fits: (value) => typeof value === "string" || value instanceof Uint8Array,
  },
  wait: func("(milliseconds, signal) => setTimeout(milliseconds)"),
  onError: func("(error) => console.error(error)"),
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
