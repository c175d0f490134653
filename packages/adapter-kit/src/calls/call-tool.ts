import {
  type BlockedResult,
  type ExecuteResult,
  type JSONObject,
  offloaded,
  type SessionHandle,
  type Tool,
} from "@tool-router/core";
import { aString, checkOption } from "@tool-router/core/options";
import { type AllowedTools, disallowed } from "./allowed-tools.ts";
import { askPerson, type OnInputRequired } from "./ask-person.ts";
import type { FindTools } from "./batch-calls.ts";
import { type AccountChoice, type AccountsByToolkit, bindAccounts } from "./bind-accounts.ts";
import {
  blocked,
  callFailure,
  callTimeout,
  failed,
  invalidArguments,
  notPrepared,
  withCause,
  withLink,
} from "./call-failure.ts";
import { isJSONObject } from "../schema/json-object.ts";
import { throwIfRunAborted, untilAborted } from "./run-abort.ts";
import { parseArguments } from "./tool-arguments.ts";
import type { FailedOutcome, ToolOutcome } from "./tool-outcome.ts";
import type { ArgumentCheck } from "../schema/validate-arguments.ts";

/** What a call needs of a session; `link` for the option of that name alone. */
export type ToolSession = Pick<SessionHandle, "execute"> & Partial<Pick<SessionHandle, "link">>;

/** What tells the `Idempotency-Key` of a call; undefined: none. */
export type IdempotencyKeyChoice = (call: {
  readonly tool: Tool;
  readonly args: JSONObject;
  /** The framework's or the model's own id of the call; undefined where it tells none. */
  readonly callId: string | undefined;
}) => string | undefined;

export interface CallToolOptions {
  /** Ends the call, and with it the HTTP request. */
  readonly signal?: AbortSignal | undefined;
  /** The connected account to use, also for each item of a batch. Default: the session's own choice. */
  readonly account?: AccountChoice | undefined;
  /** The accounts that the model may name, by toolkit. Without a list for the toolkit: `account` alone, or any. */
  readonly accounts?: AccountsByToolkit | undefined;
  /** The tools that may run, also in a batch. Nothing is sent if another one would. Default: all. */
  readonly allow?: AllowedTools | undefined;
  /** Finds the tools of a batch's items, to choose their accounts. Default: they are known by their slugs only. */
  readonly find?: FindTools | undefined;
  /**
   * Milliseconds until the result must be there, repetitions included; a link (`link`) has as much again. Default: the
   * client's `timeout` for each attempt, and its `retry`.
   */
  readonly timeout?: number | undefined;
  /** By which a router that honours it runs a call once only, however often it is sent. Default: none. */
  readonly idempotencyKey?: IdempotencyKeyChoice | undefined;
  /** Handed to `idempotencyKey`. */
  readonly callId?: string | undefined;
  /** The account that the model named, which must be one of `accounts` or that of `account`. Default: none. */
  readonly namedAccount?: string | undefined;
  /** Turns the arguments for the schema that the model saw into those of the tool. Default: they are the same. */
  readonly restoreArguments?: ((args: JSONObject) => unknown) | undefined;
  /** Checks what the model sent; nothing is sent if something is wrong with it. Default: the router checks. */
  readonly validate?: ArgumentCheck | undefined;
  /** Asks a person what the router wants to know before it runs the call. Default: nothing runs. */
  readonly onInputRequired?: OnInputRequired | undefined;
  /**
   * Whether a person has approved this very call already, as by the framework's own approval. Then a question of the router
   * that only asks for the approval is answered with yes, once. Default: false.
   */
  readonly isApproved?: boolean | undefined;
  /** Makes a link for the user when the toolkit has no connected account. Default: false. */
  readonly link?: boolean | undefined;
}

/**
 * Runs one tool as a model asked for it, and makes a value of whatever happens, so that the model can
 * read it and go on.
 *
 * @param tool - the tool itself rather than its slug: what it says of itself decides whether a call
 *   without an answer may be repeated.
 * @param rawArguments - an object, its JSON text, or nothing.
 * @throws only the reason of `signal`, when that aborts the run. A signal whose reason is a
 *   `TimeoutError` (as of `AbortSignal.timeout`) ends this call, not the run: it gives
 *   `unknown_outcome`, or `unavailable` when nothing can have happened.
 */
