import type { Access } from "../http/access.ts";
import { countedStream } from "./counted-stream.ts";
import type { FileContent, UploadOptions } from "./files.ts";

const DEFAULT_MIMETYPE = "application/octet-stream";

/** Content whose size and type are known. */
export interface PreparedContent {
  readonly content: Blob | ReadableStream<Uint8Array>;
  readonly size: number;
  readonly mimetype: string;
}

/** @throws ToolRouterError for content of an unsupported type, and for a stream without a size. */
export function prepareContent(
  access: Access,
  content: FileContent,
  { mimetype, size }: UploadOptions,
): PreparedContent {
  if (content instanceof ReadableStream) {
    if (size !== undefined && size >= 0 && size % 1 === 0)
      return { content, size, mimetype: mimetype ?? DEFAULT_MIMETYPE };
    throw access.createError(`A stream needs the option size, a whole number of bytes. Got ${size}.`);
  }
  const isPart = typeof content === "string" || content instanceof ArrayBuffer || ArrayBuffer.isView(content);
  if (!isPart && !(content instanceof Blob)) {
    // `new Blob` would convert the value to text.
    throw access.createError(
      "Expected a string, bytes, a Blob or a ReadableStream. Convert a stream of Node with Readable.toWeb.",
    );
  }
  const blob = isPart ? new Blob([content as BlobPart]) : content;
  return { content: blob, size: blob.size, mimetype: mimetype || blob.type || DEFAULT_MIMETYPE };
}

/** Whether this runtime's `fetch` can send a stream. Others convert it to text. */
function canStream(): boolean {
  let readsDuplex = false;
  const init = {
    method: "POST",
    headers: { "content-length": "1" },
    body: new ReadableStream(),
    get duplex() {
      readsDuplex = true;
      return "half";
    },
  };
  try {
    const { headers } = new Request("https://a.invalid", init);
    // Browsers drop the length, and send streams over HTTP/2 only.
    return readsDuplex && !headers.has("content-type") && headers.has("content-length");
  } catch {
    return false;
  }
}

/** Sends content to a presigned URL. */
export async function putContent(
  access: Access,
  url: string,
  { content, size, mimetype }: PreparedContent,
  options: UploadOptions,
  extraHeaders: Record<string, string> = {},
): Promise<void> {
  const { onProgress, signal } = options;
  const isCounted = !(content instanceof Blob) || onProgress !== undefined;
  const streams = isCounted && canStream();
  const headers = { "content-type": mimetype, ...(streams && { "content-length": String(size) }), ...extraHeaders };
  let failure: { readonly error: unknown } | undefined;
  try {
    const { body: unread } = await access.transfer("PUT", url, options, {
      headers: new Headers(headers),
      // Called late, so that reading the content counts toward the timeout and stops with it.
      body: (ended) => {
        if (!isCounted) return content;
        const source = content instanceof Blob ? content.stream() : content;
        const counted = countedStream(access, source, size, onProgress, (error) => (failure = { error }));
        if (streams) return counted.stream;
        ended.addEventListener("abort", () => void counted.stop(ended.reason).catch(() => {}), { once: true });
        return new Response(counted.stream).blob();
      },
    });
    await unread?.cancel();
  } catch (error) {
    // A failure of the content is not a connection error, so it is thrown unchanged.
    throw failure && !signal?.aborted ? failure.error : error;
  }
}
