import type { components } from "@tool-router/openapi";

/** Results of tools, and arguments as hooks see them: any JSON object. */
export type JSONObject = { readonly [key: string]: unknown };

/** Arguments of a tool: any object that JSON has, an interface of yours too, and no list. */
export type ToolArguments = JSONObject | (object & { readonly [Symbol.iterator]?: never });

/**
 * What came of a tool that ran. A tool that ran and failed is a value, not an exception: `error` is
 * its text then, and `data` holds what there is all the same (often nothing; for a batch, all items).
 */
export type ExecuteResult<Data = JSONObject> = (
  | { readonly data: Data; readonly error: null; readonly logId: string }
  | { readonly data: Partial<Data>; readonly error: string; readonly logId: string }
) & {
  /** What a custom tool threw, for your own log. Not enumerable. */
  readonly cause?: unknown;
};

/** Reads the wire's answer. An empty error text is no success: only null is. */
export function toExecuteResult<Data>(wire: components["schemas"]["ExecuteResponse"]): ExecuteResult<Data> {
  const error: unknown = wire.error ?? null;
  const text = error === null || typeof error === "string" ? error : JSON.stringify(error);
  return { data: (wire.data ?? {}) as Data, error: text as null, logId: wire.log_id ?? "" };
}

/**
 * The preview that stands for a result which was too long to send: `path` is the file with the whole
 * result in the session's mount. Undefined for an ordinary result.
 */
export function offloaded(result: ExecuteResult): { readonly path: string; readonly preview: unknown } | undefined {
  const { data_preview: preview, remote_file_info: file } = result.data as {
    data_preview?: unknown;
    remote_file_info?: { file_path?: unknown } | null;
  };
  // A tool may well use one of the two names for something of its own.
  if (preview === undefined || typeof file?.file_path !== "string") return undefined;
  return { path: file.file_path, preview };
}
