import { Duplex, pipeline, type Readable } from "node:stream";
import * as zlib from "node:zlib";

const { constants } = zlib;

// Like browsers, accepts compressed data that some servers end incorrectly.
const lenient: zlib.ZlibOptions = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
const lenientBrotli: zlib.BrotliOptions = {
  flush: constants.BROTLI_OPERATION_FLUSH,
  finishFlush: constants.BROTLI_OPERATION_FLUSH,
};

/** "deflate" means zlib's format, but some servers omit zlib's header. */
const createDeflateDecoder = (): Duplex =>
  Duplex.from(async function* (source: AsyncIterable<Buffer>) {
    const chunks = source[Symbol.asyncIterator]();
    const { done, value: first } = await chunks.next();
    if (done) return;
    const all = async function* (): AsyncGenerator<Buffer, void, undefined> {
      yield first;
      for await (const chunk of { [Symbol.asyncIterator]: () => chunks }) yield chunk;
    };
    const hasHeader = ((first[0] ?? 0) & 0x0f) === 0x08;
    yield* pipeline(all, hasHeader ? zlib.createInflate(lenient) : zlib.createInflateRaw(lenient), ignore);
  });

const createGzipDecoder = (): Duplex => zlib.createGunzip(lenient);

const decoders: Readonly<Record<string, (() => Duplex) | undefined>> = {
  gzip: createGzipDecoder,
  "x-gzip": createGzipDecoder,
  deflate: createDeflateDecoder,
  br: () => zlib.createBrotliDecompress(lenientBrotli),
  // Missing in the first versions of Node 22. RFC 9659 limits the window for HTTP.
  ...("createZstdDecompress" in zlib && {
    zstd: () => zlib.createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: 23 } }),
  }),
};

/** The value of `accept-encoding`. Over plain http, some proxies corrupt encodings that they do not know. */
export const acceptedEncodings = (protocol: string): string =>
  protocol === "https:" ? `gzip, deflate, br${decoders["zstd"] ? ", zstd" : ""}` : "gzip, deflate";

/** Each encoding may multiply the length of the body by a thousand. */
const MAX_ENCODINGS = 5;

/** Decompresses a body. A body with an unknown encoding is returned unchanged. */
export function decompress(body: Readable, contentEncoding: string): Readable {
  const encodings = contentEncoding.toLowerCase().split(",");
  if (encodings.length > MAX_ENCODINGS) {
    return body.destroy(
      new Error(`The response has ${encodings.length} content encodings. The limit is ${MAX_ENCODINGS}.`),
    );
  }
  const steps = encodings.toReversed().map((encoding) => decoders[encoding.trim()]);
  if (!steps.every((step) => step !== undefined)) return body;
  const streams = steps.map((step) => step());
  pipeline([body, ...streams], ignore);
  // The reader receives the error, too.
  return streams.at(-1)!.on("error", ignore);
}

/** For errors that are also reported in another way. */
export const ignore = (): void => {};
