import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { document } from "@tool-router/openapi/document";
import { refuse } from "../errors.ts";
import type { JsonObject } from "../json.ts";
import type { SpecOperation, SpecParameter } from "../spec.ts";
import { addFormats } from "../validation/formats.ts";
import { dotted, schemaProblems } from "../validation/schema-problems.ts";

/** Refuses a body that does not fit the operation's schema, or that is missing. */
export function requireValidBody(operation: SpecOperation, body: unknown): void {
  if (operation.bodyPointer === undefined) return;
  if (body === undefined) {
    if (!operation.bodyRequired) return;
    invalid(["payload: is required"]);
  }
  const validate = bodyValidator(operation.bodyPointer);
  if (!validate(body)) invalid(problemLines("payload", validate));
}

/** Reads the path's or the query's parameters in the form that their schemas want, and refuses what does not fit. */
export function readParameters(
  operation: SpecOperation,
  place: "path" | "query",
  textsOf: (name: string) => readonly string[],
): JsonObject {
  const parameters = operation.parameters.filter((parameter) => parameter.in === place);
  const values = Object.fromEntries(
    parameters.flatMap((parameter) => {
      // Some clients write "nothing" as an empty text.
      const texts = textsOf(parameter.name).filter((text) => text !== "");
      return texts.length === 0 ? [] : [[parameter.name, typed(parameter, texts)] as const];
    }),
  );
  const validate = parametersValidator(operation, place, parameters);
  if (!validate(values)) invalid(problemLines(place, validate));
  return values;
}

const compiler = new Ajv2020({ strict: false, allErrors: true, ownProperties: true, logger: false });
addFormats(compiler);

const documentId = "tool-router";
const validators = new Map<string, ValidateFunction>();

// Compiling is the slow part: the document is added when the first body comes, and each schema is compiled once.
function bodyValidator(pointer: string): ValidateFunction {
  if (compiler.getSchema(documentId) === undefined) compiler.addSchema(document, documentId);
  return cached(pointer, () => compiler.compile({ $ref: `${documentId}${pointer}` }));
}

function parametersValidator(
  { id }: SpecOperation,
  place: string,
  parameters: readonly SpecParameter[],
): ValidateFunction {
  return cached(`${id} ${place}`, () =>
    compiler.compile({
      type: "object",
      properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
      required: parameters.filter(({ required }) => required).map(({ name }) => name),
    }),
  );
}

function cached(key: string, make: () => ValidateFunction): ValidateFunction {
  const known = validators.get(key);
  if (known !== undefined) return known;
  const made = make();
  validators.set(key, made);
  return made;
}

/** The value of a parameter's text; a text that does not look like its type stays one, and fails the schema. */
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

function problemLines(root: string, { errors }: ValidateFunction): string[] {
  return schemaProblems(errors ?? [], (path, text) => {
    const place = dotted([root, ...path]);
    const renamed = place === "payload.premium_usage" ? "; it is called instant now" : "";
    return `${place}: ${text}${renamed}`;
  });
}

function invalid(errors: readonly string[]): never {
  return refuse("HTTP_BadRequest", "The request does not fit the schema", { errors });
}