export async function callTool(
  session: ToolSession,
  tool: Tool,
  rawArguments: unknown,
  options: CallToolOptions = {},
): Promise<ToolOutcome> {
  const { signal, timeout, restoreArguments, allow, validate, link, callId, onInputRequired, isApproved } = options;
  const { slug: toolSlug } = tool;
  // The client's `timeout` alone is for each attempt.
  const limits = { signal, timeout, retry: timeout === undefined ? undefined : { deadline: timeout } };
  if (signal?.aborted) return aborted(tool, signal, false);

  const parsed = parseArguments(rawArguments);
  if ("problem" in parsed) return invalidArguments(toolSlug, parsed.problem);
  const problems = validate?.(parsed.args) ?? [];
  if (problems.length > 0)
    return invalidArguments(toolSlug, `The arguments do not fit the schema: ${problems.join(" ")}`, problems);
  const restored = restoreArguments ? restoreArguments(parsed.args) : parsed.args;
  if (!isJSONObject(restored)) return invalidArguments(toolSlug, "The arguments are not a JSON object.");

  let args: JSONObject;
  let account: string | undefined;
  let idempotencyKey: string | undefined;
  try {
    const refusal = allow && disallowed(toolSlug, restored, allow);
    if (refusal) return refusal;
    const call = { tool, args: restored, account: options.namedAccount };
    const bound = await untilAborted(bindAccounts(call, options), signal);
    if (typeof bound === "string") return invalidArguments(toolSlug, bound);
    ({ args, account } = bound);
    idempotencyKey = options.idempotencyKey?.({ tool, args, callId });
    if (idempotencyKey !== undefined) checkOption("idempotencyKey", idempotencyKey, aString);
  } catch (error) {
    return signal?.aborted ? aborted(tool, signal, false) : notPrepared(toolSlug, error);
  }

  let result: ExecuteResult;
  try {
    result = await session.execute(tool, args, { ...limits, account, idempotencyKey });
  } catch (error) {
    if (signal?.aborted) return aborted(tool, signal, true);
    const outcome = callFailure(tool, error, account);
    if (!link || outcome.status !== "needs_connection") return outcome;
    try {
      return session.link ? withLink(outcome, await session.link(outcome.toolkit, limits)) : outcome;
    } catch {
      // The outcome says how to go on without one, too.
      throwIfRunAborted(signal);
      return outcome;
    }
  }
  if (result.resultType !== "input_required") return toOutcome(toolSlug, result);

  let isSending = false;
  const onSending = (now: boolean): void => void (isSending = now);
  const asking = { onInputRequired, isApproved, timeout, onSending };
  try {
    const given = await askPerson(result, { tool, args, account, callId, signal }, asking);
    return "status" in given ? given : toOutcome(toolSlug, given);
  } catch (error) {
    if (signal?.aborted) return aborted(tool, signal, isSending);
    // Otherwise the application's own function has failed, and nothing ran.
    return isSending ? callFailure(tool, error, account) : notPrepared(toolSlug, error);
  }
}

function toOutcome(toolSlug: string, result: ExecuteResult): ToolOutcome {
  const { data, error, logId, cause } = result;
  // A session of the application's own may give what the routers of the past gave, and an error beside a success.
  const type = result.resultType ?? "completed";
  switch (type === "completed" && error !== null ? "failed" : type) {
    case "completed": {
      const preview = offloaded(result);
      const text = `${toolSlug} succeeded.`;
      return { status: "ok", toolSlug, text, data, logId, ...(preview && { offloaded: preview }) };
    }
    case "blocked":
      return blocked(toolSlug, result as BlockedResult);
    case "failed":
    case "input_required":
    default: {
      const text = isBatch(data)
        ? `${error}. ${data["success_count"] ? "The other items are done: do not run them again. " : ""}` +
          "`results` says why each failed. Repeat a failed item only with better arguments, and never one that the user " +
          "or a policy refused; otherwise tell the user."
        : `${toolSlug} failed: ${error || "it gave no reason"} — ` +
          "Call it again with better arguments if these are the reason; otherwise tell the user.";
      return withCause(failed("tool_error", toolSlug, text, { error: error ?? "", data, logId }), cause);
    }
  }
}

/** Whether a failed run was a batch, whose items tell what became of them. */
const isBatch = ({ results, success_count: done }: JSONObject): boolean =>
  Array.isArray(results) && typeof done === "number";

function aborted(tool: Tool, signal: AbortSignal, sent: boolean): FailedOutcome {
  throwIfRunAborted(signal);
  return callTimeout(tool, signal.reason, sent);
}
