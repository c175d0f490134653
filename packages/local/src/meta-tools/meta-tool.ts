import type { MetaTools, MetaToolSlug } from "@tool-router/openapi";
import type { AnswerableRequest, Question } from "../approvals/settle-approvals.ts";
import type { ActiveFault } from "../faults.ts";
import type { RouterContext } from "../router-context.ts";
import type { CustomTools } from "../sessions/custom-tools.ts";
import type { StoredSession } from "../sessions/session.ts";
import type { Schemas } from "../spec.ts";

/** What a meta tool is called in; its arguments have been checked. */
export interface MetaToolCall {
  router: RouterContext;
  session: StoredSession;
  /** The session's and the request's. */
  customs: CustomTools;
  /** What absolute URLs in the answer begin with. */
  origin: string;
  signal: AbortSignal;
  faults: readonly ActiveFault[];
  /** As the caller sent it. */
  request: AnswerableRequest;
}

export type MetaToolOutcome<Slug extends MetaToolSlug> =
  | { question: Question }
  | ({
      question?: undefined;
      data: MetaTools[Slug]["data"] | Record<string, never>;
      error: string | null;
      /** Default: by `error`. */
      result_type?: "blocked";
    } & Pick<Schemas["ExecuteResult"], "block_reason" | "hook_results">);

export type MetaToolHandler<Slug extends MetaToolSlug> = (
  args: MetaTools[Slug]["arguments"],
  call: MetaToolCall,
) => MetaToolOutcome<Slug> | Promise<MetaToolOutcome<Slug>>;
