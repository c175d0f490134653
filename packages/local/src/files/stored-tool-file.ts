import type { State } from "../state/state.ts";
import { readBlob, writeBlob, type FileRecord, type StoredFile } from "./blobs.ts";

/** A file that a caller has uploaded for a tool, or that a tool has made. */
export interface StoredToolFile {
  readonly name: string;
  /** Undefined until the bytes have come. */
  readonly file: StoredFile | undefined;
}

interface ToolFileRecord {
  readonly name: string;
  readonly file?: FileRecord | undefined;
}

const daysKept = 7;
const ttl = daysKept * 24 * 3_600_000;

/** Keeps a file, or with `file` undefined the name of one that is to come. */
export async function keepToolFile(
  { state }: { state: State },
  key: string,
  { name, file }: StoredToolFile,
): Promise<void> {
  const record: ToolFileRecord = { name, file: file && (await writeBlob(state, file, ttl)) };
  await state.write(toolFileKey(key), record, ttl);
}

export async function findToolFile({ state }: { state: State }, key: string): Promise<StoredToolFile | undefined> {
  const found = await state.read<ToolFileRecord>(toolFileKey(key));
  if (found === undefined) return undefined;
  const { name, file } = found.value;
  return { name, file: file && (await readBlob(state, file)) };
}

function toolFileKey(key: string): string {
  return `tool-file/${key}`;
}
