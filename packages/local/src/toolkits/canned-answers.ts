import { isJSONObject, ownValue, type JSONObject } from "../json.ts";
import { ToolError, type ToolErrorKind, type ToolErrorOptions } from "./tool-error.ts";

/** What a tool without code says to some arguments. */
export interface CannedAnswer {
  /** The arguments must have these fields; what else they have does not matter. Default: any arguments. */
  when?: JSONObject | undefined;
  /** The result. Default: an empty one. */
  data?: JSONObject | undefined;
  /** The tool fails with this text instead. */
  error?: string | undefined;
  /** How it fails; see `ToolError`. */
  kind?: ToolErrorOptions["kind"];
}

/** Says in words what is wrong with a list of answers; nothing if it is right. */
export function answersProblem(answers: unknown): string | undefined {
  if (!Array.isArray(answers) || answers.length === 0) return "a list of at least one answer";
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

/** One that is misspelt would be an empty answer, or one to any arguments. */
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

/** Gives the first answer that fits the arguments. */
export function giveAnswer(answers: readonly CannedAnswer[], args: JSONObject): JSONObject {
  const answer = answers.find(({ when }) => when === undefined || fits(when, args));
  if (answer === undefined) {
    throw new ToolError("No answer is prepared for these arguments", { data: { arguments: args } });
  }
  const { data = {}, error, kind } = answer;
  if (error !== undefined || kind !== undefined) throw new ToolError(error ?? "The tool failed", { data, kind });
  return structuredClone(data);
}

// Objects may have more fields than are asked for; everything else must be the same.
function fits(wanted: unknown, given: unknown): boolean {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(given) && wanted.length === given.length && wanted.every((item, index) => fits(item, given[index]))
    );
  }
  if (isJSONObject(wanted)) {
    return isJSONObject(given) && Object.keys(wanted).every((key) => fits(ownValue(wanted, key), ownValue(given, key)));
  }
  return wanted === given;
}
