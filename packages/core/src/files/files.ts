import type { components } from "@tool-router/openapi";
import type * as fileTransfer from "./file-transfer.ts";
import type { Access, CallOptions } from "../http/http.ts";
import { operations } from "../http/operations.ts";
import { aString } from "../errors/options.ts";
import { type ListOptions, listPages, listRules } from "../http/paginate.ts";
import type { Tool } from "../tools/tool.ts";

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
  list(options?: ListOptions & { readonly folder?: string | undefined }): AsyncIterable<Schemas["MountItem"]>;
  /** Writes a file. Milliseconds by default: ten minutes. */
  upload(
    path: string,
    content: FileContent,
    options?: UploadOptions,
  ): Promise<{ readonly path: string; readonly sandboxPath: string }>;
  /** Reads a file: a response whose `body` is a stream. `timeout` is for its beginning, `signal` for all of it. */
  download(path: string, options?: CallOptions): Promise<Response>;
  /** Removes a file; one that is not there is removed already. */
  delete(path: string, options?: CallOptions): Promise<void>;
}

/** How content is moved. A module of its own, fetched with the first file: most programs move none. */
export const transfers = (): Promise<typeof fileTransfer> => import("./file-transfer.ts");

/** Every session has this one mount. */
const mount = "files";

export function createFiles(access: Access, sessionId: string): SessionFiles {
  const path = { session_id: sessionId, mount_id: mount };
  return {
    list: (query) =>
      listPages(access.call, operations.listFiles, query, {
        name: "files.list",
        rules: { folder: aString, ...listRules },
        path,
        toQuery: ({ folder }) => ({ mount_relative_prefix: folder }),
      }),
    upload: async (...upload) => (await transfers()).uploadFile(access, path, ...upload),
    download: async (...download) => (await transfers()).downloadFile(access, path, ...download),
    delete: async (...removal) => (await transfers()).deleteFile(access, path, ...removal),
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
