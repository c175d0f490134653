import { ToolError } from "../toolkits/tool-error.ts";
import { isJsonObject } from "../json.ts";
import { presign } from "./presigned.ts";
import type { RouterContext } from "../router-context.ts";
import { findToolFile, keepToolFile } from "./stored-tool-file.ts";

/** Files of one run. */
export interface ToolFiles {
  /** Reads a `file_uploadable` argument, `{ name, mimetype, s3key }`. Rejects with a {@link ToolError} if nothing was uploaded. */
  read: (argument: unknown) => Promise<{ name: string; mimetype: string; bytes: Uint8Array }>;
  /** Keeps bytes, and gives the value of a `file_downloadable` field: `{ name, mimetype, s3url }`. */
  write: (file: { name: string; mimetype: string; bytes: Uint8Array | string }) => Promise<{
    name: string;
    mimetype: string;
    s3url: string;
  }>;
}

export function toolFiles(router: RouterContext, origin: string): ToolFiles {
  return {
    read: async (argument) => {
      const key = isJsonObject(argument) ? argument["s3key"] : undefined;
      const stored = typeof key === "string" ? await findToolFile(router, key) : undefined;
      if (stored?.file === undefined) throw new ToolError(`No file was uploaded under the s3key ${String(key)}`);
      const { bytes, mimetype } = stored.file;
      return { name: stored.name, mimetype, bytes };
    },
    write: async ({ name, mimetype, bytes }) => {
      const key = `${router.ids("file")}/${name}`;
      const copy = typeof bytes === "string" ? new TextEncoder().encode(bytes) : new Uint8Array(bytes);
      await keepToolFile(router, key, { name, file: { bytes: copy, mimetype, modified: router.now() } });
      const { url } = await presign(router, origin, { method: "GET", target: { toolFile: key } });
      return { name, mimetype, s3url: url };
    },
  };
}
