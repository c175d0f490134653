import type { Ajv, ErrorObject, KeywordCxt, Options } from "ajv";
import { _ } from "ajv";
import { canonicalJson, type JsonObject } from "../json.ts";
import { addFormats } from "./formats.ts";
import { linearPattern, type Pattern } from "./linear-pattern.ts";
import { sizeOf } from "./size.ts";

/** Findings about a value; undefined if it fits the schema. A value with many parts gets the first finding alone. */
export type Validate = (value: unknown) => readonly ErrorObject[] | undefined;

export interface SchemaCompiler {
  /** Throws if the schema does not compile. `onUnchecked` learns of each pattern that is left unchecked. */
  compile(schema: JsonObject, onUnchecked?: (pattern: string) => void): Validate;
  /** Findings about the schema itself, which `compile` does not check. */
  checkSchema(schema: JsonObject): readonly ErrorObject[] | undefined;
}

/** Up to this many parts, every finding about a value is collected: the work and the report grow with both. */
const MAX_SIZE_FOR_ALL_FINDINGS = 1_000;

/** References followed for a value. Alternatives that refer to themselves can double them with each level of a value. */
const MAX_REFERENCES = 100_000;
const MAX_REFERENCES_PER_PART = 5;
const MAX_REFERENCES_FOR_ALL_FINDINGS = 20_000;

/** Items of a list that are compared with each other: a set of more takes much longer than parsing them. */
const MAX_UNIQUE_ITEMS = 50_000;

/** Alternatives with more findings than that are told as one. */
const MAX_FINDINGS_OF_ALTERNATIVES = 100;

/**
 * Makes compilers whose validators cost little more than parsing their input did, whatever a caller sends.
 *
 * `setUp` is called with each of the two validators inside.
 */
export function createSchemaCompiler(
  Compiler: new (options: Options) => Ajv,
  setUp?: (ajv: Ajv) => void,
): SchemaCompiler {
  const create = (allErrors: boolean): Ajv => {
    const ajv = new Compiler({
      strict: false,
      // `toString` as the name of a field must not count as given.
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
      const findFirst = compileWith((first ??= create(false)), schema, onUnchecked);
      let findAll: Validate | undefined;
      return (value) => {
        const findings = limited(findFirst, value, MAX_REFERENCES, MAX_REFERENCES_PER_PART);
        if (findings === undefined || isLarge(value)) return findings;
        findAll ??= compileWith((all ??= create(true)), schema);
        const more = limited(findAll, value, MAX_REFERENCES_FOR_ALL_FINDINGS);
        return more === undefined || more[0] === tooManyReferences ? findings : more;
      };
    },
    checkSchema: (schema) => {
      const findings = checkWith((first ??= create(false)), schema);
      return findings === undefined || isLarge(schema) ? findings : checkWith((all ??= create(true)), schema);
    },
  };
}

function isLarge(value: unknown): boolean {
  return sizeOf(value, MAX_SIZE_FOR_ALL_FINDINGS) >= MAX_SIZE_FOR_ALL_FINDINGS;
}

function compileWith(ajv: Ajv, schema: JsonObject, onUnchecked: (pattern: string) => void = () => undefined): Validate {
  unchecked = onUnchecked;
  try {
    const validate = ajv.compile(schema);
    return (value) => (validate(value) ? undefined : (validate.errors ?? []));
  } finally {
    unchecked = () => undefined;
    // The compiler would keep every schema for good, and refuse the next one with the same $id.
    ajv.removeSchema(schema);
  }
}

function checkWith(ajv: Ajv, schema: JsonObject): ReturnType<Validate> {
  const validate: Validate = (value) =>
    ajv.validateSchema(value as JsonObject) === true ? undefined : (ajv.errors ?? []);
  return limited(validate, schema, MAX_REFERENCES, MAX_REFERENCES_PER_PART);
}

/** Receives the patterns that the compilation in progress leaves unchecked: compiling is synchronous. */
let unchecked: (pattern: string) => void = () => undefined;

const compilePattern = Object.assign(
  (source: string): Pattern & { toString(): string } => {
    const pattern = linearPattern(source);
    if (pattern === undefined) unchecked(source);
    // The compiler tells patterns apart by their text.
    return { test: (text) => pattern?.test(text) ?? true, toString: () => source };
  },
  { code: "linearPattern" },
);

/** References that the validation in progress may still follow. */
let referencesLeft = Infinity;

const tooManyReferences: ErrorObject = {
  instancePath: "",
  schemaPath: "#",
  keyword: "references",
  params: {},
  message: "cannot be checked: too many alternatives of the schema refer to each other",
};

function countReference(): void {
  if (--referencesLeft < 0) throw tooManyReferences;
}

/** Gives up once the validation has followed more references than `most`, or than `perPart` for each part of the value. */
function limited(validate: Validate, value: unknown, most: number, perPart = 0): ReturnType<Validate> {
  for (const limit of [() => most, () => perPart * sizeOf(value)]) {
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

/** Replaces the keywords whose cost is not linear in the size of a value. */
function makeLinear(ajv: Ajv): void {
  // The original compares each item with each other one.
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
  // The findings of alternatives that refer to each other double with each level.
  for (const keyword of ["anyOf", "oneOf"]) {
    extendKeyword(ajv, keyword, (context) => {
      const report = context.error.bind(context);
      context.error = (...args) => {
        context.gen.if(_`errors - ${context.errsCount ?? 0} > ${MAX_FINDINGS_OF_ALTERNATIVES}`, () => {
          context.reset();
        });
        report(...args);
      };
    });
  }
  // A property whose pattern is not supported may have any value.
  extendKeyword(ajv, "patternProperties", (context) => {
    const schema = context.schema as JsonObject;
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
    if (typeof item === "object" && item !== null) structures.add(canonicalJson(item));
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
