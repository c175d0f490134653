import { describe, expect, it } from "vitest";
import { defineToolkit, type ToolkitDefinition } from "./define-toolkit.ts";

const tool = { slug: "GIT_HUB_X", description: "d", inputSchema: { type: "object" }, execute: () => 1 };
const toolkit: ToolkitDefinition = { slug: "git_hub", description: "d", tools: [tool] };

it("fills in what was left out", () => {
  expect(defineToolkit(toolkit)).toMatchObject({ name: "Git_hub", auth: undefined, tools: [{ name: "Git Hub X" }] });
  expect(URL.canParse(defineToolkit(toolkit).logo)).toBe(true);
});

it("takes no auth for what it is", () => {
  expect(defineToolkit({ ...toolkit, auth: { scheme: "NO_AUTH" } }).auth).toBeUndefined();
});

describe("names the tool, the field and what it should be:", () => {
  it.each<[Record<string, unknown>, string]>([
    [{ slug: "GitHub" }, 'toolkit "GitHub": slug must be lower-case letters, digits and underscores, such as github'],
    [{ slug: "__proto__" }, 'toolkit "__proto__": slug must be lower-case letters'],
    [{ slug: "composio" }, "slug must be another one: the router has this one itself"],
    [{ name: "" }, "name must be a text"],
    [{ description: undefined }, "description must be a text that says what the toolkit is for"],
    [{ logo: "nope" }, "logo must be a URI"],
    [{ tools: [] }, "tools must be a list of at least one tool made by defineTool"],
    [{ tools: undefined }, "tools must be a list"],
    [
      { tools: [{ ...tool, slug: "GITHUB_X" }] },
      'toolkit "git_hub": tool "GITHUB_X": slug must be GIT_HUB_ and a name',
    ],
    [{ tools: [{ ...tool, slug: "GIT_HUB_" }] }, "slug must be GIT_HUB_ and a name"],
    [{ tools: [tool, tool] }, 'toolkit "git_hub": tool "GIT_HUB_X": slug must be another one: it is used twice'],
    [{ tools: [{ ...tool, execute: 1 }] }, 'toolkit "git_hub": tool "GIT_HUB_X": execute must be a function'],
    [{ auth: "API_KEY" }, 'auth must be an object, such as { scheme: "API_KEY" }'],
    [{ auth: {} }, "auth.scheme must be a text"],
    [{ auth: { scheme: "X", fields: {} } }, "auth.fields must be a list"],
    [{ auth: { scheme: "X", fields: [{}] } }, "auth.fields[0].name must be a text of its own"],
    [
      { auth: { scheme: "X", fields: [{ name: "a" }, { name: "a" }] } },
      "auth.fields[1].name must be a text of its own",
    ],
    [{ auth: { scheme: "X", verify: 1 } }, "auth.verify must be a function of the fields"],
  ])("%j", (fields, message) => {
    expect(() => defineToolkit({ ...toolkit, ...fields })).toThrow(message);
  });
});
