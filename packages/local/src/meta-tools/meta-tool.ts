import type { MetaTools, MetaToolSlug } from "@tool-router/openapi";
import type { AnswerableRequest, Question } from "../approvals/settle-approvals.ts";
import type { ActiveFault } from "../faults.ts";
import type { RouterContext } from "../router-context.ts";
import type { CustomTools } from "../sessions/custom-tools.ts";
import type { StoredSession } from "../sessions/session.ts";
import type { Schemas } from "../spec.ts";

/** The context of a meta tool's run. Its arguments have been checked. */
export interface MetaToolCall {
  router: RouterContext;
  session: StoredSession;
  /** Custom tools of the session and of the request. */
  customs: CustomTools;
  /** Base of absolute URLs in the response. */
  origin: string;
  signal: AbortSignal;
  faults: readonly ActiveFault[];
  /** The request as sent, to match answers to questions. */
  request: AnswerableRequest;
}

export type MetaToolOutcome<Slug extends MetaToolSlug> =
  | { question: Question }
  | ({
      question?: undefined;
      data: MetaTools[Slug]["data"] | Record<string, never>;
      error: string | null;
      /** Default: derived from `error`. */
      result_type?: "blocked";
    } & Pick<Schemas["ExecuteResult"], "block_reason" | "hook_results">);

export type MetaToolHandler<Slug extends MetaToolSlug> = (
  args: MetaTools[Slug]["arguments"],
  call: MetaToolCall,
) => MetaToolOutcome<Slug> | Promise<MetaToolOutcome<Slug>>;
