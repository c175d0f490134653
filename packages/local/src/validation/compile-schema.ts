import type { Ajv, ErrorObject, KeywordCxt, Options } from "ajv";
import { _ } from "ajv";
import { canonicalJSON, type JSONObject } from "../json.ts";
import { addFormats } from "./formats.ts";
import { linearPattern, type Pattern } from "./linear-pattern.ts";
import { sizeOf } from "./size.ts";

/** Returns errors, or undefined if the value matches the schema. A large value gets only its first error. */
export type Validate = (value: unknown) => readonly ErrorObject[] | undefined;

export interface SchemaCompiler {
  /** Throws if the schema does not compile. Calls `onUnchecked` with each unsupported pattern, which is not checked. */
  compile(schema: JSONObject, onUnchecked?: (pattern: string) => void): Validate;
  /** Validates the schema itself, which `compile` does not. */
  checkSchema(schema: JSONObject): readonly ErrorObject[] | undefined;
}

/** Up to this size, all errors of a value are collected. See {@link sizeOf}. */
const MAX_SIZE_FOR_ALL_ERRORS = 1_000;

/** `$ref`s followed for one value. Recursive alternatives can double them with each level of nesting. */
const MAX_REFERENCES = 100_000;
const MAX_REFERENCES_PER_PART = 5;
const MAX_REFERENCES_FOR_ALL_ERRORS = 20_000;

/** `uniqueItems` rejects longer arrays: comparing their items takes much longer than parsing them. */
const MAX_UNIQUE_ITEMS = 50_000;

/** If `anyOf` or `oneOf` collects more errors than this, they are reported as one. */
const MAX_ERRORS_OF_ALTERNATIVES = 100;

/**
 * Makes a compiler whose validators take linear time, even for hostile input.
 *
 * Calls `setUp` with each of its two Ajv instances.
 */
export function createSchemaCompiler(
  Compiler: new (options: Options) => Ajv,
  setUp?: (ajv: Ajv) => void,
): SchemaCompiler {
  const create = (allErrors: boolean): Ajv => {
    const ajv = new Compiler({
      strict: false,
      // A field named `toString` must not be found on the prototype.
      ownProperties: true,
      logger: false,
      validateSchema: false,
      allErrors,
      code: { regExp: compilePattern },
    });
    addFormats(ajv);
    makeLinear(ajv);
    setUp?.(ajv);
    return ajv;
  };
  let first: Ajv | undefined;
  let all: Ajv | undefined;

  return {
    compile: (schema, onUnchecked = () => undefined) => {
      const validateFirst = compileWith((first ??= create(false)), schema, onUnchecked);
      let validateAll: Validate | undefined;
      return (value) => {
        const errors = limited(validateFirst, value, MAX_REFERENCES, MAX_REFERENCES_PER_PART);
        if (errors === undefined || isLarge(value)) return errors;
        validateAll ??= compileWith((all ??= create(true)), schema);
        const more = limited(validateAll, value, MAX_REFERENCES_FOR_ALL_ERRORS);
        return more === undefined || more[0] === tooManyReferences ? errors : more;
      };
    },
    checkSchema: (schema) => {
      const errors = checkWith((first ??= create(false)), schema);
      return errors === undefined || isLarge(schema) ? errors : checkWith((all ??= create(true)), schema);
    },
  };
}

function isLarge(value: unknown): boolean {
  return sizeOf(value, MAX_SIZE_FOR_ALL_ERRORS) >= MAX_SIZE_FOR_ALL_ERRORS;
}

function compileWith(ajv: Ajv, schema: JSONObject, onUnchecked: (pattern: string) => void = () => undefined): Validate {
  unchecked = onUnchecked;
  try {
    const validate = ajv.compile(schema);
    return (value) => (validate(value) ? undefined : (validate.errors ?? []));
  } finally {
    unchecked = () => undefined;
    // Ajv would keep every schema forever, and reject the next one with the same $id.
    ajv.removeSchema(schema);
  }
}

