import type { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import type { FetchResponse } from "../http/fetch.ts";
import { decompress, ignore } from "./content-encoding.ts";

/** Statuses without a body. */
const bodilessStatuses = new Set([101, 204, 205, 304]);

/** The first versions of undici 7 have no `statusText`. */
type UndiciResponse = Omit<Dispatcher.ResponseData, "statusText"> & { readonly statusText?: string };

/** Converts a response of undici. Expensive members are created lazily. */
export function toFetchResponse(
  { statusCode: status, statusText = "", headers: given, body }: UndiciResponse,
  method: string,
): FetchResponse {
  // The connection may fail before the body is read.
  body.on("error", ignore);
  const isEmpty = method === "HEAD" || bodilessStatuses.has(status);
  if (isEmpty) body.resume();
  const encoding = isEmpty ? undefined : given["content-encoding"];
  const content = encoding ? decompress(body, String(encoding)) : body;

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
      // The header may be wrong, or count compressed bytes, so it only serves to reject early.
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

/** Some versions of undici decode headers as UTF-8, which `Headers` may reject. */
const toByteString = (value: string): string =>
  /^[\0-\xff]*$/.test(value) ? value : Buffer.from(value).toString("latin1");

/** Reads a stream of at most `maxBytes`; resolves to undefined if it is longer. */
function readAll(content: Readable, maxBytes: number): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (): void => {
      if (size > maxBytes) resolve(undefined);
      else if (content.readableEnded) resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, size));
      else reject(content.errored ?? new Error("The response ended early."));
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

/** A byte stream, like the body of a `Response`. */
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
        // A copy, because the stream transfers the chunk's buffer, which other chunks share.
        controller.enqueue(new Uint8Array(value));
      }
    },
    cancel() {
      content.destroy();
    },
  });
}
