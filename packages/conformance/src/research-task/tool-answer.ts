import { isObject } from "./is-object.ts";

/** What a tool's answer says: its data, and its error if it failed. */
export interface ToolAnswer {
  data: Record<string, unknown>;
  error: string | undefined;
}

/**
 * Reads what the adapters hand to a framework (the outcome of a call) or to a model (its text). The text
 * of a success is its data as JSON; that of a failure is JSON with `error`, `status`, and `data` if there is any.
 */
export function readToolAnswer(output: unknown): ToolAnswer {
  if (typeof output !== "string") return readOutcome(output);
  const value = parsed(output);
  if (!isObject(value)) return { data: {}, error: output };
  // The AI SDK's provider for OpenAI puts what failed into a member of its own.
  const failure = isObject(value["error"]) ? value["error"] : value;
  const failed = typeof failure["error"] === "string" && typeof failure["status"] === "string";
  return failed ? readOutcome(failure) : { data: value, error: undefined };
}

function readOutcome(outcome: unknown): ToolAnswer {
  if (!isObject(outcome)) return { data: {}, error: "There is no answer" };
  const { status, error, text, data } = outcome;
  return { data: isObject(data) ? data : {}, error: status === "ok" ? undefined : String(error ?? text ?? status) };
}

/** One item of a batch. */
export interface BatchItem extends ToolAnswer {
  slug: string;
}

/** The items of a batch in the order in which they were asked for; nothing if it is no batch. */
export function batchItems({ data }: ToolAnswer): BatchItem[] | undefined {
  const { results } = data;
  if (!Array.isArray(results) || !results.every((item) => isObject(item) && typeof item["tool_slug"] === "string")) {
    return undefined;
  }
  return (results as Record<string, unknown>[])
    .toSorted((a, b) => Number(a["index"]) - Number(b["index"]))
    .map(({ tool_slug: slug, error, response }) => ({
      slug: String(slug),
      data: isObject(response) && isObject(response["data"]) ? response["data"] : {},
      error: typeof error === "string" ? error : undefined,
    }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
