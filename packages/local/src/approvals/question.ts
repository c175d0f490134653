import { hash } from "node:crypto";
import { Ajv2020 } from "ajv/dist/2020.js";
import { refuse } from "../errors.ts";
import { preview } from "../files/offload.ts";
import type { JsonObject } from "../json.ts";
import type { Schemas } from "../spec.ts";
import { createSchemaCompiler } from "../validation/compile-schema.ts";
import { dotted, schemaProblems } from "../validation/schema-problems.ts";

/** The form of every question. */
const decisionSchema = {
  type: "object",
  properties: { decision: { type: "string", enum: ["approve", "deny"] } },
  required: ["decision"],
};

const checkDecision = createSchemaCompiler(Ajv2020).compile(decisionSchema);

const MAX_ARGUMENTS_CHARACTERS = 1000;

/** Ids of questions follow from the state and the call's place, so nothing has to store them. */
export function questionId(state: string, index: number): string {
  return `approval_${hash("sha256", `${state} ${index}`, "hex").slice(0, 16)}`;
}

export function questionAbout(message: string): Schemas["UserInputRequest"] {
  return { type: "elicitation", mode: "form", message, requested_schema: structuredClone(decisionSchema) };
}

/** Reads a person's answer. An accepted form that does not fit the question's schema is refused. */
export function isApproved(id: string, { action, content = {} }: Schemas["UserInputResponse"]): boolean {
  if (action !== "accept") return false;
  const findings = checkDecision(content);
  if (findings === undefined) return content["decision"] === "approve";
  return refuse("HTTP_BadRequest", "The answer does not fit the requested_schema of its question", {
    errors: schemaProblems(
      findings,
      (path, text) => `${dotted(["payload", "input_responses", id, "content", ...path])}: ${text}`,
    ),
    suggestedFix: "Send the answer again: the question is still open",
  });
}

/** Arguments as a person reads them: long values are cut, and no character can hide or reorder the text. */
export function readableArguments(args: JsonObject): string {
  const whole = visible(JSON.stringify(args));
  if (whole.length <= MAX_ARGUMENTS_CHARACTERS) return whole;
  const cut = visible(JSON.stringify(preview(args)));
  // Without the first half of a character that would be cut in two.
  const kept =
    cut.length <= MAX_ARGUMENTS_CHARACTERS
      ? cut
      : `${cut.slice(0, MAX_ARGUMENTS_CHARACTERS).replace(/[\uD800-\uDBFF]$/, "")}…`;
  return `${kept} (shortened from ${whole.length} characters)`;
}

function visible(text: string): string {
  return text.replaceAll(/[\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}
