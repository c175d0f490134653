import { randomUUID } from "node:crypto";
import type { State } from "../state/state.ts";

/** Bytes with their media type. */
export interface StoredFile {
  readonly bytes: Uint8Array;
  readonly mimetype: string;
  readonly modified: Date;
}

/** A file's metadata. */
export interface FileRecord {
  /** Key of the bytes. Each write uses a new key, so that reads are never torn. */
  readonly blob: string;
  readonly size: number;
  readonly mimetype: string;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** Stores bytes. The caller must store the returned record. */
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
