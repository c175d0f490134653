import { isObject } from "./is-object.ts";

/** What a model reads of a tool's input schema: the names of the properties by what they mean. */
export interface InputNames {
  /** The property whose name or description matches `meaning`; undefined without a match. */
  find(meaning: RegExp): string | undefined;
  readonly required: readonly string[];
  /** The names for the items of a property that is an array of objects. */
  itemsOf(property: string): InputNames | undefined;
}

export function inputNames(schema: unknown): InputNames | undefined {
  if (!isObject(schema) || !isObject(schema["properties"])) return undefined;
  const properties = Object.entries(schema["properties"]);
  return {
    find: (meaning) =>
      properties.find(([name]) => meaning.test(name))?.[0] ??
      properties.find(([, property]) => isObject(property) && meaning.test(String(property["description"])))?.[0],
    required: Array.isArray(schema["required"]) ? schema["required"].map(String) : [],
    itemsOf(wanted) {
      const property = properties.find(([name]) => name === wanted)?.[1];
      return isObject(property) ? inputNames(property["items"]) : undefined;
    },
  };
}
