import { describe, expect, test } from "vitest";
import { toolNames } from "../schemas.ts";

const tools = (...slugs: string[]) => slugs.map((slug) => ({ slug }));
const nameOf = (slug: string, ...others: string[]) => toolNames(tools(slug, ...others)).nameOf({ slug });

describe("toolNames", () => {
  test("keeps a slug that every model API accepts", () => {
    const names = toolNames(tools("GITHUB_CREATE_AN_ISSUE", "_x", "A".repeat(64)));
    expect(names.nameOf({ slug: "GITHUB_CREATE_AN_ISSUE" })).toBe("GITHUB_CREATE_AN_ISSUE");
    expect(names.nameOf({ slug: "_x" })).toBe("_x");
    expect(names.nameOf({ slug: "A".repeat(64) })).toBe("A".repeat(64));
    expect(names.slugOf("_x")).toBe("_x");
  });

  test.each(["A".repeat(65), "3D_PRINT", "mail.send", "a-b", "ä ö", "", "🙂", "__proto__", "constructor"])(
    "gives %j a name that every model API accepts",
    (slug) => {
      const names = toolNames(tools(slug));
      const name = names.nameOf({ slug });
      expect(name).toMatch(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/);
      expect(name in {}).toBe(false);
      expect(names.slugOf(name)).toBe(slug);
    },
  );

  test("gives the same name in every release, so that calls of earlier turns keep it", () => {
    expect(nameOf("a-b")).toBe("a_b_2a89df63");
    expect(nameOf("3D")).toBe("_3D_1befa772");
  });

  test("gives a slug the same name in any list, and no name twice", () => {
    const slug = `${"LONG_".repeat(20)}A`;
    const alike = `${"LONG_".repeat(20)}B`;
    expect(nameOf(slug)).toBe(nameOf(slug, alike, "a-b", "a.b"));
    expect(nameOf(alike, slug)).not.toBe(nameOf(slug, alike));
    expect(nameOf("a-b", "a.b")).not.toBe(nameOf("a.b", "a-b"));
  });

  test("keeps the name of a slug if another one would get the same", () => {
    const made = nameOf("a-b");
    const names = toolNames(tools("a-b", made));
    expect(names.nameOf({ slug: made })).toBe(made);
    expect(names.nameOf({ slug: "a-b" })).not.toBe(made);
    expect(names.slugOf(made)).toBe(made);
  });

  test("treats equal slugs as one", () => {
    expect(toolNames(tools("X", "X")).slugOf("X")).toBe("X");
  });

  test("rejects other names and tools", () => {
    const names = toolNames(tools("X"));
    expect(names.slugOf("Y")).toBeUndefined();
    expect(names.slugOf("constructor")).toBeUndefined();
    expect(() => names.nameOf({ slug: "Y" })).toThrow(RangeError);
  });
});
