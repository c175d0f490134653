import { randomUUID } from "node:crypto";
import type { State } from "../state/state.ts";

/** Bytes with their media type. */
export interface StoredFile {
  readonly bytes: Uint8Array;
  readonly mimetype: string;
  readonly modified: Date;
}

/** What is known of a file without its bytes. */
export interface FileRecord {
  /** The key of its bytes: new bytes get a new one, so that nobody reads half of each. */
  readonly blob: string;
  readonly size: number;
  readonly mimetype: string;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** Keeps bytes; the record that leads to them is the caller's to write. */
export async function writeBlob(
  state: State,
  { bytes, mimetype, modified }: StoredFile,
  ttl?: number,
): Promise<FileRecord> {
  const blob = `blob/${randomUUID()}`;
  await state.writeBytes(blob, bytes, ttl);
  return { blob, size: bytes.length, mimetype, modified: modified.getTime() };
}

export async function readBlob(
  state: State,
  { blob, mimetype, modified }: FileRecord,
): Promise<StoredFile | undefined> {
  const bytes = await state.readBytes(blob);
  return bytes && { bytes, mimetype, modified: new Date(modified) };
}
