import { isJSONObject, ownValue, type JSONObject } from "../json.ts";
import { ToolError, type ToolErrorKind, type ToolErrorOptions } from "./tool-error.ts";

/** A fixed answer of a tool without code. */
export interface CannedAnswer {
  /** Fields that the arguments must have; other fields are ignored. Default: any arguments. */
  when?: JSONObject | undefined;
  /** The result. Default: `{}`. */
  data?: JSONObject | undefined;
  /** If given, the tool fails with this message. */
  error?: string | undefined;
  /** The kind of failure; see `ToolError`. */
  kind?: ToolErrorOptions["kind"];
}

/** What the answers must be, if they are invalid. */
export function answersProblem(answers: unknown): string | undefined {
  if (!Array.isArray(answers) || answers.length === 0) return "an array of at least one answer";
  const isRight = answers.every(
    (answer) =>
      isJSONObject(answer) &&
      (answer["when"] === undefined || isJSONObject(answer["when"])) &&
      (answer["data"] === undefined || isJSONObject(answer["data"])) &&
      (answer["error"] === undefined || (typeof answer["error"] === "string" && answer["error"] !== "")) &&
      (answer["kind"] === undefined || kinds.has(answer["kind"])),
  );
  return isRight ? undefined : "answers with when?, data?, error? and kind?";
}

/** Unknown fields are rejected: a misspelled `when` would match any arguments. */
export const answerFields: readonly string[] = Object.keys({
  when: true,
  data: true,
  error: true,
  kind: true,
} satisfies Record<keyof CannedAnswer, true>);

const kinds: ReadonlySet<unknown> = new Set([
  "failed",
  "unreachable",
  "rate_limited",
  "unauthorized",
] satisfies ToolErrorKind[]);

/** Returns the first answer that matches the arguments, or throws its error. */
export function cannedAnswer(answers: readonly CannedAnswer[], args: JSONObject): JSONObject {
  const answer = answers.find(({ when }) => when === undefined || matches(when, args));
  if (answer === undefined) {
    throw new ToolError("No canned answer matches these arguments", { data: { arguments: args } });
  }
  const { data = {}, error, kind } = answer;
  if (error !== undefined || kind !== undefined) throw new ToolError(error ?? "The tool failed", { data, kind });
  return structuredClone(data);
}

// Objects may have extra fields; everything else must be equal.
function matches(wanted: unknown, given: unknown): boolean {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(given) &&
      wanted.length === given.length &&
      wanted.every((item, index) => matches(item, given[index]))
    );
  }
  if (isJSONObject(wanted)) {
    return (
      isJSONObject(given) && Object.keys(wanted).every((key) => matches(ownValue(wanted, key), ownValue(given, key)))
    );
  }
  return wanted === given;
}
