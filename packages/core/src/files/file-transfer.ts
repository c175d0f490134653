import type { FileContent, SessionFiles, ToolFile, UploadedToolFile, UploadOptions } from "./files.ts";
import type { Access, CallOptions } from "../http/http.ts";
import { md5 } from "./md5.ts";
import type { PathOf } from "../http/operations.ts";
import { aFunction, aString, callRules, checkOptions, type RulesFor } from "../errors/options.ts";

export const fileOperations = {
  deleteFile: ["POST", "/tool_router/session/{session_id}/mounts/{mount_id}/delete", "read", "mount_relative_path"],
  createUploadUrl: ["POST", "/tool_router/session/{session_id}/mounts/{mount_id}/upload_url", "write", "upload_url"],
  createDownloadUrl: [
    "POST",
    "/tool_router/session/{session_id}/mounts/{mount_id}/download_url",
    "read",
    "download_url",
  ],
  requestUpload: ["POST", "/files/upload/request", "write", "new_presigned_url"],
} as const;

const uploadRules: RulesFor<UploadOptions> = {
  mimetype: aString,
  // Only a stream needs it; which numbers it may be is checked there.
  size: ["a number of bytes", (value) => typeof value === "number"],
  onProgress: aFunction,
  ...callRules,
};

const toolFileRules: RulesFor<ToolFile> = {
  tool: ["a Tool, or { slug, toolkit: { slug } }", () => true],
  file: ["a Blob or bytes", () => true],
  name: aString,
  mimetype: aString,
};

/** Where a session's file lies. */
type FilePath = PathOf<(typeof fileOperations)["createUploadUrl"]>;

/** Writes a file of a session. */
export async function uploadFile(
  access: Access,
  path: FilePath,
  file: string,
  content: FileContent,
  options: UploadOptions = {},
): ReturnType<SessionFiles["upload"]> {
  checkOptions(options, uploadRules, "files.upload");
  const { mimetype: _, size: __, onProgress: ___, ...limits } = options;
  const sent = prepare(access, content, options);
  const body = { mount_relative_path: file, mimetype: sent.mimetype };
  const target = await access.call(fileOperations.createUploadUrl, { path, body }, limits);
  await put(access, presignedUrl(access, "files.upload", target.upload_url), sent, options);
  // The file is there, whatever else an older or newer router leaves out.
  const told: Partial<typeof target> = target;
  const stored = told.mount_relative_path ?? file;
  return { path: stored, sandboxPath: `${(told.sandbox_mount_prefix ?? "/mnt/files").replace(/\/$/, "")}/${stored}` };
}

/** Reads a file of a session. */
export async function downloadFile(
  access: Access,
  path: FilePath,
  file: string,
  options: CallOptions = {},
): Promise<Response> {
  const source = await access.call(
    fileOperations.createDownloadUrl,
    { path, body: { mount_relative_path: file } },
    options,
  );
  const response = await access.transfer("GET", presignedUrl(access, "files.download", source.download_url), options);
  return "text" in response ? (response as Response) : new Response(response.body, response);
}

/** Removes a file of a session. */
export async function deleteFile(access: Access, path: FilePath, file: string, options?: CallOptions): Promise<void> {
  await access.call(fileOperations.deleteFile, { path, body: { mount_relative_path: file } }, options);
}

/** Puts a file where one tool can read it. */
export async function uploadToolFile(
  access: Access,
  given: ToolFile,
  options: CallOptions = {},
): Promise<UploadedToolFile> {
  checkOptions(given, toolFileRules, "uploadToolFile");
  const { tool, file, name = (file as Partial<File> | undefined)?.name, mimetype } = given;
  if (!name) throw access.refusal("uploadToolFile needs a name: the file's own, or the option name.");
  if (!(tool as Partial<ToolFile["tool"]> | undefined)?.toolkit?.slug) {
    throw access.refusal("uploadToolFile needs the tool: a Tool, or { slug, toolkit: { slug } }.");
  }
  const sent = prepare(access, file, { mimetype, size: 0 });
  const { content } = sent;
  if (content instanceof ReadableStream) {
    throw access.refusal("uploadToolFile takes no stream. Pass a Blob or bytes.");
  }
  const target = await access.call(
    fileOperations.requestUpload,
    {
      body: {
        toolkit_slug: tool.toolkit.slug,
        tool_slug: tool.slug,
        filename: name,
        mimetype: sent.mimetype,
        md5: await md5(content, options.signal),
      },
    },
    options,
  );
  const azure = target.metadata?.storage_backend === "azure_blob_storage";
  const url = presignedUrl(access, "uploadToolFile", target.new_presigned_url);
  await put(access, url, sent, options, azure ? { "x-ms-blob-type": "BlockBlob" } : {});
  return { name, mimetype: sent.mimetype, s3key: target.key };
}

