import type { JSONObject, JSONSchema } from "@tool-router/core";
import { changeAlong } from "./change-along.ts";
import { isJSONObject } from "./json-object.ts";
import { repairSchema } from "./repair-schema.ts";
import { type Aliases, aliasesFor, noAliases, propertyNames, rewriteSchema } from "./rewrite-schema.ts";
import type { SchemaChange } from "./schema-change.ts";
import { isType } from "./schema-keywords.ts";
import { isSurelyPortable, refusedAtRoot } from "./sound-schema.ts";
import { namesIn } from "./subschemas.ts";

/** A schema that model APIs accept, and the way back for its arguments. */
export interface PortableSchema {
  /** The router's own object, unless something in it would make a whole request fail. */
  readonly schema: JSONSchema;
  /** Converts arguments for `schema` to arguments of the tool. Returns the same object if nothing changes. */
  readonly restoreArguments: (args: JSONObject) => unknown;
  /** The differences from the original schema; empty if it is the same object. */
  readonly changes: readonly SchemaChange[];
}

/**
 * Makes the input schema of a tool acceptable to model APIs.
 *
 * Only changes what would make a whole request fail, and returns the same object if nothing would. Accepts any value, and
 * does not change its own results again.
 *
 * - Keywords with invalid values are translated (older dialects, OpenAPI) or dropped.
 * - Regular expressions that not every engine supports and unresolved references are dropped.
 * - `propertyNames` is dropped, because OpenAI rejects it.
 * - Arrays without `items` get them. Levels that are nested too deep accept any value.
 * - Properties with names that APIs reject are renamed. A name that is not ASCII is kept as `title`.
 * - A root without `type` or `properties` gets them. A root of another type, or with `oneOf`, `anyOf`, `allOf`, `enum`,
 *   `not` or a `$ref`, moves into a property `input`.
 * - Any value that is not a schema becomes an object of any properties. The router checks the arguments anyway.
 *
 * References stay references and are never inlined.
 *
 * @param given - the schema that the router sent, or any other value.
 */
export function toPortableSchema(given: unknown): PortableSchema {
  const changes: SchemaChange[] = [];
  let restoreArguments = same;
  if (isSurelyPortable(given)) return { schema: given, restoreArguments, changes };

  const change = (pointer: string, reason: string, lossless = true): void =>
    void changes.push({ pointer, reason, lossless });
  const open = (why: string, lossless = false): PortableSchema => {
    changes.length = 0;
    change("", `replaced by an object of any properties, because ${why}`, lossless);
    return { schema: { type: "object", properties: {}, additionalProperties: true }, restoreArguments, changes };
  };
  if (given === undefined || given === true) return open("the schema was missing", true);
  if (!isJSONObject(given)) return open("it was not a JSON Schema of an object");
  if (Object.keys(given).length === 0) return open("the schema was empty", true);
  if (given["type"] !== undefined && ![given["type"]].flat().some(isType)) return open("its type was unknown");

  const repaired = repairSchema(given, changes);
  if (!repaired) return open("it was too large");
  let { schema } = repaired;
  if (repaired.hasReferences || repaired.hasRefusedNames) {
    const aliases = repaired.hasRefusedNames ? aliasesFor(schema) : noAliases;
    schema = rewriteSchema(schema, aliases, "", changes);
    if (repaired.hasRefusedNames) restoreArguments = restoreNames(schema, aliases);
  }

  const { type, properties } = schema;
  const combined = refusedAtRoot.find((keyword) => schema[keyword] !== undefined);
  const isOther = type !== undefined && ![type].flat().includes("object");
  const isComplete = type === "object" && properties !== undefined;
  if (combined !== undefined || isOther || (!isComplete && typeof schema["$ref"] === "string")) {
    const used = propertyNames(schema);
    let name = "input";
    for (let attempt = 2; used.has(name); attempt++) name = `input_${attempt}`;
    const why = combined === undefined ? "model APIs want an object there" : `model APIs reject ${combined} there`;
    change("", `moved from the root into the property "${name}", because ${why}`);
    const inner = rewriteSchema(schema, noAliases, `/properties/${name}`, []);
    const restore = restoreArguments;
    restoreArguments = (args) => {
      const keys = Object.keys(args as JSONObject);
      // Some models send the inner object itself, which has no property of this name.
      return restore(keys.length === 1 && keys[0] === name ? (args as JSONObject)[name] : args);
    };
    schema = { type: "object", properties: { [name]: inner }, required: [name], additionalProperties: false };
  } else if (!isComplete) {
    if (type !== "object") change("/type", "added for model APIs");
    if (properties === undefined) change("/properties", "added for model APIs");
    schema = { ...schema, type: "object", properties: properties ?? {} };
  }
  return { schema, restoreArguments, changes };
}

const same = (args: unknown): unknown => args;

/** Restores the names of properties in arguments, through lists, alternatives and references. */
function restoreNames(schema: JSONObject, { aliases }: Aliases): (args: unknown) => unknown {
  const names = new Map([...aliases].map(([name, alias]) => [alias, name]));
  return changeAlong(schema, (schemas) => {
    const known = new Set(schemas.flatMap(namesIn));
    return (key) => (known.has(key) ? names.get(key) : undefined) ?? key;
  });
}
