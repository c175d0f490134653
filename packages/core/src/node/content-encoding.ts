import { Duplex, pipeline, type Readable } from "node:stream";
import * as zlib from "node:zlib";

const { constants } = zlib;

// Some servers do not end what they compress as they should; browsers read it all the same.
const lenient: zlib.ZlibOptions = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
const lenientBrotli: zlib.BrotliOptions = {
  flush: constants.BROTLI_OPERATION_FLUSH,
  finishFlush: constants.BROTLI_OPERATION_FLUSH,
};

/** "deflate" means zlib's format; some servers send it without zlib's header. */
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
  // Not in the first versions of Node 22. The window is what RFC 9659 allows for HTTP.
  ...("createZstdDecompress" in zlib && {
    zstd: () => zlib.createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: 23 } }),
  }),
};

/** What is asked for. Over plain http some proxies spoil what they do not know. */
export const acceptedEncodings = (protocol: string): string =>
  protocol === "https:" ? `gzip, deflate, br${decoders["zstd"] ? ", zstd" : ""}` : "gzip, deflate";

/** Each one may make the body a thousand times as long. */
const mostEncodings = 5;

/** A body as it was before the server compressed it. One in an encoding that is not known stays as it is. */
export function decoded(body: Readable, contentEncoding: string): Readable {
  const encodings = contentEncoding.toLowerCase().split(",");
  if (encodings.length > mostEncodings) {
    return body.destroy(new Error(`The answer has ${encodings.length} content encodings, more than ${mostEncodings}.`));
  }
  const steps = encodings.toReversed().map((encoding) => decoders[encoding.trim()]);
  if (!steps.every((step) => step !== undefined)) return body;
  const streams = steps.map((step) => step());
  pipeline([body, ...streams], ignore);
  // The reader gets to know of an error, if there is one.
  return streams.at(-1)!.on("error", ignore);
}

/** For errors that reach somebody in another way, too. */
export const ignore = (): void => {};
