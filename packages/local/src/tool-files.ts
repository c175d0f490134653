import { ToolError } from "./tool-error.ts";
import { isJsonObject } from "./json.ts";
import type { StoredFile } from "./mount.ts";
import { presign } from "./presigned.ts";
import type { RouterContext } from "./router-context.ts";

/** A file that a caller has uploaded for a tool, or that a tool has made. */
export interface StoredToolFile {
  readonly name: string;
  /** Undefined until the bytes have come. */
  readonly file: StoredFile | undefined;
}

/** Files of one run. */
export interface ToolFiles {
  /** Reads a `file_uploadable` argument, `{ name, mimetype, s3key }`. Throws a {@link ToolError} if nothing was uploaded. */
  read: (argument: unknown) => { name: string; mimetype: string; bytes: Uint8Array };
  /** Keeps bytes, and gives the value of a `file_downloadable` field: `{ name, mimetype, s3url }`. */
  write: (file: { name: string; mimetype: string; bytes: Uint8Array | string }) => {
    name: string;
    mimetype: string;
    s3url: string;
  };
}

export function toolFiles(router: RouterContext, origin: string): ToolFiles {
  return {
    read: (argument) => {
      const key = isJsonObject(argument) ? argument["s3key"] : undefined;
      const stored = typeof key === "string" ? router.toolFiles.get(key) : undefined;
      if (stored?.file === undefined) throw new ToolError(`No file was uploaded under the s3key ${String(key)}`);
      const { bytes, mimetype } = stored.file;
      return { name: stored.name, mimetype, bytes: bytes.slice() };
    },
    write: ({ name, mimetype, bytes }) => {
      const key = `${router.ids("file")}/${name}`;
      const copy = typeof bytes === "string" ? new TextEncoder().encode(bytes) : new Uint8Array(bytes);
      router.toolFiles.set(key, { name, file: { bytes: copy, mimetype, modified: router.now() } });
      return { name, mimetype, s3url: presign(router, origin, { method: "GET", target: { toolFile: key } }).url };
    },
  };
}
