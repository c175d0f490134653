import type { components } from "@tool-router/openapi";
import { apiError } from "./api-error.ts";
import { ToolRouterError } from "./errors.ts";
import type { Access, CallOptions } from "./http.ts";
import { md5 } from "./md5.ts";
import { paginate } from "./paginate.ts";
import type { Tool } from "./tool.ts";
import type { FetchResponse } from "./fetch.ts";

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

export function createFiles(access: Access, sessionId: string): SessionFiles {
  const { call } = access;
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
      await put(access, target.upload_url, sent, options);
      const { mount_relative_path: stored, sandbox_mount_prefix: prefix } = target;
      return { path: stored, sandboxPath: `${prefix.replace(/\/$/, "")}/${stored}` };
    },
    async download(file, options = {}) {
      const source = await call("createDownloadUrl", { path, body: { mount_relative_path: file } }, options);
      const response = await transfer(access, "GET", source.download_url, options);
      return "text" in response ? (response as Response) : new Response(response.body, response);
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
  access: Access,
  { tool, file, name = (file as Partial<File>).name, mimetype }: ToolFile,
  options: CallOptions = {},
): Promise<UploadedToolFile> {
  if (!name) throw new ToolRouterError("uploadToolFile needs a name: the file's own, or the option name.");
  const blob = new Blob([file as BlobPart], { type: mimetype ?? (file as Partial<Blob>).type ?? "" });
  const sent = prepare(blob, { mimetype });
  const target = await access.call(
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
  await put(access, target.new_presigned_url, sent, options, azure ? { "x-ms-blob-type": "BlockBlob" } : {});
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
  const body = counted instanceof Blob || streams ? counted : await new Response(counted).blob();
  const headers = { "content-type": mimetype, ...(streams && { "content-length": String(size) }), ...more };
  const { body: left } = await transfer(access, "PUT", url, options, headers, body);
  await left?.cancel();
}

/** Talks to a presigned address. */
async function transfer(
  { transport, secrets }: Access,
  method: string,
  url: string,
  { signal, timeout = 600_000 }: CallOptions,
  headers: Record<string, string> = {},
  body?: BodyInit,
): Promise<FetchResponse> {
  const repeatable = method === "GET";
  const call = {
    method,
    url,
    template: undefined,
    toolSlug: undefined,
    repeatable,
    attempts: 1,
    presigned: true,
    // Who has the whole address may use it.
    secrets: [...secrets, new URL(url).search],
  };
  const incoming = await transport(call, { headers: new Headers(headers), body }, { timeout, signal });
  if (incoming.response.ok) return incoming.response;
  throw apiError(call, { ...incoming, text: new TextDecoder().decode(incoming.body) });
}
