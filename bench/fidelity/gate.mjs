// Predicts which tools model APIs reject, and validates arguments against schemas.
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const data = new Set(["const", "enum", "default", "example", "examples"]);
const maps = new Set(["properties", "$defs", "definitions", "patternProperties", "dependentSchemas"]);

function newAjv() {
  const ajv = new Ajv2020({ strict: false, logger: false });
  addFormats.default(ajv);
  return ajv;
}

/** Removes `$schema`, because model APIs read every schema as JSON Schema 2020-12. */
const withoutDialect = (schema) => ({ ...schema, $schema: undefined });

/** Returns why a model API would reject a request with this tool. Empty if it would not. */
export function rejections(name, schema) {
  const found = [];
  if (!/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/.test(name)) found.push("the tool's name");
  if (schema?.type !== "object" || typeof schema.properties !== "object")
    return [...found, "the root is not an object"];
  for (const keyword of ["oneOf", "anyOf", "allOf", "enum", "not"])
    if (keyword in schema) found.push(`root ${keyword}`);
  walk(schema, false, found);
  try {
    newAjv().compile(withoutDialect(schema));
  } catch (error) {
    found.push(String(error.message));
  }
  return found;
}

function walk(node, isMap, found) {
  if (typeof node !== "object" || node === null) return;
  if (!isMap && [node.type].flat().includes("array") && node.items === undefined) found.push("an array without items");
  // OpenAI rejects it at any level, even without strict mode (vercel/ai#20621).
  if (!isMap && node.propertyNames !== undefined) found.push("propertyNames");
  if (!isMap && typeof node.pattern === "string" && /\(\?<?[=!]/.test(node.pattern)) found.push("lookaround");
  for (const [key, value] of Object.entries(node)) {
    if (!isMap && key === "properties") {
      for (const property of Object.keys(value)) {
        if (!/^[A-Za-z0-9_.-]{1,64}$/.test(property)) found.push("a property's name");
      }
    }
    if (!isMap && data.has(key)) continue;
    walk(value, !isMap && maps.has(key), found);
  }
}

/** Whether arguments are valid for a schema. Undefined if the schema does not compile. */
export function accepts(schema, args) {
  try {
    return newAjv().validate(withoutDialect(schema), args);
  } catch {
    return undefined;
  }
}
