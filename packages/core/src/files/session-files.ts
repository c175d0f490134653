import { aString } from "../errors/options.ts";
import type { Access } from "../http/access.ts";
import { operations } from "../http/operations.ts";
import { listPages, listRules } from "../http/paginate.ts";
import type * as fileTransfer from "./file-transfer.ts";
import type { SessionFiles } from "./files.ts";

/** The id of the mount that every session has. */
const MOUNT_ID = "files";

/** Loads the code that moves content. Most programs do not need it. */
export const loadFileTransfer = (): Promise<typeof fileTransfer> => import("./file-transfer.ts");

export function createFiles(access: Access, sessionId: string): SessionFiles {
  const path = { session_id: sessionId, mount_id: MOUNT_ID };
  return {
    list: (query) =>
      listPages(access.call, operations.listFiles, query, {
        name: "files.list",
        rules: { folder: aString, ...listRules },
        path,
        toQuery: ({ folder }) => ({ mount_relative_prefix: folder }),
      }),
    upload: async (...args) => (await loadFileTransfer()).uploadFile(access, path, ...args),
    download: async (...args) => (await loadFileTransfer()).downloadFile(access, path, ...args),
    delete: async (...args) => (await loadFileTransfer()).deleteFile(access, path, ...args),
  };
}
