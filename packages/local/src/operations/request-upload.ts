import { refuse } from "../errors.ts";
import { presign } from "../files/presigned.ts";
import { keepToolFile } from "../files/stored-tool-file.ts";
import type { Handler } from "./operation.ts";

/** Creates a presigned URL for uploading a tool's file. */
export const requestUpload: Handler<"postFilesUploadRequest"> = async ({ body, origin }, router) => {
  const tool = router.catalog.tools.get(body.tool_slug);
  if (tool?.toolkit.slug !== body.toolkit_slug.toLowerCase()) {
    return refuse("Tool_ToolNotFound", `Toolkit ${body.toolkit_slug} has no tool ${body.tool_slug}`);
  }
  const id = router.ids("file");
  const key = `uploads/${id}/${encodeURIComponent(body.filename)}`;
  await keepToolFile(router, key, { name: body.filename, file: undefined });
  const { mimetype, md5 } = body;
  const { url } = await presign(router, origin, { method: "PUT", target: { toolFile: key }, mimetype, md5 });
  return {
    id,
    key,
    new_presigned_url: url,
    newPresignedUrl: url,
    type: "new",
    metadata: { storage_backend: "s3" },
  };
};
