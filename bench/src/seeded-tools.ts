/** The fields of a tool that converters read. */
export interface SeededTool {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly schema: Record<string, unknown>;
}

/** Generates tools with realistic schemas: about a dozen fields, enums, arrays, nested objects and some unions. */
export function seededTools(count: number, seed = 7): SeededTool[] {
  const random = randomFrom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const field = (depth: number): Record<string, unknown> => {
    const description = words.slice(below(6), 6 + below(words.length - 6)).join(" ");
    switch (below(depth > 0 ? 9 : 6)) {
      case 0:
        return { type: "integer", minimum: 1, maximum: 100, default: 30, description };
      case 1:
        return { type: "boolean", default: false, description };
      case 2:
        return { type: "string", enum: ["open", "closed", "all"], description };
      case 3:
        return { anyOf: [{ type: "string", format: "date-time" }, { type: "null" }], description };
      case 4:
      case 5:
        return { type: "string", minLength: 1, examples: ["octocat"], description };
      case 6:
        return { type: "array", items: field(depth - 1), maxItems: 50, description };
      default:
        return object(depth - 1, 2 + below(4));
    }
  };
  const object = (depth: number, size: number): Record<string, unknown> => {
    const properties = Object.fromEntries(
      Array.from({ length: size }, (_, index) => [`${words[below(words.length)]}_${index}`, field(depth)]),
    );
    const required = Object.keys(properties).filter(() => random() < 0.4);
    return { type: "object", properties, required, additionalProperties: false };
  };
  return Array.from({ length: count }, (_, index) => ({
    slug: `APP_${index % 50}_TOOL_${index}`,
    name: `Tool ${index}`,
    description: words.slice(0, 6 + below(10)).join(" "),
    schema: object(2, 3 + below(10)),
  }));
}

const words =
  "the issue that is opened in a repository of its owner with labels for people who look after it every day".split(" ");

/** Mulberry32, which gives the same numbers on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