/** Hosts that give a machine its own credentials: metadata services, and all that is link-local. */
const metadataHost =
  /^169\.254\.|^\[(fe[89ab]|fd00:ec2:|::ffff:a9fe:)|^100\.100\.100\.200$|^metadata(\.google\.internal)?\.?$/;

/**
 * Checks where a router sends the bytes of a file, or has them read from.
 *
 * @throws ToolRouterError without the URL, which is a permission.
 */
function presignedUrl(access: Access, operation: string, given: unknown): string {
  const url = URL.canParse(given as string) ? new URL(given as string) : undefined;
  const { protocol, hostname = "", username, password } = url ?? {};
  const problem = metadataHost.test(hostname)
    ? `${hostname} is link-local or a metadata service`
    : username || password
      ? "it contains a password"
      : protocol !== "https:" &&
        !(protocol === "http:" && access.allowsHttp(hostname)) &&
        `it is ${protocol ?? "invalid"}${hostname && `//${hostname}`}, not https:; see allowInsecureHttp`;
  if (!url || problem) throw access.refusal(`${operation} got a presigned URL that is not allowed: ${problem}.`);
  return url.href;
}

interface Prepared {
  readonly content: Blob | ReadableStream<Uint8Array>;
  readonly size: number;
  readonly mimetype: string;
}

function prepare(access: Access, content: FileContent, { mimetype, size }: UploadOptions): Prepared {
  if (content instanceof ReadableStream) {
    if (size !== undefined && size >= 0 && size % 1 === 0) return { content, size, mimetype: mimetype ?? octets };
    throw access.refusal(`A stream needs its size, a whole number of bytes; it is ${size}.`);
  }
  const isPart = typeof content === "string" || content instanceof ArrayBuffer || ArrayBuffer.isView(content);
  if (!isPart && !(content instanceof Blob)) {
    // A Blob would be made of its text.
    throw access.refusal(
      "Expected a string, bytes, a Blob or a ReadableStream. Convert a stream of Node with Readable.toWeb.",
    );
  }
  const blob = isPart ? new Blob([content as BlobPart]) : content;
  return { content: blob, size: blob.size, mimetype: mimetype || blob.type || octets };
}

const octets = "application/octet-stream";

/** Whether `fetch` takes a stream as a body here. Those that do not turn it into text. */
function canStream(): boolean {
  let asked = false;
  const init = {
    method: "POST",
    headers: { "content-length": "1" },
    body: new ReadableStream(),
    get duplex() {
      asked = true;
      return "half";
    },
  };
  try {
    const { headers } = new Request("https://a.invalid", init);
    // Browsers set the length themselves, not for a stream, which they send over HTTP/2 only.
    return asked && !headers.has("content-type") && headers.has("content-length");
  } catch {
    return false;
  }
}

async function put(
  access: Access,
  url: string,
  { content, size, mimetype }: Prepared,
  options: UploadOptions,
  more: Record<string, string> = {},
): Promise<void> {
  const { onProgress, signal } = options;
  const isCounted = !(content instanceof Blob) || onProgress !== undefined;
  const streams = isCounted && canStream();
  const headers = { "content-type": mimetype, ...(streams && { "content-length": String(size) }), ...more };
  let failure: { readonly error: unknown } | undefined;
  try {
    const { body: left } = await access.transfer("PUT", url, options, {
      headers: new Headers(headers),
      // To read it may take long: within the transfer's own time, and not after its end.
      body: (ended) => {
        if (!isCounted) return content;
        const source = content instanceof Blob ? content.stream() : content;
        const counted = countedStream(access, source, size, onProgress, (error) => (failure = { error }));
        if (streams) return counted.stream;
        ended.addEventListener("abort", () => void counted.stop(ended.reason).catch(() => {}), { once: true });
        return new Response(counted.stream).blob();
      },
    });
    await left?.cancel();
  } catch (error) {
    // What went wrong with the content is no matter of the connection, and is told as it is.
    throw failure && !signal?.aborted ? failure.error : error;
  }
}

/** A stream's bytes, told of as they are read, and held to their number unless nobody wants the rest. */
function countedStream(
  access: Access,
  source: ReadableStream<Uint8Array>,
  size: number,
  onProgress: UploadOptions["onProgress"],
  failed: (error: unknown) => void,
): { stream: ReadableStream<Uint8Array>; stop: (reason: unknown) => Promise<void> } {
  const reader = source.getReader();
  let read = 0;
  let isStopped = false;
  const stop = (reason: unknown): Promise<void> => {
    isStopped = true;
    return reader.cancel(reason);
  };
  const take = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    const { done, value } = await reader.read();
    if (!done && !(value instanceof Uint8Array)) throw access.refusal("The chunks of a stream must be Uint8Array.");
    read += value?.byteLength ?? 0;
    if (done ? read < size : read > size) {
      throw access.refusal(`The stream had ${done ? "" : "at least "}${read} bytes, not its size of ${size}.`);
    }
    if (done) return controller.close();
    onProgress?.(read);
    controller.enqueue(value);
  };
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) =>
      take(controller).catch((error: unknown) => {
        // To stop it makes a waiting read end early, which is no fault of the content.
        if (isStopped) return undefined;
        failed(error);
        controller.error(error);
        return stop(error).catch(() => {});
      }),
    cancel: stop,
  });
  return { stream, stop };
}
