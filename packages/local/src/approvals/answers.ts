import type { Schemas } from "../spec.ts";
import type { Question } from "./settle-approvals.ts";

/** The result of a call that waits for an approval. `data` and `error` are for clients that do not support questions. */
export function waitsForApproval(slug: string, question: Question, logId: string): WaitingResult {
  return { result_type: "input_required", ...question, data: {}, error: waitingText(slug), log_id: logId };
}

export type WaitingResult = Schemas["InputRequired"] & { data: Record<string, never>; error: string; log_id: string };

export function waitingText(slug: string): string {
  return `${slug} was not executed: it waits for an approval.`;
}

export function deniedText(slug: string): string {
  return `${slug} was not executed: the user did not approve it.`;
}

/** Whether a response asks for input instead of reporting a result. */
export function isQuestion(answer: unknown): boolean {
  return (
    typeof answer === "object" && answer !== null && "result_type" in answer && answer.result_type === "input_required"
  );
}
