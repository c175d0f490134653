const words = [
  "amber",
  "anchor",
  "apple",
  "arrow",
  "aspen",
  "autumn",
  "badge",
  "basil",
  "beacon",
  "birch",
  "bloom",
  "breeze",
  "brook",
  "cabin",
  "calm",
  "candle",
  "canyon",
  "castle",
  "cedar",
  "cliff",
  "clover",
  "cobalt",
  "comet",
  "coral",
  "crane",
  "creek",
  "delta",
  "dune",
  "ember",
  "falcon",
  "fern",
  "field",
  "flint",
  "forest",
  "gate",
  "glade",
  "grove",
  "harbor",
  "hazel",
  "heron",
  "indigo",
  "iris",
  "island",
  "ivory",
  "jade",
  "juniper",
  "lagoon",
  "lantern",
  "lark",
  "lead",
  "linen",
  "lotus",
  "maple",
  "marble",
  "meadow",
  "mint",
  "moss",
  "olive",
  "onyx",
  "opal",
  "orchid",
  "otter",
  "pearl",
  "pine",
] as const;

/** A short word for an id. The same id always gives the same word. */
export function wordFor(id: string): string {
  return words[hash(id) % words.length] ?? words[0];
}

// FNV-1a with a final mix, so that sequential ids get different words.
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}
