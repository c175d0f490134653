import type { State } from "../state/state.ts";
import { readBlob, writeBlob, type FileRecord, type StoredFile } from "./blobs.ts";

/** A file that a caller uploaded for a tool, or that a tool created. */
export interface StoredToolFile {
  readonly name: string;
  /** Undefined until the bytes are uploaded. */
  readonly file: StoredFile | undefined;
}

interface ToolFileRecord {
  readonly name: string;
  readonly file?: FileRecord | undefined;
}

const TOOL_FILE_TTL_MS = 7 * 24 * 3_600_000;

/** Stores a file, or only its name if `file` is undefined. */
export async function keepToolFile(
  { state }: { state: State },
  key: string,
  { name, file }: StoredToolFile,
): Promise<void> {
  const record: ToolFileRecord = { name, file: file && (await writeBlob(state, file, TOOL_FILE_TTL_MS)) };
  await state.write(toolFileKey(key), record, TOOL_FILE_TTL_MS);
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
