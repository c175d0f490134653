import { hash } from "node:crypto";
import { Ajv2020 } from "ajv/dist/2020.js";
import { refuse } from "../errors.ts";
import { preview } from "../files/offload.ts";
import type { JSONObject } from "../json.ts";
import type { Schemas } from "../spec.ts";
import { createSchemaCompiler } from "../validation/compile-schema.ts";
import { dotted, schemaProblems } from "../validation/schema-problems.ts";

/** The form schema of every question. */
const decisionSchema = {
  type: "object",
  properties: { decision: { type: "string", enum: ["approve", "deny"] } },
  required: ["decision"],
};

const checkDecision = createSchemaCompiler(Ajv2020).compile(decisionSchema);

const MAX_ARGUMENTS_CHARACTERS = 1000;

/** Derived from the state and the call's index, so that it need not be stored. */
export function questionId(state: string, index: number): string {
  return `approval_${hash("sha256", `${state} ${index}`, "hex").slice(0, 16)}`;
}

export function questionAbout(message: string): Schemas["UserInputRequest"] {
  return { type: "elicitation", mode: "form", message, requested_schema: structuredClone(decisionSchema) };
}

/** Reads the user's answer. Refuses an accepted form that does not match the question's schema. */
export function isApproved(id: string, { action, content = {} }: Schemas["UserInputResponse"]): boolean {
  if (action !== "accept") return false;
  const errors = checkDecision(content);
  if (errors === undefined) return content["decision"] === "approve";
  return refuse("HTTP_BadRequest", "The answer does not match the requested_schema of its question", {
    errors: schemaProblems(
      errors,
      (path, text) => `${dotted(["payload", "input_responses", id, "content", ...path])}: ${text}`,
    ),
    suggestedFix: "Send a valid answer: the question is still pending",
  });
}

/** Arguments as readable text: long values are truncated, and characters that hide or reorder text are escaped. */
export function readableArguments(args: JSONObject): string {
  const whole = visible(JSON.stringify(args));
  if (whole.length <= MAX_ARGUMENTS_CHARACTERS) return whole;
  const shortened = visible(JSON.stringify(preview(args)));
  // Does not split a surrogate pair.
  const kept =
    shortened.length <= MAX_ARGUMENTS_CHARACTERS
      ? shortened
      : `${shortened.slice(0, MAX_ARGUMENTS_CHARACTERS).replace(/[\uD800-\uDBFF]$/, "")}…`;
  return `${kept} (truncated from ${whole.length} characters)`;
}

function visible(text: string): string {
  return text.replaceAll(/[\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}
