type Node = { readonly [keyword: string]: unknown };

/**
 * A value that a model might make from a schema: mostly of the right form, though not always
 * valid. `next` returns random numbers.
 */
export function sample(root: unknown, next: () => number): unknown {
  const value = (schema: unknown, depth: number): unknown => {
    if (typeof schema !== "object" || schema === null) return anything();
    const node = schema as Node;
    if (depth > 8) return null;
    if (typeof node["$ref"] === "string") return value(lookUp(root, node["$ref"]), depth + 1);
    if ("const" in node) return node["const"];
    if (Array.isArray(node["enum"])) return node["enum"][next() % node["enum"].length];
    const merged: Record<string, unknown> = {};
    const one = [node["anyOf"], node["oneOf"]].flatMap((list) =>
      Array.isArray(list) ? [list[next() % list.length]] : [],
    );
    const all = [...one, ...((node["allOf"] as unknown[] | undefined) ?? []), ...(next() % 2 ? [node["else"]] : [])];
    const parts = all.map((part) => value(part, depth + 1));
    const types = [node["type"] ?? (node["properties"] ? "object" : undefined)].flat();
    const type = types[next() % types.length];
    switch (type as string) {
      case "object":
        break;
      case "array":
        return list(node, depth);
      case "string":
        return ["a", "ab", ""][next() % 3];
      case "integer":
      case "number":
        return next() % 5;
      case "boolean":
        return next() % 2 === 0;
      case "null":
        return null;
      default:
        return parts.length > 0 ? parts[0] : anything();
    }
    for (const part of parts) if (typeof part === "object" && !Array.isArray(part)) assign(merged, part ?? {});
    const properties = (node["properties"] ?? {}) as Node;
    const required = (node["required"] ?? []) as string[];
    for (const [key, inner] of Object.entries(properties)) {
      if (required.includes(key) || next() % 2) assign(merged, { [key]: value(inner, depth + 1) }, key);
    }
    for (const key of required) if (!Object.hasOwn(merged, key)) assign(merged, { [key]: anything() }, key);
    const rest = node["additionalProperties"] ?? true;
    if (rest !== false && next() % 3 === 0) merged[`extra${next() % 3}`] = value(rest, depth + 1);
    if (next() % 4 === 0) merged["b"] ??= anything();
    return merged;
  };
  const list = (node: Node, depth: number): unknown[] => {
    const first = (node["prefixItems"] ?? []) as unknown[];
    const more = Array.from({ length: next() % 3 }, () => node["items"] ?? node["contains"] ?? true);
    return [...first, ...more].map((item) => value(item, depth + 1));
  };
  const anything = (): unknown => [null, "a", 1, {}, [], { b: "x" }][next() % 6];
  return value(root, 0);
}

function assign(target: object, source: object, only?: string): void {
  for (const key of only === undefined ? Object.keys(source) : [only]) {
    const value = Object.getOwnPropertyDescriptor(source, key)?.value as unknown;
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  }
}

function lookUp(root: unknown, reference: string): unknown {
  let at = root;
  for (const part of reference.slice(2).split("/")) {
    at = (at as Node | undefined)?.[decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~")];
  }
  return at;
}
