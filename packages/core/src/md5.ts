// The router wants the MD5 of a file, which the web platform's own cryptography does not have.

const shifts = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

/** MD5 in hexadecimal (RFC 1321). */
export function md5(bytes: Uint8Array): string {
  const length = bytes.length;
  const padded = new Uint8Array(((length + 72) >> 6) << 6);
  padded.set(bytes);
  padded[length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, length << 3, true);
  view.setUint32(padded.length - 4, Math.floor(length / 2 ** 29), true);

  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let block = 0; block < padded.length; block += 64) {
    let [a = 0, b = 0, c = 0, d = 0] = state;
    for (let step = 0; step < 64; step++) {
      const round = step >> 4;
      const mixed =
        round === 0 ? (b & c) | (~b & d) : round === 1 ? (d & b) | (~d & c) : round === 2 ? b ^ c ^ d : c ^ (b | ~d);
      const word = [step, 5 * step + 1, 3 * step + 5, 7 * step][round]! & 15;
      const sum =
        a + mixed + Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32) + view.getUint32(block + word * 4, true);
      const shift = shifts[round * 4 + (step & 3)]!;
      [a, d, c, b] = [d, c, b, (b + ((sum << shift) | ((sum | 0) >>> (32 - shift)))) | 0];
    }
    for (const [index, value] of [a, b, c, d].entries()) state[index] = (state[index]! + value) | 0;
  }
  const out = new DataView(new ArrayBuffer(16));
  for (const [index, value] of state.entries()) out.setInt32(index * 4, value, true);
  return Array.from(new Uint8Array(out.buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