function checkWith(ajv: Ajv, schema: JSONObject): ReturnType<Validate> {
  const validate: Validate = (value) =>
    ajv.validateSchema(value as JSONObject) === true ? undefined : (ajv.errors ?? []);
  return limited(validate, schema, MAX_REFERENCES, MAX_REFERENCES_PER_PART);
}

/** Receives the unsupported patterns of the compilation in progress. Compiling is synchronous. */
let unchecked: (pattern: string) => void = () => undefined;

const compilePattern = Object.assign(
  (source: string): Pattern & { toString(): string } => {
    const pattern = linearPattern(source);
    if (pattern === undefined) unchecked(source);
    // Ajv identifies patterns by their source.
    return { test: (text) => pattern?.test(text) ?? true, toString: () => source };
  },
  { code: "linearPattern" },
);

/** `$ref`s that the validation in progress may still follow. */
let referencesLeft = Infinity;

const tooManyReferences: ErrorObject = {
  instancePath: "",
  schemaPath: "#",
  keyword: "references",
  params: {},
  message: "cannot be checked: the schema has too many recursive alternatives",
};

function countReference(): void {
  if (--referencesLeft < 0) throw tooManyReferences;
}

/** Stops once the validation has followed more than `max` references, and more than `perPart` for each part of the value. */
function limited(validate: Validate, value: unknown, max: number, perPart = 0): ReturnType<Validate> {
  for (const limit of [() => max, () => perPart * sizeOf(value)]) {
    referencesLeft = limit();
    try {
      return validate(value);
    } catch (error) {
      if (error !== tooManyReferences) throw error;
    } finally {
      referencesLeft = Infinity;
    }
  }
  return [tooManyReferences];
}

/** Replaces the keywords that take more than linear time. */
function makeLinear(ajv: Ajv): void {
  // Ajv compares each pair of items.
  ajv.removeKeyword("uniqueItems").addKeyword({
    keyword: "uniqueItems",
    type: "array",
    schemaType: "boolean",
    error: { message: `must NOT have duplicate items, nor more than ${MAX_UNIQUE_ITEMS} items` },
    validate: (isWanted: boolean, items: readonly unknown[]) => !isWanted || areUnique(items),
  });
  for (const keyword of ["$ref", "$dynamicRef", "$recursiveRef"]) {
    extendKeyword(ajv, keyword, (context) => {
      context.gen.code(_`${context.gen.scopeValue("func", { ref: countReference })}()`);
    });
  }
  // The errors of recursive alternatives double with each level of nesting.
  for (const keyword of ["anyOf", "oneOf"]) {
    extendKeyword(ajv, keyword, (context) => {
      const report = context.error.bind(context);
      context.error = (...args) => {
        context.gen.if(_`errors - ${context.errsCount ?? 0} > ${MAX_ERRORS_OF_ALTERNATIVES}`, () => {
          context.reset();
        });
        report(...args);
      };
    });
  }
  // A property that matches an unsupported pattern may have any value.
  extendKeyword(ajv, "patternProperties", (context) => {
    const schema = context.schema as JSONObject;
    context.schema = Object.fromEntries(
      Object.entries(schema).map(([source, value]) => [source, linearPattern(source) === undefined ? true : value]),
    );
  });
}

function areUnique(items: readonly unknown[]): boolean {
  if (items.length > MAX_UNIQUE_ITEMS) return false;
  const scalars = new Set<unknown>();
  const structures = new Set<string>();
  for (const [index, item] of items.entries()) {
    if (typeof item === "object" && item !== null) structures.add(canonicalJSON(item));
    else scalars.add(item);
    if (scalars.size + structures.size <= index) return false;
  }
  return true;
}

function extendKeyword(
  ajv: Ajv,
  keyword: string,
  before: (context: { -readonly [Key in keyof KeywordCxt]: KeywordCxt[Key] }) => void,
): void {
  const definition = ajv.getKeyword(keyword);
  if (typeof definition !== "object" || !("code" in definition)) return;
  const { code } = definition;
  ajv.removeKeyword(keyword).addKeyword({
    ...definition,
    code: (context, ruleType) => {
      before(context);
      code(context, ruleType);
    },
  });
}
