import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createLocalRouter } from "../router.ts";
import type { Schemas } from "../spec.ts";
import { github, githubAccount, testRouter } from "../testing/test-router.ts";

const make = (options: unknown) => () => createLocalRouter(options as Parameters<typeof createLocalRouter>[0]);
const problemWith = (options: unknown): string => {
  try {
    make(options)();
  } catch (error) {
    return (error as Error).message;
  }
  return "";
};
/** An account as in JSON seed files. */
const fileAccount = { user_id: "user_1", toolkit: "github", id: "ca_seed" };
const withOption = (name: string, value: unknown) => make({ toolkits: [github()], [name]: value });

describe("rejects an invalid option with its name and the expected value", () => {
  const number = /^\w+ must be a number above 0$/;
  const whole = /^\w+ must be a whole number from 1 up$/;
  const time = /^\w+ must be a number of milliseconds from [01] to 2147483647$/;
  const flag = /^\w+ must be true or false$/;
  const key = /^\w+ must be a non-empty string of visible ASCII characters without spaces$/;
  test.each<[string, unknown, string | RegExp]>([
    ["toolkits", undefined, "toolkits must be a list of toolkits made by defineToolkit"],
    ["toolkits", github(), "toolkits must be a list"],
    ["toolkits", [null], "toolkits[0]: a toolkit must be an object made by defineToolkit"],
    ["apiKey", "", key],
    ["apiKey", 1, key],
    ["apiKey", null, key],
    ["apiKey", "ak 1", key],
    ["apiKey", "ak_1\n", key],
    ["userApiKey", "", key],
    ["links", "auto", 'links must be "manual" or "instant"'],
    ["publicUrl", "example.com", "publicUrl must be a URL that begins with http:// or https://"],
    ["publicUrl", "ftp://example.com", "publicUrl must be"],
    ["publicUrl", "http://[", "publicUrl must be"],
    ["now", 5, "now must be a function, such as () => new Date()"],
    ["now", new Date(), "now must be a function"],
    ["now", () => 5, "now must return a Date"],
    ["now", () => new Date("x"), "now must return a Date"],
    ["ids", () => undefined, "ids must return strings of visible ASCII characters without spaces"],
    ["ids", "ak", "ids must be a function, such as sequentialIds()"],
    ["wait", 5, "wait must be a function"],
    ["onError", true, "onError must be a function"],
    ["rateLimit", "10", number],
    ["rateLimit", 0, number],
    ["rateLimit", Number.NaN, number],
    ["idempotency", "yes", flag],
    ["validateResults", 1, flag],
    ["toolTimeout", "x", time],
    ["toolTimeout", 0, time],
    ["toolTimeout", 2 ** 31, time],
    ["connectionWait", -1, time],
    ["sessionTTL", 0, "sessionTTL must be whole milliseconds above 0, or Infinity"],
    ["sessionTTL", 0.5, "sessionTTL must be whole milliseconds above 0, or Infinity"],
    ["sessionTTL", "1h", "sessionTTL must be whole milliseconds above 0, or Infinity"],
    ["maxFileBytes", "1 MB", whole],
    ["maxResultBytes", 1.5, whole],
    ["maxRequestBytes", 0, whole],
    ["accounts", {}, "accounts must be a list of objects"],
    ["accounts", [null], "accounts[0] must be an object"],
    ["accounts", [{ ...fileAccount, user_id: "" }], "accounts[0].user_id must be a non-empty string"],
    ["accounts", [{ user_id: "u" }], "accounts[0].toolkit must be a non-empty string"],
    ["accounts", [{ ...githubAccount, alias: 1 }], "accounts[0].alias must be"],
    ["accounts", [{ ...githubAccount, status: "" }], "accounts[0].status must be"],
    ["accounts", [{ ...githubAccount, id: "" }], "accounts[0].id must be"],
    ["accounts", [{ ...githubAccount, expiresAt: "2026-01-01" }], "accounts[0].expiresAt must be a date"],
    ["accounts", [{ ...githubAccount, expiresAt: new Date("x") }], "accounts[0].expiresAt must be a date"],
    ["accounts", [{ ...fileAccount, account_type: "shared" }], 'account_type must be "PRIVATE" or "SHARED"'],
    ["accounts", [{ ...fileAccount, acl_config_for_shared: true }], "acl_config_for_shared must be an object"],
    [
      "accounts",
      [{ ...fileAccount, acl_config_for_shared: { allow_all: true } }],
      'accounts[0].acl_config_for_shared: Unknown field "allow_all".',
    ],
    ["accounts", [{ ...fileAccount, userId: "u" }], 'accounts[0]: Unknown field "userId".'],
    ["accounts", [{ userId: "", toolkit: "github" }], "accounts[0].userId must be a non-empty string"],
    ["accounts", [{ userId: "u", toolkit: "github", userID: 1 }], 'Unknown field "userID".'],
    ["accounts", [{ userId: "u", toolkit: "github", accountType: "shared" }], "accounts[0].accountType must be"],
    [
      "accounts",
      [{ userId: "u", toolkit: "github", aclConfigForShared: { allow_all_users: true } }],
      'accounts[0].aclConfigForShared: Unknown field "allow_all_users".',
    ],
    [
      "accounts",
      [{ ...githubAccount, status: "Expired" }],
      'accounts[0].status: Unknown status "Expired". Did you mean "EXPIRED"?',
    ],
    ["scopedKeys", [{ areas: [] }], "scopedKeys[0].key must be"],
    ["scopedKeys", [{ key: "ak_2" }], "scopedKeys[0].areas must be an array of strings"],
    ["scopedKeys", [{ key: "ak_2", areas: "tools:read" }], "scopedKeys[0].areas must be an array of strings"],
    ["projects", [{ apiKey: "ak_2" }], "projects[0].id must be a non-empty string"],
    ["projects", [{ id: "proj_2" }], "projects[0].apiKey must be a non-empty string"],
    ["projects", [{ id: "proj_2", apiKey: "ak_2", key: "ak_2" }], 'projects[0]: Unknown field "key".'],
    ["projects", [{ id: "proj_2", apiKey: "ak_2", orgId: 1 }], "projects[0].orgId must be a non-empty string"],
    ["projects", [{ id: "proj_2", apiKey: "ak_2", accounts: [{}] }], "projects[0].accounts[0].userId must be"],
    ["projects", [{ id: "proj_2", apiKey: "ak_2", scopedKeys: [{}] }], "projects[0].scopedKeys[0].key must be"],
    ["faults", { fault: { kind: "latency" } }, "faults must be an array"],
    ["faults", [{}], 'faults[0].fault must be a fault, such as { kind: "error_before" }'],
    ["faults", [{ fault: null }], "faults[0].fault must be a fault"],
    ["faults", [{ fault: [{ kind: "nope" }] }], 'faults[0].fault[0].kind must be "latency" or "rate_limited"'],
    [
      "faults",
      [{ fault: { kind: "latency" } }],
      "faults[0].fault.milliseconds must be a number of milliseconds from 0",
    ],
    ["faults", [{ fault: { kind: "rate_limited", retryAfter: "1" } }], "faults[0].fault.retryAfter must be seconds"],
    ["faults", [{ fault: { kind: "error_after", retryAfter: 1 } }], 'faults[0].fault: Unknown field "retryAfter".'],
    ["faults", [{ fault: { kind: "error_after" }, tools: "X" }], 'faults[0]: Unknown field "tools".'],
    ["faults", [{ fault: { kind: "error_after" }, times: 0 }], "faults[0].times must be a whole number from 1 up"],
    ["faults", [{ fault: { kind: "error_after" }, operation: "x" }], 'faults[0].operation: unknown operation "x"'],
    ["toolkit", [], 'Unknown option "toolkit".'],
    ["constructor", 1, 'Unknown option "constructor".'],
  ])("%s: %j", (name, value, message) => {
    expect(withOption(name, value)).toThrow(TypeError);
    expect(withOption(name, value)).toThrow(message);
  });
});

