// What model APIs refuse about a tool, together with every other tool of the request, and what a schema means.
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const data = new Set(["const", "enum", "default", "example", "examples"]);
const maps = new Set(["properties", "$defs", "definitions", "patternProperties", "dependentSchemas"]);

function newAjv() {
  const ajv = new Ajv2020({ strict: false, logger: false });
  addFormats.default(ajv);
  return ajv;
}

/** Without the name of its dialect: what the models take is JSON Schema 2020-12, whatever a schema calls itself. */
const undated = (schema) => ({ ...schema, $schema: undefined });

/** Why a request with this tool would be refused; empty if it would not. */
export function refusals(name, schema) {
  const found = [];
  if (!/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/.test(name)) found.push("the tool's name");
  if (schema?.type !== "object" || typeof schema.properties !== "object") return [...found, "the root is no object"];
  for (const keyword of ["oneOf", "anyOf", "allOf", "enum", "not"])
    if (keyword in schema) found.push(`root ${keyword}`);
  walk(schema, false, found);
  try {
    newAjv().compile(undated(schema));
  } catch (error) {
    found.push(String(error.message));
  }
  return found;
}

function walk(node, isMap, found) {
  if (typeof node !== "object" || node === null) return;
  if (!isMap && [node.type].flat().includes("array") && node.items === undefined) found.push("an array without items");
  // OpenAI refuses it anywhere, also without strict mode (vercel/ai#20621).
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

/** Whether arguments are valid for a schema; undefined if that cannot be told. */
export function accepts(schema, args) {
  try {
    return newAjv().validate(undated(schema), args);
  } catch {
    return undefined;
  }
}
