import { isJSONObject } from "../json.ts";
import type { RouterContext } from "../router-context.ts";
import type { ToolFiles } from "../toolkits/tool-context.ts";
import { ToolError } from "../toolkits/tool-error.ts";
import { presign } from "./presigned.ts";
import { findToolFile, keepToolFile } from "./stored-tool-file.ts";

/** The `context.files` of a run. */
export function toolFiles(router: RouterContext, origin: string): ToolFiles {
  return {
    read: async (argument) => {
      const key = isJSONObject(argument) ? argument["s3key"] : undefined;
      const stored = typeof key === "string" ? await findToolFile(router, key) : undefined;
      if (stored?.file === undefined) throw new ToolError(`No file was uploaded for the s3key ${String(key)}`);
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
