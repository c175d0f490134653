import { isJSONObject, type JSONObject } from "../json.ts";
import type { RouterContext } from "../router-context.ts";
import type { StoredSession } from "../sessions/session.ts";
import { sandboxPrefix, writeText } from "./mount.ts";

const usualThreshold = 20_000;
const itemsKept = 3;
const fieldsKept = 50;
const charactersKept = 500;

/** Whether a text is too long to be sent. Without a workbench nothing is. */
export function isTooLong({ settings: { workbench } }: StoredSession, text: string): boolean {
  return workbench.enable && text.length > (workbench.auto_offload_threshold ?? usualThreshold);
}

/** Keeps a result as a file of the session, and says where. */
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
    instructions: "The whole result is in this file of the session's mount.",
  };
}

/** A copy with long lists, texts and objects cut. It says what is missing. */
export function preview(value: unknown): unknown {
  if (typeof value === "string") {
    const left = value.length - charactersKept;
    return left > 0 ? `${value.slice(0, charactersKept)}...${left} more characters` : value;
  }
  if (Array.isArray(value)) {
    const left = value.length - itemsKept;
    return [...value.slice(0, itemsKept).map(preview), ...(left > 0 ? [`...${left} more items`] : [])];
  }
  if (!isJSONObject(value)) return value;
  const fields = Object.entries(value);
  const kept = fields.slice(0, fieldsKept).map(([key, field]) => [key, preview(field)] as const);
  const left = fields.length - fieldsKept;
  return Object.fromEntries(left > 0 ? [...kept, ["...", `${left} more fields`]] : kept);
}

/** The shape of a value: names and types, with one item for a list. */
export function structureOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [structureOf(value[0])];
  if (!isJSONObject(value)) return value === null ? "null" : typeof value;
  const fields = Object.entries(value).slice(0, fieldsKept);
  return Object.fromEntries(fields.map(([key, field]) => [key, structureOf(field)]));
}

/** A result's data, or in its place a preview if it is too long. */
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
