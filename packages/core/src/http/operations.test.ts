import { document } from "@tool-router/openapi/document";
import { describe, expect, test } from "vitest";
import { operationId } from "./operations.ts";
import { allOperations as operations } from "../testing/all-operations.ts";
import { versionFor } from "./version.ts";

const documented = Object.entries(document.paths).flatMap(([path, item]) =>
  (["get", "post", "patch", "delete"] as const).flatMap((method) => {
    const operation = item[method];
    return operation ? [{ path, method: method.toUpperCase(), operation }] : [];
  }),
);

interface Schema {
  readonly schema?: Schema;
  readonly $ref?: string;
  readonly required?: readonly string[];
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

/** What an object of the spec must have, itself or by what it is made of. */
function requiredOf(schema: Schema | undefined): readonly string[] {
  if (!schema) return [];
  const { schemas } = document.components as { schemas: Record<string, Schema> };
  const named = schema.$ref && schemas[schema.$ref.split("/").at(-1)!];
  // Of several forms the first is the one of a success.
  const parts = [...(schema.allOf ?? []), ...(schema.anyOf ?? []).slice(0, 1)];
  return [...(schema.required ?? []), ...requiredOf(named || undefined), ...parts.flatMap(requiredOf)];
}

/** Operations of the spec that no method needs, so that `router.api` is the way to them. */
const onlyInApi: string[] = [
  "patchAuthConfigsByNanoidByStatus",
  "getToolsEnum",
  "postToolsExecuteProxy",
  "postToolsExecuteByToolSlug",
  "postToolkitsMulti",
  "getToolkitsCategories",
];

describe("the table of operations", () => {
  test.each(Object.entries(operations))("has %s as in the spec", (_, [method, path]) => {
    const found = documented.find(({ operation }) => operation.operationId === operationId(method, path));
    expect(found).toMatchObject({ method, path });
  });

  test.each(Object.entries(operations))("has the required field of %s", (_, [method, path, kind, field]) => {
    const { operation } = documented.find((one) => one.path === path && one.method === method)!;
    const { responses } = operation as { responses: Record<string, { content?: { "application/json"?: Schema } }> };
    const success = (responses["200"] ?? responses["201"])?.content?.["application/json"]?.schema;
    const required = requiredOf(success);
    expect(field === "" ? required : required.filter((name) => name === field).slice(0, 1)).toEqual(
      [field].filter(Boolean),
    );
    expect(kind).toMatch(method === "GET" || method === "DELETE" ? /^read$/ : /^(read|write)$/);
  });

  test("has every operation of the spec", () => {
    const ids = Object.values(operations).map(([method, path]) => operationId(method, path));
    const missing = documented.map(({ operation }) => operation.operationId).filter((id) => !ids.includes(id as never));
    expect(missing).toEqual(onlyInApi);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("marks only idempotent POST and PATCH operations as reads", () => {
    const repeated = Object.values(operations).filter(
      ([method, , kind]) => kind === "read" && method !== "GET" && method !== "DELETE",
    );
    expect(repeated.map(([, path]) => path.split("/").at(-1))).toEqual(["attach", "search", "delete", "download_url"]);
  });
});

test("sends only the operations that v3 lacks to v3.1", () => {
  for (const { path, method, operation } of documented) {
    const onlyInV31 = operation.servers !== undefined;
    const address = path.replaceAll(/\{\w+\}/g, "trs_1");
    expect([method, path, versionFor("v3", method, address)]).toEqual([method, path, onlyInV31 ? "v3.1" : "v3"]);
    expect(versionFor("v3.1", method, address)).toBe("v3.1");
  }
});
