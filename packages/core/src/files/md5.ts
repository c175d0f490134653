// The router requires the MD5 of a file, which Web Crypto does not support.

/** MD5 in some runtimes. */
interface Platform {
  /** Node, Bun and Deno; needs no import. */
  readonly process?: { getBuiltinModule?(id: string): { createHash(algorithm: string): NodeHash } | undefined };
  /** Cloudflare Workers. */
  readonly crypto?: { readonly DigestStream?: new (algorithm: string) => DigestStream };
  readonly setImmediate?: (callback: () => void) => void;
}
interface NodeHash {
  update(bytes: DataView): unknown;
  digest(encoding: "hex"): string;
}
type DigestStream = WritableStream<Uint8Array> & { readonly digest: Promise<ArrayBuffer> };

/** Bytes per turn of the event loop; a multiple of MD5's block of 64. */
const SLICE_BYTES = 2 ** 20;

/**
 * The hexadecimal MD5 of a file (RFC 1321). Yields to the event loop between slices.
 *
 * @throws the signal's reason.
 */
export async function md5(file: Blob, signal: AbortSignal | undefined): Promise<string> {
  const { process, crypto, setImmediate } = globalThis as unknown as Platform;
  let hash: NodeHash | undefined;
  try {
    hash = process?.getBuiltinModule?.("node:crypto")?.createHash("md5");
  } catch {
    // Node in FIPS mode has no MD5.
  }
  if (!hash && crypto?.DigestStream) {
    const stream = new crypto.DigestStream("MD5");
    await file.stream().pipeTo(stream, { signal } as StreamPipeOptions);
    return hex(await stream.digest);
  }

  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  const padding = new DataView(new ArrayBuffer(72 - ((file.size + 8) & 63)));
  padding.setUint8(0, 0x80);
  padding.setBigUint64(padding.byteLength - 8, BigInt(file.size * 8), true);
  const source = hash ? file : new Blob([file, padding]);
  for (let start = 0; start < source.size; start += SLICE_BYTES) {
    // Browsers lack `setImmediate`, but yield on each read of a Blob.
    if (start && setImmediate) await new Promise<void>(setImmediate);
    signal?.throwIfAborted();
    const slice = new DataView(await source.slice(start, start + SLICE_BYTES).arrayBuffer());
    if (hash) hash.update(slice);
    else addBlocks(state, slice);
  }
  return hash ? hash.digest("hex") : hex(state.buffer);
}

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

const constants = Int32Array.from({ length: 64 }, (_, step) => Math.abs(Math.sin(step + 1)) * 2 ** 32);
const shifts = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

/** The hot loop: destructuring the state, or reading words from an array, would halve its speed. */
function addBlocks(state: Int32Array, blocks: DataView): void {
  for (let block = 0; block < blocks.byteLength; block += 64) {
    let a = state[0]!;
    let b = state[1]!;
    let c = state[2]!;
    let d = state[3]!;
    for (let step = 0; step < 64; step++) {
      const round = step >> 4;
      const mixed = round > 2 ? c ^ (b | ~d) : round > 1 ? b ^ c ^ d : round ? c ^ (d & (b ^ c)) : d ^ (b & (c ^ d));
      const word = round > 2 ? 7 * step : round > 1 ? 3 * step + 5 : round ? 5 * step + 1 : step;
      const sum = (a + mixed + constants[step]! + blocks.getInt32(block + (word & 15) * 4, true)) | 0;
      const shift = shifts[round * 4 + (step & 3)]!;
      a = d;
      d = c;
      c = b;
      b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0;
    }
    state[0]! += a;
    state[1]! += b;
    state[2]! += c;
    state[3]! += d;
  }
}
