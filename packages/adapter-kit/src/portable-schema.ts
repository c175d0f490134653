import type { JSONObject, JSONSchema } from "@tool-router/core";
import { isJSONObject, setOwn } from "./json-object.ts";
import { moveReferences } from "./local-references.ts";

/** One thing that was changed about a schema, and why it had to be. */
export interface SchemaChange {
  /** JSON pointer into the router's schema; empty for the whole. */
  readonly pointer: string;
  readonly reason: string;
}

/** A schema that model APIs take, and the way back for the arguments that are made from it. */
export interface PortableSchema {
  /** The very object that was given, unless something in it would make a whole request fail. */
  readonly schema: JSONSchema;
  /** Turns arguments for `schema` into arguments for the tool. Undoes nothing when nothing was changed. */
  readonly restoreArguments: (args: JSONObject) => unknown;
  /** What differs from the schema that was given; empty when it is the same object. */
  readonly changes: readonly SchemaChange[];
}

/** Model APIs refuse a request when one of these stands at the root of one tool's schema. */
const refusedAtRoot = ["oneOf", "anyOf", "allOf", "enum", "not"] as const;
const knownTypes = new Set(["object", "array", "string", "number", "integer", "boolean", "null"]);
const wrapped = "input";

/**
 * Makes a tool's input schema acceptable for model APIs, changing only what makes a whole request
 * fail, because then no tool of the request can be used: the root must be a plain object schema.
 *
 * - a root that is one already comes back as the same object;
 * - a root that lacks `type` or `properties` gets them, in a shallow copy;
 * - a root with `oneOf`, `anyOf`, `allOf`, `enum`, `not` or a `$ref`, or of another type, moves as it is
 *   into the one property `input`; its references to itself are led there;
 * - what is no schema at all becomes an object of any properties: the router checks the arguments anyway.
 *
 * @param schema - whatever the router sent.
 */
export function toPortableSchema(schema: unknown): PortableSchema {
  if (!isJSONObject(schema)) {
    return schema === undefined || schema === true
      ? opened("there was no schema")
      : opened("it was no JSON Schema that describes an object");
  }
  const { type, properties } = schema;
  if (type !== undefined && !isType(type)) return opened("its type was none that JSON Schema knows");

  const combined = refusedAtRoot.find((keyword) => schema[keyword] !== undefined);
  if (combined !== undefined) return wrap(schema, `model APIs refuse ${combined} at the root`);
  if (type !== undefined && ![type].flat().includes("object")) {
    return wrap(schema, "model APIs want an object at the root");
  }
  const complete = type === "object" && isJSONObject(properties);
  if (!complete && typeof schema["$ref"] === "string") return wrap(schema, "model APIs want an object at the root");
  if (complete) return { schema, restoreArguments: (args) => args, changes: [] };

  if (Object.keys(schema).length === 0) return opened("there was no schema");
  const changes: SchemaChange[] = [];
  if (type !== "object") changes.push({ pointer: "/type", reason: 'model APIs want type "object" at the root' });
  if (!isJSONObject(properties)) {
    changes.push({ pointer: "/properties", reason: "model APIs want properties at the root" });
  }
  return {
    schema: { ...schema, type: "object", properties: isJSONObject(properties) ? properties : {} },
    restoreArguments: (args) => args,
    changes,
  };
}

function opened(why: string): PortableSchema {
  return {
    schema: { type: "object", properties: {}, additionalProperties: true },
    restoreArguments: (args) => args,
    changes: [{ pointer: "", reason: `replaced by an object of any properties, because ${why}` }],
  };
}

function wrap(schema: JSONObject, why: string): PortableSchema {
  const properties = {};
  setOwn(properties, wrapped, moveReferences(schema, `#/properties/${wrapped}`));
  return {
    schema: { type: "object", properties, required: [wrapped] },
    restoreArguments: (args) => {
      const keys = Object.keys(args);
      // A model now and then sends the inner object itself.
      if (keys.length !== 1 || keys[0] !== wrapped) return args;
      const inner = args[wrapped];
      // If the tool takes objects, a text under this name is a property of its own of that name.
      return isJSONObject(inner) || !takesObjects(schema) ? inner : args;
    },
    changes: [{ pointer: "", reason: `moved into the property "${wrapped}", because ${why}` }],
  };
}

const takesObjects = ({ type, enum: values }: JSONObject): boolean =>
  type === undefined ? !Array.isArray(values) || values.some(isJSONObject) : [type].flat().includes("object");

const isType = (type: unknown): boolean =>
  Array.isArray(type) ? type.length > 0 && type.every(isType) : typeof type === "string" && knownTypes.has(type);
