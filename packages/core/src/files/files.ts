import type { components } from "@tool-router/openapi";
import type { CallOptions } from "../http/call-options.ts";
import type { ListOptions } from "../http/paginate.ts";
import type { Tool } from "../tools/tool.ts";

type Schemas = components["schemas"];

/** Content to upload. A stream needs the option `size`. */
export type FileContent = Blob | Uint8Array | ArrayBuffer | string | ReadableStream<Uint8Array>;

export interface UploadOptions extends CallOptions {
  /** Default: the blob's own, otherwise `application/octet-stream`. */
  readonly mimetype?: string | undefined;
  /** The length of a stream, in bytes. */
  readonly size?: number | undefined;
  /** Called with the number of bytes read from the content so far. */
  readonly onProgress?: ((bytes: number) => void) | undefined;
}

/** The files of a session, which its workbench sees under `/mnt/files`. */
export interface SessionFiles {
  /** Lists all files, or those below a folder. Pages are fetched lazily. */
  list(options?: ListOptions & { readonly folder?: string | undefined }): AsyncIterable<Schemas["MountItem"]>;
  /** Writes a file. Default timeout: ten minutes. */
  upload(
    path: string,
    content: FileContent,
    options?: UploadOptions,
  ): Promise<{ readonly path: string; readonly sandboxPath: string }>;
  /** Reads a file as a response with a stream. `timeout` applies until it begins, `signal` until it ends. */
  download(path: string, options?: CallOptions): Promise<Response>;
  /** Deletes a file. Resolves if it does not exist. */
  delete(path: string, options?: CallOptions): Promise<void>;
}

/** The value of a tool's `file_uploadable` argument. */
export type UploadedToolFile = { readonly name: string; readonly mimetype: string; readonly s3key: string };

/** A file to upload for one tool. */
export interface ToolFile {
  /** The tool that will read the file, or its slug and its toolkit's. */
  readonly tool: Pick<Tool, "slug"> & { readonly toolkit: { readonly slug: string } };
  readonly file: Blob | Uint8Array | ArrayBuffer;
  /** Default: the `File`'s own. */
  readonly name?: string | undefined;
  readonly mimetype?: string | undefined;
}
