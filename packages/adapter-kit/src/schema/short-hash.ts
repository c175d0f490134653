/** A name of at most 64 characters from a readable text and the hash of the original one. */
export const shortened = (text: string, readable: string): string => `${readable.slice(0, 55)}_${hash(text)}`;

/** FNV-1a, 32 bits, as eight hexadecimal digits. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
  return (value >>> 0).toString(16).padStart(8, "0");
}
