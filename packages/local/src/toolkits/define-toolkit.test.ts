import { describe, expect, test } from "vitest";
import { defineToolkit, type ToolkitDefinition } from "./define-toolkit.ts";

const tool = { slug: "GIT_HUB_X", description: "d", inputSchema: { type: "object" }, execute: () => 1 };
const toolkit: ToolkitDefinition = { slug: "git_hub", description: "d", tools: [tool] };

const oauth = { scheme: "OAUTH2", issuer: "https://id.example.com", clientId: "c" };

test.each([
  "https://id.example.com",
  "http://127.0.0.1:9000",
  "http://localhost:9000/a",
  "http://[::1]",
  "http://a.localhost",
])("accepts a safe issuer: %s", (issuer) => {
  expect(defineToolkit({ ...toolkit, auth: { ...oauth, issuer } }).auth).toMatchObject({ issuer });
});

test("applies defaults", () => {
  expect(defineToolkit(toolkit)).toMatchObject({ name: "Git_hub", auth: undefined, tools: [{ name: "Git Hub X" }] });
  expect(URL.canParse(defineToolkit(toolkit).logo)).toBe(true);
});

test("treats NO_AUTH as no auth", () => {
  expect(defineToolkit({ ...toolkit, auth: { scheme: "NO_AUTH" } }).auth).toBeUndefined();
});

describe("rejects an invalid definition:", () => {
  test.each<[Record<string, unknown>, string]>([
    [{ slug: "GitHub" }, 'toolkit "GitHub": slug must be lower-case letters, digits and underscores, such as github'],
    [{ slug: "__proto__" }, 'toolkit "__proto__": slug must be lower-case letters'],
    [{ slug: "composio" }, "slug must be another one: the router reserves this one"],
    [{ name: "" }, "name must be a non-empty string"],
    [{ tool: [] }, 'toolkit "git_hub": Unknown field "tool".'],
    [
      { tools: [{ slug: "GIT_HUB_X", description: "d", answers: [{}], inputschema: {} }] },
      'tool "GIT_HUB_X": Unknown field "inputschema".',
    ],
    [{ description: undefined }, "description must be a string that says what the toolkit is for"],
    [{ logo: "nope" }, "logo must be a URI"],
    [{ tools: [] }, "tools must be an array of at least one tool made by defineTool"],
    [{ tools: undefined }, "tools must be an array"],
    [
      { tools: [{ ...tool, slug: "GITHUB_X" }] },
      'toolkit "git_hub": tool "GITHUB_X": slug must be GIT_HUB_ followed by a name',
    ],
    [{ tools: [{ ...tool, slug: "GIT_HUB_" }] }, "slug must be GIT_HUB_ followed by a name"],
    [
      { tools: [tool, tool] },
      'toolkit "git_hub": tool "GIT_HUB_X": slug must be unique: another tool has the same slug',
    ],
    [{ tools: [{ ...tool, execute: 1 }] }, 'toolkit "git_hub": tool "GIT_HUB_X": execute must be a function'],
    [{ auth: "API_KEY" }, 'auth must be an object, such as { scheme: "API_KEY" }'],
    [{ auth: {} }, "auth.scheme must be a non-empty string"],
    [{ auth: { scheme: "APIKEY" } }, 'auth: Unknown scheme "APIKEY". Did you mean "API_KEY"?'],
    [{ auth: { scheme: "oauth2" } }, 'auth: Unknown scheme "oauth2". Did you mean "OAUTH2"?'],
    [{ auth: { scheme: "X", fields: {} } }, "auth.fields must be an array"],
    [{ auth: { scheme: "X", fields: [{}] } }, "auth.fields[0].name must be a unique non-empty string"],
    [
      { auth: { scheme: "X", fields: [{ name: "a" }, { name: "a" }] } },
      "auth.fields[1].name must be a unique non-empty string",
    ],
    [{ auth: { scheme: "X", verify: 1 } }, "auth.verify must be a function of the fields"],
    [{ auth: { scheme: "X", clientID: "x" } }, 'auth: Unknown field "clientID".'],
    [{ auth: { ...oauth, issuer: "http://id.example.com" } }, "auth.issuer must be a URL that begins with https://"],
    [{ auth: { ...oauth, issuer: "id.example.com" } }, "auth.issuer must be a URL"],
    [{ auth: { ...oauth, issuer: undefined } }, "auth.issuer is missing. Set it, or both"],
    [{ auth: { ...oauth, issuer: undefined, tokenUrl: "https://x.example" } }, "or both authorizationUrl and tokenUrl"],
    [{ auth: { ...oauth, tokenUrl: "http://10.0.0.1/t" } }, "auth.tokenUrl must be a URL that begins with https"],
    [{ auth: { ...oauth, scheme: "API_KEY" } }, 'auth.scheme must be "OAUTH2" if issuer is set'],
    [{ auth: { ...oauth, clientId: undefined } }, "auth.clientId must be a non-empty string if issuer is set"],
    [{ auth: { ...oauth, clientId: 1 } }, "auth.clientId must be a non-empty string"],
    [{ auth: { ...oauth, clientSecret: "" } }, "auth.clientSecret must be a non-empty string"],
    [
      { auth: { ...oauth, clientSecret: "a", clientSecretEnv: "B" } },
      "auth.clientSecretEnv and clientSecret are both set",
    ],
    [{ auth: { ...oauth, clientAuthentication: "jwt" } }, 'auth.clientAuthentication must be "basic" or "post"'],
    [{ auth: { ...oauth, scopes: "repo" } }, "auth.scopes must be an array of strings without spaces"],
    [{ auth: { ...oauth, scopes: ["a b"] } }, "auth.scopes must be an array of strings without spaces"],
    [{ auth: { ...oauth, authorizationParameters: { state: "x" } } }, "auth.authorizationParameters must be an object"],
  ])("%j", (fields, message) => {
    expect(() => defineToolkit({ ...toolkit, ...fields })).toThrow(message);
  });
});
