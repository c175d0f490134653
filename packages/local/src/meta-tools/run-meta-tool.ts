import type { MetaToolSlug } from "@tool-router/openapi";
import { waitingText, waitsForApproval, type WaitingResult } from "../approvals/answers.ts";
import { loggedRequest } from "../execution/proxy-call.ts";
import { logRun, logThrown } from "../execution/log-run.ts";
import type { JSONObject } from "../json.ts";
import { requireExposed } from "../sessions/exposed-meta-tools.ts";
import type { MetaTool, Schemas } from "../spec.ts";
import { compileArgumentCheck, type ArgumentCheck } from "../toolkits/tool-arguments.ts";
import { getToolSchemas } from "./get-tool-schemas.ts";
import { manageConnections } from "./manage-connections.ts";
import type { MetaToolCall, MetaToolHandler, MetaToolOutcome } from "./meta-tool.ts";
import { multiExecute } from "./multi-execute-tool.ts";
import { proxyExecute } from "./proxy-execute.ts";
import { searchTools } from "./search-tools.ts";
import { submitFeedback } from "./submit-feedback.ts";
import { waitForConnections } from "./wait-for-connections.ts";

/** Never exposed: the router has no sandbox. */
type WorkbenchSlug = "COMPOSIO_REMOTE_WORKBENCH" | "COMPOSIO_REMOTE_BASH_TOOL";

const handlers: { readonly [Slug in Exclude<MetaToolSlug, WorkbenchSlug>]: MetaToolHandler<Slug> } = {
  COMPOSIO_SEARCH_TOOLS: searchTools,
  COMPOSIO_GET_TOOL_SCHEMAS: getToolSchemas,
  COMPOSIO_MANAGE_CONNECTIONS: manageConnections,
  COMPOSIO_MULTI_EXECUTE_TOOL: multiExecute,
  COMPOSIO_WAIT_FOR_CONNECTIONS: waitForConnections,
  COMPOSIO_SUBMIT_FEEDBACK: submitFeedback,
  COMPOSIO_PROXY_EXECUTE: proxyExecute,
};

/** Runs a meta tool if the session exposes it. Invalid arguments fail the tool; they are not a refusal. */
export async function runMetaTool(
  tool: MetaTool,
  args: JSONObject,
  call: MetaToolCall,
): Promise<Schemas["ExecuteResult"] | WaitingResult> {
  const logId = call.router.ids("log");
  const finish = logRun(call.router, call.session, { id: logId, tool: tool.slug, args: loggedArguments(tool, args) });
  let hasRun = false;
  try {
    requireExposed(call.session.settings, tool.slug);
    // TypeScript cannot relate the slug to its handler in a lookup.
    const handler = handlers[tool.slug as keyof typeof handlers] as MetaToolHandler<MetaToolSlug>;
    const problem = argumentCheck(tool)(args);
    hasRun = problem === undefined;
    const outcome: MetaToolOutcome<MetaToolSlug> =
      problem === undefined ? await handler(args, call) : { data: {}, error: problem };
    if (outcome.question !== undefined) {
      await finish("asked", waitingText(tool.slug));
      return waitsForApproval(tool.slug, outcome.question, logId);
    }
    const { error } = outcome;
    await finish(error === null ? "ok" : "error", error);
    return { result_type: error === null ? "completed" : "failed", ...outcome, log_id: logId };
  } catch (thrown) {
    throw await logThrown(thrown, { what: tool.slug, hasRun, finish });
  }
}

/** Redacts secrets of proxied requests. */
function loggedArguments({ slug }: MetaTool, args: JSONObject): JSONObject {
  return slug === "COMPOSIO_PROXY_EXECUTE" ? loggedRequest(args) : args;
}

const argumentChecks = new Map<string, ArgumentCheck>();

function argumentCheck({ slug, inputSchema }: MetaTool): ArgumentCheck {
  const known = argumentChecks.get(slug);
  if (known !== undefined) return known;
  const check = compileArgumentCheck(inputSchema);
  argumentChecks.set(slug, check);
  return check;
}
