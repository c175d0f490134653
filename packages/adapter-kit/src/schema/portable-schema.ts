import type { JSONObject, JSONSchema } from "@tool-router/core";
import { changeAlong } from "./change-along.ts";
import { isJSONObject } from "./json-object.ts";
import { repairSchema } from "./repair-schema.ts";
import { type Aliases, aliasesFor, noAliases, propertyNames, rewriteSchema } from "./rewrite-schema.ts";
import type { SchemaChange } from "./schema-change.ts";
import { isType } from "./schema-keywords.ts";
import { isSurelyPortable, refusedAtRoot } from "./sound-schema.ts";
import { namesIn } from "./subschemas.ts";

/** A schema that model APIs take, and the way back for the arguments that are made from it. */
export interface PortableSchema {
  /** The very object that was given, unless something in it would make a whole request fail. */
  readonly schema: JSONSchema;
  /** Turns arguments for `schema` into arguments for the tool. The same object when nothing has to be undone. */
  readonly restoreArguments: (args: JSONObject) => unknown;
  /** What differs from the schema that was given; empty when it is the same object. */
  readonly changes: readonly SchemaChange[];
}

/**
 * Makes a tool's input schema acceptable for model APIs, changing only what makes a whole request
 * fail, because then no tool of the request can be used. A schema without such a thing comes back as
 * the same object. Takes any value, and one that it gave is never changed again.
 *
 * - keywords whose value is not what JSON Schema wants are translated (older dialects, OpenAPI) or dropped;
 * - so are regular expressions that only some engines know, and references that lead nowhere;
 * - `propertyNames` is dropped: OpenAI refuses it anywhere;
 * - lists without `items` get them; what is nested too deep is opened;
 * - properties with names that the APIs refuse get others, and keep a name in other letters than ASCII's as `title`;
 * - a root that lacks `type` or `properties` gets them; one with `oneOf`, `anyOf`, `allOf`, `enum`, `not`
 *   or a `$ref`, or of another type, moves into the one property `input`;
 * - what is no schema at all becomes an object of any properties: the router checks the arguments anyway.
 *
 * References stay references: nothing is written out in their place.
 *
 * @param given - whatever the router sent.
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
  if (given === undefined || given === true) return open("there was no schema", true);
  if (!isJSONObject(given)) return open("it was no JSON Schema that describes an object");
  if (Object.keys(given).length === 0) return open("there was no schema", true);
  if (given["type"] !== undefined && ![given["type"]].flat().some(isType)) {
    return open("its type was none that JSON Schema knows");
  }

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
    const why = combined === undefined ? "model APIs want an object there" : `model APIs refuse ${combined} there`;
    change("", `moved from the root into the property "${name}", because ${why}`);
    const inner = rewriteSchema(schema, noAliases, `/properties/${name}`, []);
    const restore = restoreArguments;
    restoreArguments = (args) => {
      const keys = Object.keys(args as JSONObject);
      // A model now and then sends the inner object itself; no property of it has this name.
      return restore(keys.length === 1 && keys[0] === name ? (args as JSONObject)[name] : args);
    };
    schema = { type: "object", properties: { [name]: inner }, required: [name], additionalProperties: false };
  } else if (!isComplete) {
    if (type !== "object") change("/type", 'model APIs want type "object" at the root');
    if (properties === undefined) change("/properties", "model APIs want properties at the root");
    schema = { ...schema, type: "object", properties: properties ?? {} };
  }
  return { schema, restoreArguments, changes };
}

const same = (args: unknown): unknown => args;

/**
 * Gives the properties of arguments their own names again, wherever the schema speaks of them: through
 * lists, alternatives and references. A value that the model sent under its own name stays.
 */
function restoreNames(schema: JSONObject, { aliases }: Aliases): (args: unknown) => unknown {
  const names = new Map([...aliases].map(([name, alias]) => [alias, name]));
  return changeAlong(schema, (schemas) => {
    const known = new Set(schemas.flatMap(namesIn));
    return (key) => (known.has(key) ? names.get(key) : undefined) ?? key;
  });
}
