import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createToolRouter } from "../index.ts";
import { json, stubFetch } from "../testing/stub-fetch.ts";

const MIB = 2 ** 20;
const tool = { slug: "DRIVE_UPLOAD", toolkit: { slug: "drive" } };

/** Uploads a file for a tool; gives the MD5 that the router was told. */
async function announcedMD5(file: Blob | Uint8Array, signal?: AbortSignal): Promise<string> {
  const stored = (): Response => new Response();
  const { fetch, seen } = stubFetch(json({ key: "key/1", new_presigned_url: "https://store.example/1" }), stored);
  await createToolRouter({ apiKey: "ak_1", fetch }).uploadToolFile({ tool, file, name: "a" }, { signal });
  return (JSON.parse(seen[0]!.body!) as { md5: string }).md5;
}

const nodeMD5 = (bytes: Uint8Array): string => createHash("md5").update(bytes).digest("hex");

/** Bytes of which no two blocks nor slices are alike. */
function bytesOf(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let index = 0; index < length; index++) bytes[index] = index * 31 + (index >> 8) + (index >> 20) + length;
  return bytes;
}

let bytesWritten = 0;
let onWrite: (() => void) | undefined;

/** Cloudflare's stream that hashes what is written to it. */
class DigestStream extends WritableStream<Uint8Array> {
  digest!: Promise<ArrayBuffer>;

  constructor(algorithm: string) {
    const hash = createHash(algorithm);
    let settle: (digest: ArrayBuffer) => void;
    super({
      write(chunk) {
        bytesWritten += chunk.length;
        onWrite?.();
        hash.update(chunk);
      },
      close: () => settle(new Uint8Array(hash.digest()).buffer),
    });
    this.digest = new Promise((resolve) => (settle = resolve));
  }
}

function replaceBuiltinModules(replacement: unknown): void {
  vi.spyOn(process, "getBuiltinModule").mockReturnValue(replacement as never);
}

const platforms: Record<string, () => void> = {
  "by node:crypto": () => {},
  "without a process": () => void vi.stubGlobal("process", undefined),
  "without node:crypto": () => replaceBuiltinModules(undefined),
  "in Node's FIPS mode": () =>
    replaceBuiltinModules({
      createHash() {
        throw new Error("error:0308010C:digital envelope routines::unsupported");
      },
    }),
  "by Cloudflare's DigestStream": () => {
    replaceBuiltinModules(undefined);
    vi.stubGlobal("crypto", { DigestStream });
  },
};
const sliced = ["by node:crypto", "without node:crypto"];

beforeEach(async () => {
  // Loads the module, so that no test counts the turns that this takes.
  await announcedMD5(new Uint8Array());
  bytesWritten = 0;
  onWrite = undefined;
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe.each(Object.entries(platforms))("the MD5 of a file for a tool, %s,", (_, use) => {
  test("agrees with node:crypto at every length around a block and around a slice", async () => {
    const lengths = [...Array.from({ length: 130 }, (__, length) => length), MIB - 9, MIB - 8, MIB - 1, MIB, MIB + 1];
    const files = [...lengths, 2 * MIB + 57, 3 * MIB].map((length) => bytesOf(length));
    const expected = files.map(nodeMD5);
    use();
    for (const [index, bytes] of files.entries()) expect(await announcedMD5(bytes)).toBe(expected[index]);
  });

  test("supports a part of a buffer, and a Blob of several parts", async () => {
    const part = bytesOf(MIB + 100).subarray(3, MIB + 70);
    const expected = nodeMD5(part);
    use();
    expect(await announcedMD5(part)).toBe(expected);
    expect(await announcedMD5(new Blob([part.subarray(0, 50), part.subarray(50)]))).toBe(expected);
  });
});

describe.each(sliced)("the hashing of a large file, %s,", (name) => {
  test("yields to the event loop between slices", async () => {
    const file = new Blob([bytesOf(8 * MIB)]);
    platforms[name]!();
    let turns = 0;
    let isDone = false;
    const turn = (): void => {
      turns++;
      if (!isDone) setImmediate(turn);
    };
    setImmediate(turn);
    await announcedMD5(file);
    isDone = true;
    expect(turns).toBeGreaterThanOrEqual(7);
  });

  test("reads one slice of the file at a time", async () => {
    const file = new Blob([bytesOf(3 * MIB)]);
    platforms[name]!();
    const read = vi.spyOn(Blob.prototype, "arrayBuffer");
    await announcedMD5(file);
    const sizes = (read.mock.contexts as Blob[]).map(({ size }) => size);
    expect(sizes.length).toBeGreaterThanOrEqual(3);
    expect(Math.max(...sizes)).toBe(MIB);
  });

  test("rejects between slices with the reason of the caller's signal", async () => {
    const file = new Blob([bytesOf(8 * MIB)]);
    platforms[name]!();
    const read = vi.spyOn(Blob.prototype, "arrayBuffer");
    const controller = new AbortController();
    const reason = new Error("enough");
    setImmediate(() => controller.abort(reason));
    await expect(announcedMD5(file, controller.signal)).rejects.toBe(reason);
    expect(read.mock.contexts.length).toBeGreaterThanOrEqual(1);
    expect(read.mock.contexts.length).toBeLessThan(8);
  });
});

test("rejects with the reason of the caller's signal when hashing with Cloudflare's DigestStream", async () => {
  const parts = Array.from({ length: 8 }, () => bytesOf(MIB));
  const file = new Blob(parts);
  platforms["by Cloudflare's DigestStream"]!();
  const controller = new AbortController();
  const reason = new Error("enough");
  onWrite = () => controller.abort(reason);
  await expect(announcedMD5(file, controller.signal)).rejects.toBe(reason);
  expect(bytesWritten).toBeLessThan(8 * MIB);
});
