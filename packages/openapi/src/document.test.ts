import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import {
  document,
  type Example,
  type MediaType,
  type Method,
  type Operation,
  type Reference,
  type Response,
} from "./document.ts";

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addFormat("toolRouterSessionId", true);
ajv.addSchema(document, "document");

type Pointer = readonly string[];

function valueAt(pointer: Pointer): unknown {
  let value: unknown = document;
  for (const key of pointer) value = (value as Record<string, unknown> | undefined)?.[key];
  return value;
}

function parseRef(ref: string): Pointer {
  const keys = ref.replace(/^#\//, "").split("/");
  return keys.map((key) => decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~"));
}

function resolve<T>(value: T | Reference): T {
  const { $ref } = value as Reference;
  return $ref === undefined ? (value as T) : (valueAt(parseRef($ref)) as T);
}

const validators = new Map<string, ValidateFunction>();

/** Validates a value against the schema at a pointer into the document. */
function problems(schema: Pointer, value: unknown): string[] {
  const path = schema.map((key) => encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/");
  const validate = validators.get(path) ?? ajv.compile({ $ref: `document#/${path}` });
  validators.set(path, validate);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${schema.join("/")} ${instancePath} ${message}`);
}

function schemaProblems(name: string, value: unknown): string[] {
  return problems(["components", "schemas", name], value);
}

function* walkObjects(value: unknown, pointer: Pointer = []): Generator<[Pointer, Record<string, unknown>]> {
  if (typeof value !== "object" || value === null) return;
  yield [pointer, value as Record<string, unknown>];
  for (const [key, child] of Object.entries(value)) yield* walkObjects(child, [...pointer, key]);
}

const methods: readonly Method[] = ["get", "post", "patch", "delete"];
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  methods.flatMap((method) => {
    const operation = item[method];
    return operation === undefined ? [] : [{ path, method, operation }];
  }),
);

function operationOf(id: string): Operation {
  const found = operations.find(({ operation }) => operation.operationId === id);
  if (!found) throw new Error(`Unknown operation ${id}`);
  return found.operation;
}

function jsonExamples(holder: { content?: Readonly<Record<string, MediaType>> | undefined } | undefined) {
  const examples = holder?.content?.["application/json"]?.examples ?? {};
  return Object.entries(examples).map(([name, example]) => ({ name, value: resolve<Example>(example).value }));
}

/** Validates all examples of one body, and reports a body without examples. */
function exampleProblems(holder: Pointer): string[] {
  const examples = jsonExamples(valueAt(holder) as Response);
  if (examples.length === 0) return ["no example"];
  const schema = [...holder, "content", "application/json", "schema"];
  return examples.flatMap(({ name, value }) => problems(schema, value).map((problem) => `${name}: ${problem}`));
}

/** The success response of an operation. It is never a shared one. */
function successResponse(operation: Operation) {
  const found = Object.entries(operation.responses).find(([status]) => status.startsWith("2"));
  if (!found) throw new Error(`${operation.operationId} has no success response`);
  return { status: found[0], response: resolve(found[1]) };
}

describe("references", () => {
  test("resolves every reference", () => {
    const references = [...walkObjects(document)].flatMap(([, { $ref }]) => (typeof $ref === "string" ? [$ref] : []));
    expect(references.length).toBeGreaterThan(0);
    expect(references.filter((ref) => valueAt(parseRef(ref)) === undefined)).toEqual([]);
  });

  test("bundles without renaming components", () => {
    const names = Object.values(document.components).flatMap((group) => Object.keys(group));
    expect(names.filter((name) => /[-_]\d+$/.test(name))).toEqual([]);
  });
});

describe("examples", () => {
  test.each(operations.filter(({ operation }) => operation.requestBody))(
    "validates the request examples of $operation.operationId",
    ({ path, method }) => {
      expect(exampleProblems(["paths", path, method, "requestBody"])).toEqual([]);
    },
  );

  test.each(operations)("validates the response examples of $operation.operationId", ({ path, method, operation }) => {
    expect(exampleProblems(["paths", path, method, "responses", successResponse(operation).status])).toEqual([]);
  });

  test.each(Object.keys(document.components.responses))(
    "validates the examples of the shared response %s",
    (response) => {
      expect(exampleProblems(["components", "responses", response])).toEqual([]);
    },
  );

  test("validates the examples of parameters, headers and schemas", () => {
    const found = [...walkObjects(document)].flatMap(([pointer, holder]) => {
      if (pointer.includes("value")) return []; // inside an example
      if ("example" in holder) return [{ schema: [...pointer, "schema"], example: holder["example"] }];
      if (!Array.isArray(holder["examples"])) return [];
      return holder["examples"].map((example: unknown) => ({ schema: pointer, example }));
    });
    expect(found.length).toBeGreaterThan(50);
    expect(found.flatMap(({ schema, example }) => problems(schema, example))).toEqual([]);
  });

  test("rejects invalid values", () => {
    expect(schemaProblems("SessionCreate", { user_id: "u", toolkits: { enabled: ["github"] } })).not.toEqual([]);
    expect(schemaProblems("SessionCreate", { user_id: "u", toolkits: { enable: [], disable: [] } })).not.toEqual([]);
    expect(schemaProblems("SessionCreate", { user_id: "u", surprise: 1 })).not.toEqual([]);
    expect(schemaProblems("SearchRequest", { queries: [] })).not.toEqual([]);
    expect(schemaProblems("AuthConfigCreate", { toolkit: { slug: "github" }, auth_config: {} })).not.toEqual([]);
    expect(schemaProblems("ExecuteMetaRequest", { slug: "GITHUB_CREATE_AN_ISSUE" })).not.toEqual([]);
  });
});

describe("approvals, hooks and instant tools", () => {
  const accepts = (fields: object) => schemaProblems("SessionCreate", { user_id: "u", ...fields }).length === 0;
  const patches = (fields: object) => schemaProblems("SessionPatch", fields).length === 0;
  const list = { require_approval: ["x"] };
  const tags = { require_approval: ["destructiveHint"] };

  test.each([
    { toolkits: list },
    { toolkits: { enable: ["x"], ...list } },
    { toolkits: { disable: [], ...list } },
    { tools: { x: list } },
    { tools: { x: { enable: [], ...list } } },
    { tools: { x: { disable: [], ...list } } },
    { tools: { x: { tags, ...list } } },
    { tags },
    { tags: { ...tags, enable: ["readOnlyHint"], disable: ["openWorldHint"] } },
  ])("accepts %j", (fields) => {
    expect([accepts(fields), patches(fields)]).toEqual([true, true]);
  });

  test.each([
    { toolkits: { require_approval: [] } },
    { toolkits: { enable: [], disable: [], ...list } },
    { tools: { x: { require_approval: [] } } },
    { tools: { x: { enable: [], tags, ...list } } },
    { tags: { require_approval: [] } },
    { tags: list },
    { instant: true },
    { instant: { toolkits: { enable: [], disable: [] } } },
    { proxy_execute: {} },
    { hooks: [{ id: "h", type: "before_execute", applies_to: { tools: [] }, handler: { type: "webhook" } }] },
    { hooks: [{ id: "h", type: "around", applies_to: "all", handler: { type: "webhook" } }] },
    { experimental: { no_elicitation_support_fallback: "ask" } },
  ])("rejects %j", (fields) => {
    expect([accepts(fields), patches(fields)]).toEqual([false, false]);
  });

  test("accepts null and an empty object for instant toolkits in a patch only", () => {
    for (const fields of [
      { proxy_execute: null },
      { hooks: null },
      { instant: { toolkits: {} } },
      { multi_account: { max_accounts_per_toolkit: null } },
      { experimental: { permissions: null } },
      { experimental: { submit_feedback: null } },
    ]) {
      expect([fields, accepts(fields), patches(fields)]).toEqual([fields, false, true]);
    }
    expect(patches({ instant: null })).toBe(false);
  });

  test("accepts empty lists in a stored configuration", () => {
    const config = { user_id: "u", preload: { tools: [] }, toolkits: { require_approval: [] } };
    expect(schemaProblems("SessionConfig", config)).toEqual([]);
  });
});

describe("execute and execute_meta", () => {
  const execute = operationOf("postToolRouterSessionBySessionIdExecute");
  const executeMeta = operationOf("postToolRouterSessionBySessionIdExecuteMeta");

  test("are declared under their paths", () => {
    expect(document.paths["/tool_router/session/{session_id}/execute"]?.post).toBe(execute);
    expect(document.paths["/tool_router/session/{session_id}/execute_meta"]?.post).toBe(executeMeta);
    expect(execute.requestBody?.required).toBe(true);
    expect(executeMeta.requestBody?.required).toBe(true);
    expect(document.components.parameters["SessionId"]).toMatchObject({ in: "path", required: true });
  });

  test("name the tool differently", () => {
    expect(schemaProblems("ExecuteRequest", { tool_slug: "GITHUB_CREATE_AN_ISSUE" })).toEqual([]);
    expect(schemaProblems("ExecuteRequest", { slug: "GITHUB_CREATE_AN_ISSUE" })).not.toEqual([]);
    expect(schemaProblems("ExecuteMetaRequest", { slug: "COMPOSIO_SEARCH_TOOLS", arguments: {} })).toEqual([]);
    expect(schemaProblems("ExecuteMetaRequest", { tool_slug: "COMPOSIO_SEARCH_TOOLS" })).not.toEqual([]);
  });

  test("return 200 with three required fields, of which only error can be null", () => {
    const whole = { data: { key: null }, error: null, log_id: "log_abc123xyz" };
    expect(schemaProblems("ExecuteResponse", whole)).toEqual([]);
    expect(schemaProblems("ExecuteResponse", { ...whole, error: "it failed" })).toEqual([]);
    for (const field of Object.keys(whole)) {
      const { [field]: _, ...rest } = whole as Record<string, unknown>;
      expect(schemaProblems("ExecuteResponse", rest)).not.toEqual([]);
    }
    expect(schemaProblems("ExecuteResponse", { ...whole, data: null })).not.toEqual([]);
    expect(schemaProblems("ExecuteResponse", { ...whole, log_id: null })).not.toEqual([]);
    expect(successResponse(execute).status).toBe("200");
    expect(successResponse(executeMeta).status).toBe("200");
  });

  test("return errors in the envelope", () => {
    const error = { message: "m", code: 0, slug: "s", status: 400 };
    const whole = { ...error, request_id: "r", suggested_fix: "f", errors: ["e"] };
    expect(schemaProblems("Error", { error })).toEqual([]);
    expect(schemaProblems("Error", { error: whole })).toEqual([]);
    for (const field of Object.keys(error)) {
      const { [field]: _, ...rest } = error as Record<string, unknown>;
      expect(schemaProblems("Error", { error: rest })).not.toEqual([]);
    }
  });

  test("accept a project key or a user key", () => {
    expect(document.security).toEqual([{ ApiKeyAuth: [] }, { UserApiKeyAuth: [] }]);
    expect(document.components.securitySchemes["ApiKeyAuth"]).toMatchObject({ in: "header", name: "x-api-key" });
    expect(document.components.securitySchemes["UserApiKeyAuth"]).toMatchObject({
      in: "header",
      name: "x-user-api-key",
    });
  });
});

describe("meta tools", () => {
  const { MetaTools: metaTools } = document.components.schemas;
  const slugs = document.components.schemas["MetaToolSlug"]?.["enum"] as string[];

  test("describes every slug and no others", () => {
    expect(new Set(Object.keys(metaTools.properties))).toEqual(new Set(slugs));
    expect(new Set(metaTools["required"] as string[])).toEqual(new Set(slugs));
  });

  test.each(Object.entries(metaTools.properties))(
    "declares the arguments of %s inline, with a description on every field",
    (_, metaTool) => {
      const schema = resolve<Record<string, unknown>>(metaTool.properties.arguments);
      expect(schema).toMatchObject({ type: "object", properties: expect.anything() });
      const fields: object[] = [];
      for (const [pointer, value] of walkObjects(schema)) {
        expect(value).not.toHaveProperty("$ref");
        if (pointer.at(-2) === "properties") fields.push(value);
      }
      expect(fields.filter((field) => !("description" in field))).toEqual([]);
    },
  );

  test("validates the examples of execute and execute_meta", () => {
    const seen = new Set<string>();
    for (const name of ["postToolRouterSessionBySessionIdExecute", "postToolRouterSessionBySessionIdExecuteMeta"]) {
      const operation = operationOf(name);
      const answers = new Map(
        jsonExamples(successResponse(operation).response).map(({ name: key, value }) => [key, value]),
      );
      for (const { name: key, value } of jsonExamples(operation.requestBody)) {
        const call = value as { slug?: string; tool_slug?: string; arguments?: unknown };
        const slug = call.slug ?? call.tool_slug ?? "";
        const answer = answers.get(key) as { data: unknown } | undefined;
        if (key === "minimal" || !slugs.includes(slug) || !answer) continue;
        seen.add(slug);
        const metaTool = ["components", "schemas", "MetaTools", "properties", slug];
        expect(problems(metaTool, { arguments: call.arguments, data: answer.data })).toEqual([]);
      }
    }
    expect(seen.size).toBe(4);
  });
});

describe("error codes", () => {
  const known = document.components.schemas.Error["x-error-codes"];

  test("uses each code for one slug only", () => {
    const codes = Object.values(known).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  test("uses known slugs, codes and statuses in every error example", () => {
    let count = 0;
    for (const { operation } of operations) {
      for (const [status, response] of Object.entries(operation.responses)) {
        if (status.startsWith("2")) continue;
        for (const { value } of jsonExamples(resolve(response))) {
          const { error } = value as { error?: { slug: string; code: number; status: number } };
          if (!error) continue;
          count++;
          expect(error.status).toBe(Number(status));
          expect(known[error.slug]).toMatchObject({ code: error.code, status: error.status });
        }
      }
    }
    expect(count).toBeGreaterThan(100);
  });
});

describe("versions", () => {
  test("gives v3.1-only operations a v3.1 server", () => {
    const moved = operations.filter(({ operation }) => operation.servers);
    const only = operations.filter(({ operation }) => operation["x-api-versions"]?.join() === "3.1");
    expect(moved).toEqual(only);
    expect(moved.length).toBeGreaterThan(0);
    for (const { operation } of moved) {
      for (const { url } of operation.servers ?? []) expect(url).toMatch(/\/api\/v3\.1$/);
    }
  });
});
