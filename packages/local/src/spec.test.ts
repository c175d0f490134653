import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { errorCodes, inlineReferences, metaTools, specOperations } from "./spec.ts";

const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
  .map((file) => readFileSync(`${import.meta.dirname}/${file}`, "utf8"))
  .join("\n");

describe("errors", () => {
  test("use only slugs of the document", () => {
    const slugs = [...sources.matchAll(/(?:refuse|Refusal)\(\s*"([^"]+)"/g)].map(([, slug]) => slug);
    expect(slugs.length).toBeGreaterThan(30);
    expect(slugs.filter((slug) => !errorCodes.has(slug ?? ""))).toEqual([]);
  });

  test("have no numeric codes in the sources", () => {
    const codes = [...errorCodes.values()].map(({ code }) => code).filter((code) => code > 1000);
    expect(codes.filter((code) => new RegExp(`\\b${code}\\b`).test(sources))).toEqual([]);
  });
});

test("has every operation with an id, a method and a status", () => {
  expect(new Set(specOperations.map(({ id }) => id)).size).toBe(specOperations.length);
  expect(specOperations.length).toBeGreaterThan(20);
  expect(specOperations.find(({ id }) => id === "postToolRouterSession")).toMatchObject({
    method: "POST",
    path: "/tool_router/session",
    bodyRequired: true,
    successStatus: 201,
  });
});

test("inlines the schemas of meta tools", () => {
  expect(metaTools.size).toBe(9);
  for (const { name, description, inputSchema, outputSchema } of metaTools.values()) {
    expect([name, description]).not.toContain("");
    expect(JSON.stringify([inputSchema, outputSchema])).not.toContain("$ref");
  }
});

test("rejects recursive schemas", () => {
  expect(() => inlineReferences({ $ref: "#/components/schemas/Tool" }, ["#/components/schemas/Tool"])).toThrow(
    "is recursive",
  );
});
