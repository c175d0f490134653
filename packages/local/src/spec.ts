// What the router reads from the OpenAPI document, the single source of operations, error codes and meta tools.
import type { components, MetaToolSlug, operations } from "@tool-router/openapi";
import { document } from "@tool-router/openapi/document";
import type { Operation, Parameter, PathItem, Reference } from "@tool-router/openapi/document";
import { isJSONObject, type JSONObject } from "./json.ts";

export type Schemas = components["schemas"];
export type OperationId = keyof operations;
/** A slug of `x-error-codes`. */
export type ErrorSlug = string;

export interface SpecOperation {
  id: OperationId;
  /** Upper case. */
  method: string;
  /** Below the version prefix, with `{name}` for path parameters. */
  path: string;
  parameters: SpecParameter[];
  /** Pointer to the schema of the JSON body. Undefined if the operation has no body. */
  bodyPointer: string | undefined;
  bodyRequired: boolean;
  /** The area that a scoped key needs, as `<area>:<level>`. */
  area: string;
  /** The operation's one success status. */
  successStatus: 200 | 201;
}

export interface SpecParameter {
  name: string;
  in: "path" | "query";
  required: boolean;
  schema: JSONObject;
}

export interface MetaTool {
  slug: MetaToolSlug;
  name: string;
  description: string;
  tags: readonly string[];
  /** Self-contained: references are inlined. */
  inputSchema: JSONObject;
  outputSchema: JSONObject;
}

const methods = ["get", "post", "patch", "delete"] as const;

export const specOperations: readonly SpecOperation[] = Object.entries(document.paths).flatMap(([path, item]) =>
  methods.flatMap((method) => {
    const operation = item[method];
    return operation === undefined ? [] : [readOperation(path, method, item, operation)];
  }),
);

/** All areas that a scoped key may be granted. */
export const keyAreas: ReadonlySet<string> = new Set(specOperations.map(({ area }) => area));

/** Statuses of connected accounts. */
export const knownStatuses: readonly string[] = examplesOf("ConnectionStatus");

/** Ways to authenticate an account. */
export const knownSchemes: readonly string[] = examplesOf("AuthScheme");

function examplesOf(schema: string): readonly string[] {
  return document.components.schemas[schema]?.["examples"] as string[];
}

export const metaTools: ReadonlyMap<string, MetaTool> = new Map(
  Object.entries(document.components.schemas.MetaTools.properties).map(([slug, schema]) => [
    slug,
    {
      slug: slug as MetaToolSlug,
      name: schema.title,
      description: schema.description,
      tags: schema["x-tags"],
      inputSchema: inlineReferences(schema.properties.arguments) as JSONObject,
      outputSchema: inlineReferences(schema.properties.data) as JSONObject,
    },
  ]),
);

/** Code and status of each error slug. */
export const errorCodes: ReadonlyMap<ErrorSlug, { readonly code: number; readonly status: number }> = new Map(
  Object.entries(document.components.schemas.Error["x-error-codes"]),
);

/** Header names of the project key and the user key. */
export const credentialHeaders: { readonly project: string; readonly user: string } = {
  project: headerOf("ApiKeyAuth"),
  user: headerOf("UserApiKeyAuth"),
};

/** Inlines all references of a schema. Throws for a recursive schema. */
export function inlineReferences(schema: unknown, inside: readonly string[] = []): unknown {
  if (Array.isArray(schema)) return schema.map((item) => inlineReferences(item, inside));
  if (!isJSONObject(schema)) return schema;
  const { $ref: reference, ...rest } = schema;
  const own = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, inlineReferences(value, inside)]));
  if (typeof reference !== "string") return own;
  if (inside.includes(reference)) throw new Error(`${reference} is recursive and cannot be inlined`);
  return { ...(inlineReferences(resolvePointer(reference), [...inside, reference]) as JSONObject), ...own };
}

/** The value in the document at the fragment of a `$ref`. */
export function resolvePointer(pointer: string): unknown {
  return pointer
    .replace(/^#\//, "")
    .split("/")
    .map((segment) => decodeURIComponent(segment).replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((value, segment) => (isJSONObject(value) ? value[segment] : undefined), document);
}

/** The fragment of a `$ref` to a place in the document. */
export function pointerTo(...segments: readonly string[]): string {
  return `#/${segments.map((segment) => encodeURIComponent(segment.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/")}`;
}

function readOperation(path: string, method: string, item: PathItem, operation: Operation): SpecOperation {
  return {
    id: operation.operationId as OperationId,
    method: method.toUpperCase(),
    path,
    parameters: [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(readParameter),
    bodyPointer:
      operation.requestBody && pointerTo("paths", path, method, "requestBody", "content", "application/json", "schema"),
    bodyRequired: operation.requestBody?.required === true,
    area: operation["x-key-area"],
    successStatus: Object.hasOwn(operation.responses, "201") ? 201 : 200,
  };
}

function readParameter(written: Parameter | Reference): SpecParameter {
  const parameter = "$ref" in written ? (resolvePointer(written.$ref) as Parameter) : written;
  return {
    name: parameter.name,
    in: parameter.in as SpecParameter["in"],
    required: parameter.required === true,
    schema: inlineReferences(parameter.schema) as JSONObject,
  };
}

function headerOf(scheme: string): string {
  const { name } = document.components.securitySchemes[scheme] ?? {};
  if (name === undefined) throw new Error(`The OpenAPI document has no security scheme ${scheme}`);
  return name;
}
