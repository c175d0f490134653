import { aFunction, aString, callRules, checkOptions, type RulesFor } from "../errors/options.ts";
import type { Access } from "../http/access.ts";
import type { CallOptions } from "../http/call-options.ts";
import type { PathOf } from "../http/operations.ts";
import type { FileContent, SessionFiles, ToolFile, UploadedToolFile, UploadOptions } from "./files.ts";
import { md5 } from "./md5.ts";
import { presignedUrl } from "./presigned-url.ts";
import { prepareContent, putContent } from "./upload-content.ts";

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
  // The value is checked only for a stream, which needs it.
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
  const sent = prepareContent(access, content, options);
  const body = { mount_relative_path: file, mimetype: sent.mimetype };
  const target = await access.call(fileOperations.createUploadUrl, { path, body }, limits);
  await putContent(access, presignedUrl(access, "files.upload", target.upload_url), sent, options);
  // The upload succeeded, even if the router omits the other fields.
  const wire: Partial<typeof target> = target;
  const stored = wire.mount_relative_path ?? file;
  return { path: stored, sandboxPath: `${(wire.sandbox_mount_prefix ?? "/mnt/files").replace(/\/$/, "")}/${stored}` };
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

/** Deletes a file of a session. */
export async function deleteFile(access: Access, path: FilePath, file: string, options?: CallOptions): Promise<void> {
  await access.call(fileOperations.deleteFile, { path, body: { mount_relative_path: file } }, options);
}

/** Uploads a file that one tool can read. */
export async function uploadToolFile(
  access: Access,
  given: ToolFile,
  options: CallOptions = {},
): Promise<UploadedToolFile> {
  checkOptions(given, toolFileRules, "uploadToolFile");
  const { tool, file, name = (file as Partial<File> | undefined)?.name, mimetype } = given;
  if (!name) throw access.createError("uploadToolFile needs the option name, unless the file has one.");
  if (!(tool as Partial<ToolFile["tool"]> | undefined)?.toolkit?.slug) {
    throw access.createError("uploadToolFile needs the tool: a Tool, or { slug, toolkit: { slug } }.");
  }
  const sent = prepareContent(access, file, { mimetype, size: 0 });
  const { content } = sent;
  if (content instanceof ReadableStream) {
    throw access.createError("uploadToolFile does not accept a stream. Pass a Blob or bytes.");
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
  await putContent(access, url, sent, options, azure ? { "x-ms-blob-type": "BlockBlob" } : {});
  return { name, mimetype: sent.mimetype, s3key: target.key };
}
