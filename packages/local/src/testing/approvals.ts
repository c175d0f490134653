import type { Schemas } from "../spec.ts";
import { defineToolkit, type LocalToolkit } from "../toolkits/define-toolkit.ts";

/** Response to a call that needs approval. */
export interface Waiting {
  result_type: "input_required";
  input_requests: Record<string, Schemas["UserInputRequest"]>;
  request_state: string;
  data: object;
  error: string;
  log_id: string;
}

export const approve = { action: "accept", content: { decision: "approve" } } as const;
export const deny = { action: "accept", content: { decision: "deny" } } as const;

/** Request fields that answer all questions in order. The last response answers the remaining ones. */
export function answersTo(
  { input_requests: requests, request_state: state }: Waiting,
  ...responses: readonly object[]
): { input_responses: Record<string, object>; request_state: string } {
  const all = responses.length === 0 ? [approve] : responses;
  const answered = Object.keys(requests).map((id, index) => [id, all[index] ?? all.at(-1) ?? approve] as const);
  return { input_responses: Object.fromEntries(answered), request_state: state };
}

/** A toolkit without accounts, and the arguments that its tools received. */
export function repoToolkit(): { toolkit: LocalToolkit; runs: unknown[] } {
  const runs: unknown[] = [];
  const toolkit = defineToolkit({
    slug: "repo",
    description: "Repositories",
    tools: [
      {
        slug: "REPO_DELETE",
        description: "Deletes a repository",
        tags: ["destructiveHint"],
        inputSchema: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
        execute: (args: object) => {
          runs.push(args);
          return { deleted: true };
        },
      },
      {
        slug: "REPO_LIST",
        description: "Lists repositories",
        tags: ["readOnlyHint"],
        inputSchema: { type: "object" },
        execute: (args: object) => {
          runs.push(args);
          return { names: ["a"] };
        },
      },
    ],
  });
  return { toolkit, runs };
}
