import type { JSONObject, JSONSchema } from "@tool-router/core";
import { isJSONObject, setOwn } from "./json-object.ts";
import { moveReferences, repairReferences } from "./local-references.ts";
import { aliasProperties, namesIn } from "./property-aliases.ts";
import { repairSchema, TooLargeSchema } from "./repair-schema.ts";
import { restoreNames } from "./restore-names.ts";
import type { SchemaChange } from "./schema-change.ts";
import { isType, mapSubschemas } from "./schema-keywords.ts";

/** A schema that model APIs take, and the way back for the arguments that are made from it. */
export interface PortableSchema {
  /** The very object that was given, unless something in it would make a whole request fail. */
  readonly schema: JSONSchema;
  /** Turns arguments for `schema` into arguments for the tool. The same object when nothing has to be undone. */
  readonly restoreArguments: (args: JSONObject) => unknown;
  /** What differs from the schema that was given; empty when it is the same object. */
  readonly changes: readonly SchemaChange[];
}

/** Model APIs refuse a request when one of these stands at the root of one tool's schema. */
const refusedAtRoot = ["oneOf", "anyOf", "allOf", "enum", "not"] as const;

/**
 * Makes a tool's input schema acceptable for model APIs, changing only what makes a whole request
 * fail, because then no tool of the request can be used. A schema without such a thing comes back as
 * the same object. Takes any value, and one that it gave is never changed again.
 *
 * - keywords whose value is not what JSON Schema wants are translated (older dialects, OpenAPI) or dropped;
 * - so are regular expressions that only some engines know, and references that lead nowhere;
 * - lists without `items` get them; what is nested too deep is opened;
 * - properties with names that the APIs refuse get others;
 * - a root that lacks `type` or `properties` gets them; one with `oneOf`, `anyOf`, `allOf`, `enum`, `not`
 *   or a `$ref`, or of another type, moves into the one property `input`;
 * - what is no schema at all becomes an object of any properties: the router checks the arguments anyway.
 *
 * References stay references: nothing is written out in their place.
 *
 * @param schema - whatever the router sent.
 */
export function toPortableSchema(schema: unknown): PortableSchema {
  if (!isJSONObject(schema)) {
    return schema === undefined || schema === true
      ? opened("there was no schema", true)
      : opened("it was no JSON Schema that describes an object");
  }
  if (Object.keys(schema).length === 0) return opened("there was no schema", true);
  const { type } = schema;
  if (type !== undefined && ![type].flat().some(isType)) return opened("its type was none that JSON Schema knows");

  const changes: SchemaChange[] = [];
  try {
    const repaired = repairSchema(schema, changes);
    const connected = repaired.hasReferences ? repairReferences(repaired.schema, changes) : repaired.schema;
    if (!repaired.hasRefusedNames) return withObjectRoot(connected, (args) => args, changes);
    const { schema: named, names } = aliasProperties(connected, changes);
    return withObjectRoot(named, restoreNames(named, names), changes);
  } catch (error) {
    if (error instanceof TooLargeSchema) return opened("it was too large");
    throw error;
  }
}

function withObjectRoot(
  schema: JSONObject,
  restore: (args: unknown) => unknown,
  changes: SchemaChange[],
): PortableSchema {
  const { type, properties } = schema;
  const combined = refusedAtRoot.find((keyword) => schema[keyword] !== undefined);
  if (combined !== undefined) return wrap(schema, `model APIs refuse ${combined} at the root`, restore, changes);
  const complete = type === "object" && properties !== undefined;
  const isOther = type !== undefined && ![type].flat().includes("object");
  if (isOther || (!complete && typeof schema["$ref"] === "string")) {
    return wrap(schema, "model APIs want an object at the root", restore, changes);
  }
  if (complete) return { schema, restoreArguments: restore, changes };

  const lossless = true;
  if (type !== "object") {
    changes.push({ pointer: "/type", reason: 'model APIs want type "object" at the root', lossless });
  }
  if (properties === undefined) {
    changes.push({ pointer: "/properties", reason: "model APIs want properties at the root", lossless });
  }
  return {
    schema: { ...schema, type: "object", properties: properties ?? {} },
    restoreArguments: restore,
    changes,
  };
}

function opened(why: string, lossless = false): PortableSchema {
  return {
    schema: { type: "object", properties: {}, additionalProperties: true },
    restoreArguments: (args) => args,
    changes: [{ pointer: "", reason: `replaced by an object of any properties, because ${why}`, lossless }],
  };
}

function wrap(
  schema: JSONObject,
  why: string,
  restore: (args: unknown) => unknown,
  changes: SchemaChange[],
): PortableSchema {
  const used = propertyNames(schema);
  let name = "input";
  for (let attempt = 2; used.has(name); attempt++) name = `input_${attempt}`;
  const properties = {};
  setOwn(properties, name, moveReferences(schema, `#/properties/${name}`));
  changes.push({ pointer: "", reason: `moved into the property "${name}", because ${why}`, lossless: true });
  return {
    schema: { type: "object", properties, required: [name], additionalProperties: false },
    restoreArguments: (args) => {
      const keys = Object.keys(args);
      // A model now and then sends the inner object itself; no property of it has this name.
      return restore(keys.length === 1 && keys[0] === name ? args[name] : args);
    },
    changes,
  };
}

/** Every name that some schema in this one has for a property. */
function propertyNames(root: JSONObject): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (schema: unknown): unknown => {
    if (!isJSONObject(schema)) return schema;
    for (const name of namesIn(schema)) found.add(name);
    return mapSubschemas(schema, visit);
  };
  visit(root);
  return found;
}
