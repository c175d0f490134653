import { isObject } from "./is-object.ts";

/** What a reader of a transcript wants to know of a tool's data, in one line; empty if there is nothing. */
export function answerDetail(data: Readonly<Record<string, unknown>>): string {
  const { tool_schemas: schemas, toolkit_connection_statuses: statuses, results } = data;
  if (isObject(schemas) && Array.isArray(statuses)) {
    const unconnected = statuses.filter(isObject).filter((status) => status["has_active_connection"] !== true);
    const names = unconnected.map((status) => String(status["toolkit"]));
    const found = `${Object.keys(schemas).length} tools found`;
    return names.length === 0 ? found : `${found}; not connected: ${names.join(", ")}`;
  }
  if (isObject(results)) {
    const named = Object.entries(results).map(
      ([name, result]) => `${name}: ${isObject(result) ? String(result["status"]) : ""}`,
    );
    return named.join(", ");
  }
  const numbers = Object.entries(data).filter(([, value]) => typeof value === "number");
  return numbers.map(([name, value]) => `${name}: ${String(value)}`).join(", ");
}