test("accepts accounts in the API's spelling, as in JSON seed files", async () => {
  const shared = { ...fileAccount, account_type: "SHARED", acl_config_for_shared: { allowed_user_ids: ["user_2"] } };
  const options: object = { accounts: [shared], projects: [{ id: "proj_2", apiKey: "ak_2", accounts: [fileAccount] }] };
  const router = testRouter(options);
  const read = async (headers: Record<string, string> = {}) => {
    const path = "/connected_accounts/ca_seed";
    return (await router.request<Schemas["ConnectedAccount"]>("GET", path, undefined, headers)).body;
  };
  expect(await read()).toMatchObject({
    user_id: "user_1",
    experimental: { account_type: "SHARED", acl_config_for_shared: { allowed_user_ids: ["user_2"] } },
  });
  expect(await read({ "x-api-key": "ak_2" })).toMatchObject({
    user_id: "user_1",
    experimental: { account_type: "PRIVATE" },
  });
});

test.each([[undefined], [null], [[]], ["x"], [5]])("rejects options of the type %j", (options) => {
  expect(make(options)).toThrow("createLocalRouter takes an object, such as { toolkits: [github] }");
});

test("accepts undefined for every option except toolkits", () => {
  const names = ["accounts", "apiKey", "links", "now", "ids", "faults", "toolTimeout", "projects", "onError"];
  expect(make({ toolkits: [], ...Object.fromEntries(names.map((name) => [name, undefined])) })).not.toThrow();
});

test("are all documented in the README", () => {
  const [, known = ""] = /Options: (.+)\./.exec(problemWith({ nope: 1 })) ?? [];
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const [, table = ""] = /\n## Options\n[^|]*((?:\|.*\n)+)/.exec(readme) ?? [];
  const rows = [...table.matchAll(/^\| (`.+?`) +\|/gm)].map(([, names = ""]) => names);
  const told = rows.flatMap((names) => names.replaceAll("`", "").split(", "));
  expect(told.toSorted()).toEqual(known.split(", ").toSorted());
});

test("does not repeat an invalid key in the error", () => {
  const secret = "hunter2 with spaces";
  for (const options of [{ apiKey: secret }, { userApiKey: secret }, { scopedKeys: [{ key: secret, areas: [] }] }]) {
    expect(make({ toolkits: [], ...options })).not.toThrow(/hunter2/);
    expect(make({ toolkits: [], ...options })).toThrow(TypeError);
  }
});

test.each<[object, string]>([
  [{ port: "4310" }, "port must be a whole number from 0 to 65535"],
  [{ port: 65_536 }, "port must be"],
  [{ host: "" }, "host must be a non-empty string"],
  [{ drain: -1 }, "drain must be a number of milliseconds"],
  [{ hostname: "x" }, 'Unknown option "hostname".'],
])("listen(%j) rejects", async (options, message) => {
  await expect(testRouter().listen(options)).rejects.toThrow(message);
});

test("validates fault rules that are added later", () => {
  expect(() => testRouter().faults.add({ fault: { kind: "latency" } as never })).toThrow(
    "rule.fault.milliseconds must be a number of milliseconds",
  );
});
