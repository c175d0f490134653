import type { Credentials } from "../auth/toolkit-auth.ts";
import type { JSONObject } from "../json.ts";

/** What a running tool is told about the call. */
export interface ToolContext {
  /** The arguments once more. */
  arguments: JSONObject;
  /** What the user has entered for the account, or what its provider gave: `access_token`. Empty if the tool needs none. */
  credentials: Credentials;
  /** The session (`trs_…`) and its end user. Outside of sessions the id is empty. */
  session: { id: string; userId: string };
  /** Reads files that were uploaded for the tool, and keeps those that it makes. */
  files: ToolFiles;
  /** Writes a line into the run's entry in the log. */
  log: (message: string) => void;
  /** The connected account that the run is for; undefined if the tool needs none. */
  account: { id: string; alias: string | undefined } | undefined;
  /** Aborts when nobody waits for the result any more. */
  signal: AbortSignal;
  /** The router's clock. */
  now: () => Date;
}

/** Files of one run. */
export interface ToolFiles {
  /** Reads a `file_uploadable` argument, `{ name, mimetype, s3key }`. Rejects with a `ToolError` if nothing was uploaded. */
  read: (argument: unknown) => Promise<{ name: string; mimetype: string; bytes: Uint8Array }>;
  /** Keeps bytes, and gives the value of a `file_downloadable` field: `{ name, mimetype, s3url }`. */
  write: (file: { name: string; mimetype: string; bytes: Uint8Array | string }) => Promise<{
    name: string;
    mimetype: string;
    s3url: string;
  }>;
}
