import { Ajv2020 } from "ajv/dist/2020.js";
import { document } from "@tool-router/openapi/document";
import { refuse } from "../errors.ts";
import type { JSONObject } from "../json.ts";
import type { SpecOperation, SpecParameter } from "../spec.ts";
import { createSchemaCompiler, type Validate } from "../validation/compile-schema.ts";
import { dotted, schemaProblems } from "../validation/schema-problems.ts";

/** Refuses a missing body, or one that does not match the operation's schema. */
export function requireValidBody(operation: SpecOperation, body: unknown): void {
  if (operation.bodyPointer === undefined) return;
  if (body === undefined) {
    if (!operation.bodyRequired) return;
    invalid(["payload: is required"]);
  }
  const findings = bodyValidator(operation.bodyPointer)(body);
  if (findings) invalid(problemLines("payload", findings));
}

/** Parses and checks the parameters of the path or the query. */
export function readParameters(
  operation: SpecOperation,
  place: "path" | "query",
  textsOf: (name: string) => readonly string[],
): JSONObject {
  const parameters = operation.parameters.filter((parameter) => parameter.in === place);
  const values = Object.fromEntries(
    parameters.flatMap((parameter) => {
      // Some clients send an empty string for an absent parameter.
      const texts = textsOf(parameter.name).filter((text) => text !== "");
      return texts.length === 0 ? [] : [[parameter.name, typed(parameter, texts)] as const];
    }),
  );
  const findings = parametersValidator(operation, place, parameters)(values);
  if (findings) invalid(problemLines(place, findings));
  return values;
}

const DOCUMENT_ID = "tool-router";

const bodyCompiler = createSchemaCompiler(Ajv2020, (ajv) => ajv.addSchema(document, DOCUMENT_ID));
// Without the document: adding it is slow.
const parameterCompiler = createSchemaCompiler(Ajv2020);
const validators = new Map<string, Validate>();

function bodyValidator(pointer: string): Validate {
  return cached(pointer, () => bodyCompiler.compile({ $ref: `${DOCUMENT_ID}${pointer}` }));
}

function parametersValidator({ id }: SpecOperation, place: string, parameters: readonly SpecParameter[]): Validate {
  return cached(`${id} ${place}`, () =>
    parameterCompiler.compile({
      type: "object",
      properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
      required: parameters.filter(({ required }) => required).map(({ name }) => name),
    }),
  );
}

function cached(key: string, make: () => Validate): Validate {
  const known = validators.get(key);
  if (known !== undefined) return known;
  const made = make();
  validators.set(key, made);
  return made;
}

/** Converts a parameter to its type. Text in another format stays text and then fails the schema. */
function typed({ schema }: SpecParameter, texts: readonly string[]): unknown {
  if (schema["type"] === "array") return texts.flatMap((text) => text.split(",")).filter((item) => item !== "");
  const text = texts.at(-1) ?? "";
  switch (schema["type"]) {
    case "integer":
    case "number":
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
    case "boolean":
      return text === "true" ? true : text === "false" ? false : text;
    default:
      return text;
  }
}

function problemLines(root: string, findings: NonNullable<ReturnType<Validate>>): string[] {
  return schemaProblems(findings, (path, text) => {
    const place = dotted([root, ...path]);
    const renamed = place === "payload.premium_usage" ? "; renamed to instant" : "";
    return `${place}: ${text}${renamed}`;
  });
}

function invalid(errors: readonly string[]): never {
  return refuse("HTTP_BadRequest", "The request does not fit the schema", { errors });
}
