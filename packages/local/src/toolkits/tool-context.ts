import type { Credentials } from "../auth/toolkit-auth.ts";
import type { JSONObject } from "../json.ts";

/** The call, as a running tool sees it. */
export interface ToolContext {
  /** The same arguments as the first parameter. */
  arguments: JSONObject;
  /** Values the user entered for the account, or the provider's `access_token`. Empty if the tool needs no account. */
  credentials: Credentials;
  /** The session (`trs_…`) and its user. The id is empty outside of sessions. */
  session: { id: string; userId: string };
  /** Reads uploaded files and stores new ones. */
  files: ToolFiles;
  /** Adds a line to the run's log entry. */
  log: (message: string) => void;
  /** The connected account of the run. Undefined if the tool needs none. */
  account: { id: string; alias: string | undefined } | undefined;
  /** Aborts when the caller hangs up or the run times out. */
  signal: AbortSignal;
  /** The router's clock. */
  now: () => Date;
}

/** Files of one run. */
export interface ToolFiles {
  /** Reads a `file_uploadable` argument, `{ name, mimetype, s3key }`. Rejects with a `ToolError` if nothing was uploaded. */
  read: (argument: unknown) => Promise<{ name: string; mimetype: string; bytes: Uint8Array }>;
  /** Stores bytes and returns the value of a `file_downloadable` field: `{ name, mimetype, s3url }`. */
  write: (file: { name: string; mimetype: string; bytes: Uint8Array | string }) => Promise<{
    name: string;
    mimetype: string;
    s3url: string;
  }>;
}
