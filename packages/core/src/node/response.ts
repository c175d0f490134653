import type { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import type { FetchResponse } from "../http/fetch.ts";
import { decoded, ignore } from "./content-encoding.ts";

/** Statuses whose answers have no body. */
const bodiless = new Set([101, 204, 205, 304]);

/** The first versions of undici 7 give no reason. */
type UndiciAnswer = Omit<Dispatcher.ResponseData, "statusText"> & { readonly statusText?: string };

/** What undici answers, as the client looks at it. What costs much is made when it is asked for. */
export function toFetchResponse(
  { statusCode: status, statusText = "", headers: given, body }: UndiciAnswer,
  method: string,
): FetchResponse {
  // The connection may fail when nobody reads.
  body.on("error", ignore);
  const isEmpty = method === "HEAD" || bodiless.has(status);
  if (isEmpty) body.resume();
  const encoding = isEmpty ? undefined : given["content-encoding"];
  const content = encoding ? decoded(body, String(encoding)) : body;

  let headers: Headers | undefined;
  let stream: ReadableStream<Uint8Array<ArrayBuffer>> | undefined;
  return {
    status,
    statusText,
    ok: status >= 200 && status < 300,
    type: "default",
    get headers() {
      return (headers ??= toHeaders(given));
    },
    get body() {
      return isEmpty ? null : (stream ??= toWebStream(content));
    },
    read(maxBytes) {
      if (isEmpty) return Promise.resolve(new Uint8Array());
      // The announced length may be that of the compressed body, or a lie: it can only refuse early.
      if (!(Number(given["content-length"]) > maxBytes)) return readAll(content, maxBytes);
      content.destroy();
      return Promise.resolve(undefined);
    },
  };
}

function toHeaders(given: Dispatcher.ResponseData["headers"]): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(given)) {
    for (const value of [values ?? []].flat()) headers.append(name, toByteString(value));
  }
  return headers;
}

/** A header is bytes. Some versions of undici read them as UTF-8, and what comes of it may be no header. */
const toByteString = (value: string): string =>
  /^[\0-\xff]*$/.test(value) ? value : Buffer.from(value).toString("latin1");

/** Reads a stream to its end, `maxBytes` at most; what is longer is let go. */
function readAll(content: Readable, maxBytes: number): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (): void => {
      if (size > maxBytes) resolve(undefined);
      else if (content.readableEnded) resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, size));
      else reject(content.errored ?? new Error("The answer was given up before its end."));
    };
    if (content.closed) return settle();
    content
      .on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size <= maxBytes) chunks.push(chunk);
        else content.destroy();
      })
      .on("end", settle)
      .on("close", () => {
        if (!content.readableEnded) settle();
      });
  });
}

/** A stream of bytes, as the body of a `Response` is. */
function toWebStream(content: Readable): ReadableStream<Uint8Array<ArrayBuffer>> {
  const chunks: AsyncIterator<Buffer> = content[Symbol.asyncIterator]();
  return new ReadableStream({
    type: "bytes",
    async pull(controller) {
      const { done, value } = await chunks.next().catch((cause: unknown) => {
        throw new TypeError("terminated", { cause });
      });
      if (done) {
        controller.close();
        controller.byobRequest?.respond(0);
      } else {
        // A copy: the stream takes the memory of a chunk away, in which others lie as well.
        controller.enqueue(new Uint8Array(value));
      }
    },
    cancel() {
      content.destroy();
    },
  });
}
