import { equal } from "node:assert/strict";
import { defineToolkit, type LocalToolkit } from "@tool-router/local";

/** A toolkit with a destructive tool. `runs` records the arguments of each run. */
export function repoToolkit(): { toolkit: LocalToolkit; runs: unknown[] } {
  const runs: unknown[] = [];
  const run = (args: object): object => {
    runs.push(args);
    return { secret: "s3cret-result" };
  };
  const toolkit = defineToolkit({
    slug: "repo",
    description: "Repositories",
    tools: [
      {
        slug: "REPO_DELETE",
        description: "Deletes a repository",
        tags: ["destructiveHint"],
        inputSchema: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
        execute: run,
      },
      { slug: "REPO_LIST", description: "Lists repositories", inputSchema: { type: "object" }, execute: run },
    ],
  });
  return { toolkit, runs };
}

export const approve = { action: "accept", content: { decision: "approve" } };
export const deny = { action: "accept", content: { decision: "deny" } };

/** Builds the fields that answer all questions, in order. The last response also answers the remaining ones. */
export function answerQuestions(
  body: { input_requests: object; request_state: string },
  ...responses: readonly object[]
): { input_responses: object; request_state: string } {
  const all = responses.length === 0 ? [approve] : responses;
  return {
    input_responses: Object.fromEntries(
      Object.keys(body.input_requests).map((id, index) => [id, all[index] ?? all.at(-1)]),
    ),
    request_state: body.request_state,
  };
}

export function assertInputRequired(answer: { status: number; body: { result_type?: string } }): void {
  equal(`${answer.status} ${answer.body.result_type}`, "200 input_required");
}
