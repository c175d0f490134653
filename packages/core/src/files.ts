import type { components } from "@tool-router/openapi";
import { apiError, type CallFacts } from "./api-error.ts";
import { withDeadline } from "./deadline.ts";
import { ConnectionError, TimeoutError, ToolRouterError } from "./errors.ts";
import type { Call, CallOptions } from "./http.ts";
import { md5 } from "./md5.ts";
import { paginate } from "./paginate.ts";
import type { Tool } from "./tool.ts";
import type { Fetch } from "./transport.ts";

type Schemas = components["schemas"];

/** What can be uploaded. A stream needs `size`. */
export type FileContent = Blob | Uint8Array | ArrayBuffer | string | ReadableStream<Uint8Array>;

export interface UploadOptions extends CallOptions {
  /** Default: the blob's own, else `application/octet-stream`. */
  readonly mimetype?: string | undefined;
  /** The length of a stream, in bytes. */
  readonly size?: number | undefined;
  /** Told of the bytes that were read from the content so far. */
  readonly onProgress?: ((bytes: number) => void) | undefined;
}

/** The files of a session, which its workbench sees under `/mnt/files`. */
export interface SessionFiles {
  /** All files, or those below a folder; pages are fetched as they are read. */
  list(
    options?: CallOptions & { readonly folder?: string | undefined; readonly pageSize?: number | undefined },
  ): AsyncIterable<Schemas["MountItem"]>;
  /** Writes a file. Milliseconds by default: ten minutes. */
  upload(
    path: string,
    content: FileContent,
    options?: UploadOptions,
  ): Promise<{ readonly path: string; readonly sandboxPath: string }>;
  /** Reads a file: a response whose `body` is a stream. `timeout` is for its beginning. */
  download(path: string, options?: CallOptions): Promise<Response>;
  /** Removes a file; one that is not there is removed already. */
  delete(path: string, options?: CallOptions): Promise<void>;
}

/** Every session has this one mount. */
const mount = "files";

export function createFiles(call: Call, fetch: Fetch, sessionId: string): SessionFiles {
  const path = { session_id: sessionId, mount_id: mount };
  return {
    list({ folder, pageSize, ...options } = {}) {
      return paginate((cursor) => {
        const query = { cursor, limit: pageSize, mount_relative_prefix: folder };
        return call("listFiles", { path, query }, options);
      });
    },
    async upload(file, content, options = {}) {
      const sent = prepare(content, options);
      const body = { mount_relative_path: file, mimetype: sent.mimetype };
      const target = await call("createUploadUrl", { path, body }, options);
      await put(fetch, target.upload_url, sent, options);
      const { mount_relative_path: stored, sandbox_mount_prefix: prefix } = target;
      return { path: stored, sandboxPath: `${prefix.replace(/\/$/, "")}/${stored}` };
    },
    async download(file, options = {}) {
      const source = await call("createDownloadUrl", { path, body: { mount_relative_path: file } }, options);
      return transfer(fetch, "GET", source.download_url, {}, options);
    },
    async delete(file, options) {
      await call("deleteFile", { path, body: { mount_relative_path: file } }, options);
    },
  };
}

/** The value that a tool's `file_uploadable` argument takes. */
export type UploadedToolFile = { readonly name: string; readonly mimetype: string; readonly s3key: string };

/** What is uploaded for one tool. */
export interface ToolFile {
  /** The tool that is to get the file, or its slug and its toolkit's. */
  readonly tool: Pick<Tool, "slug"> & { readonly toolkit: { readonly slug: string } };
  readonly file: Blob | Uint8Array | ArrayBuffer;
  /** Default: the `File`'s own. */
  readonly name?: string | undefined;
  readonly mimetype?: string | undefined;
}

export async function uploadToolFile(
  call: Call,
  fetch: Fetch,
  { tool, file, name = (file as Partial<File>).name, mimetype }: ToolFile,
  options: CallOptions = {},
): Promise<UploadedToolFile> {
  if (!name) throw new ToolRouterError("uploadToolFile needs a name: the file's own, or the option name.");
  const blob = new Blob([file as BlobPart], { type: mimetype ?? (file as Partial<Blob>).type ?? "" });
  const sent = prepare(blob, { mimetype });
  const target = await call(
    "requestUpload",
    {
      body: {
        toolkit_slug: tool.toolkit.slug,
        tool_slug: tool.slug,
        filename: name,
        mimetype: sent.mimetype,
        md5: md5(new Uint8Array(await blob.arrayBuffer())),
      },
    },
    options,
  );
  const azure = target.metadata?.storage_backend === "azure_blob_storage";
  await put(fetch, target.new_presigned_url, sent, options, azure ? { "x-ms-blob-type": "BlockBlob" } : {});
  return { name, mimetype: sent.mimetype, s3key: target.key };
}

