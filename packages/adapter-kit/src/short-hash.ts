/** The most characters that model APIs take in a name. */
const longest = 64;

/** A name of at most 64 characters, made of something readable and of a hash of the text that it stands for. */
export function shortened(text: string, readable: string): string {
  const suffix = `_${hash(text)}`;
  return readable.slice(0, longest - suffix.length) + suffix;
}

/** FNV-1a, 32 bits, as eight hexadecimal digits. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
  return (value >>> 0).toString(16).padStart(8, "0");
}
