import { isJSONObject, type JSONObject } from "../json.ts";
import type { RouterContext } from "../router-context.ts";
import type { StoredSession } from "../sessions/session.ts";
import { sandboxPrefix, writeText } from "./mount.ts";

const DEFAULT_OFFLOAD_THRESHOLD = 20_000;
const MAX_PREVIEW_ITEMS = 3;
const MAX_PREVIEW_FIELDS = 50;
const MAX_PREVIEW_CHARACTERS = 500;

/** Whether a result must be offloaded. Never without a workbench. */
export function isTooLong({ settings: { workbench } }: StoredSession, text: string): boolean {
  return workbench.enable && text.length > (workbench.auto_offload_threshold ?? DEFAULT_OFFLOAD_THRESHOLD);
}

/** Stores a result as a file of the session. Returns its path and size. */
export async function keepResult(
  router: RouterContext,
  session: StoredSession,
  name: string,
  text: string,
): Promise<{ file_path: string; size_chars: number; instructions: string }> {
  const path = `mex/${name}.json`;
  await writeText(router, session.id, path, text);
  return {
    file_path: `${sandboxPrefix}/${path}`,
    size_chars: text.length,
    instructions: "The full result is in this file of the session's mount.",
  };
}

/** A copy with long arrays, strings and objects truncated, and a note about the omitted part. */
export function preview(value: unknown): unknown {
  if (typeof value === "string") {
    const left = value.length - MAX_PREVIEW_CHARACTERS;
    return left > 0 ? `${value.slice(0, MAX_PREVIEW_CHARACTERS)}...${left} more characters` : value;
  }
  if (Array.isArray(value)) {
    const left = value.length - MAX_PREVIEW_ITEMS;
    return [...value.slice(0, MAX_PREVIEW_ITEMS).map(preview), ...(left > 0 ? [`...${left} more items`] : [])];
  }
  if (!isJSONObject(value)) return value;
  const fields = Object.entries(value);
  const kept = fields.slice(0, MAX_PREVIEW_FIELDS).map(([key, field]) => [key, preview(field)] as const);
  const left = fields.length - MAX_PREVIEW_FIELDS;
  return Object.fromEntries(left > 0 ? [...kept, ["...", `${left} more fields`]] : kept);
}

/** The shape of a value: field names and types, with one item per array. */
export function structureOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [structureOf(value[0])];
  if (!isJSONObject(value)) return value === null ? "null" : typeof value;
  const fields = Object.entries(value).slice(0, MAX_PREVIEW_FIELDS);
  return Object.fromEntries(fields.map(([key, field]) => [key, structureOf(field)]));
}

/** The data of a result, or a preview and the offloaded file if it is too long. */
export async function offloaded(
  router: RouterContext,
  session: StoredSession,
  data: JSONObject,
  logId: string,
): Promise<JSONObject> {
  const text = JSON.stringify(data);
  if (!isTooLong(session, text)) return data;
  return { data_preview: preview(data), remote_file_info: await keepResult(router, session, logId, text) };
}