interface Prepared {
  readonly content: Blob | ReadableStream<Uint8Array>;
  readonly size: number;
  readonly mimetype: string;
}

function prepare(content: FileContent, { mimetype, size }: UploadOptions): Prepared {
  if (content instanceof ReadableStream) {
    if (!(size !== undefined && size >= 0)) throw new ToolRouterError("A stream is uploaded with its size, in bytes.");
    return { content, size, mimetype: mimetype ?? octets };
  }
  const blob = content instanceof Blob ? content : new Blob([content as BlobPart]);
  return { content: blob, size: blob.size, mimetype: mimetype || blob.type || octets };
}

const octets = "application/octet-stream";

/** Whether `fetch` takes a stream as a body here. Those that do not turn it into text. */
function canStream(): boolean {
  let asked = false;
  const init = {
    method: "POST",
    body: new ReadableStream(),
    get duplex() {
      asked = true;
      return "half";
    },
  };
  try {
    return !new Request("https://a.invalid", init as RequestInit).headers.has("content-type") && asked;
  } catch {
    return false;
  }
}

async function put(
  fetch: Fetch,
  url: string,
  { content, size, mimetype }: Prepared,
  options: UploadOptions,
  more: Record<string, string> = {},
): Promise<void> {
  const { onProgress } = options;
  let read = 0;
  const count = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      read += chunk.byteLength;
      onProgress?.(read);
      controller.enqueue(chunk);
    },
    flush(controller) {
      if (read !== size)
        controller.error(new ToolRouterError(`The stream had ${read} bytes, not its size of ${size}.`));
    },
  });
  const stream = content instanceof Blob ? content.stream() : content;
  const counted = content instanceof Blob && !onProgress ? content : stream.pipeThrough(count);
  const streams = counted instanceof ReadableStream && canStream();
  const headers = { "content-type": mimetype, ...(streams && { "content-length": String(size) }), ...more };
  const body = counted instanceof Blob || streams ? counted : await new Response(counted).blob();
  const response = await transfer(fetch, "PUT", url, { headers, body, ...(streams && { duplex: "half" }) }, options);
  await response.body?.cancel();
}

/** Talks to a presigned address: through the caller's `fetch`, and without any credential. */
function transfer(
  fetch: Fetch,
  method: string,
  url: string,
  init: RequestInit,
  { signal, timeout = 600_000 }: CallOptions,
): Promise<Response> {
  const details = {
    operation: undefined,
    method,
    path: new URL(url).pathname,
    toolSlug: undefined,
    mayHaveRun: method === "PUT",
    attempts: 1,
  };
  const what = `${method} ${details.path} of the file store`;
  const work = async (ended: AbortSignal): Promise<Response> => {
    let response;
    try {
      // The body of a download is read later: the caller's signal must reach it then, too.
      response = await fetch(url, { ...init, method, signal: signal ? AbortSignal.any([signal, ended]) : ended });
    } catch (error) {
      if (error instanceof ToolRouterError) throw error;
      const cause = (error as { cause?: unknown } | undefined)?.cause;
      if (cause instanceof ToolRouterError) throw cause;
      throw new ConnectionError(`${what} got no answer: ${String(error)}.`, details, { cause: error });
    }
    if (response.ok) return response;
    const call: CallFacts = {
      method,
      url,
      template: undefined,
      toolSlug: undefined,
      repeatable: method === "GET",
      attempts: 1,
    };
    const { status, headers } = response;
    throw apiError(call, { status, headers, text: (await response.text()).slice(0, 1000) }, undefined);
  };
  return withDeadline(work, {
    timeout,
    signal,
    interrupted: (interruption) =>
      interruption.by === "caller"
        ? interruption.reason
        : new TimeoutError(`${what} took longer than ${timeout} ms.`, { ...details, timeout }),
  });
}
