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
import { callFailure, callTimeout } from "./call-failure.ts";
import { blocked, failed, invalidArguments, notPrepared, sentence, withCause, withLink } from "./failed-outcomes.ts";
import { isJSONObject } from "../schema/json-object.ts";
import { throwIfRunAborted, untilAborted } from "./run-abort.ts";
import { parseArguments } from "./tool-arguments.ts";
import type { FailedOutcome, NeedsConnectionOutcome, ToolOutcome } from "./tool-outcome.ts";
import type { ArgumentCheck } from "../schema/validate-arguments.ts";

/** The methods of a session that a call uses. Only the option `link` needs `link`. */
export type ToolSession = Pick<SessionHandle, "execute"> & Partial<Pick<SessionHandle, "link">>;

/** Returns the `Idempotency-Key` of a call; undefined for none. */
export type IdempotencyKeyChoice = (call: {
  readonly tool: Tool;
  readonly args: JSONObject;
  /** The call id of the framework or the model, if it has one. */
  readonly callId: string | undefined;
}) => string | undefined;

/** The tool's own arguments, and the account that the model named beside them. */
export interface DecodedArguments {
  readonly args: unknown;
  readonly account?: string | undefined;
}

export interface CallToolOptions {
  /** Cancels the call and its HTTP request. */
  readonly signal?: AbortSignal | undefined;
  /** The connected account to use, also for each item of a batch. Default: the session chooses. */
  readonly account?: AccountChoice | undefined;
  /** The accounts that the model may name, by toolkit. For a toolkit without a list: `account` if given, otherwise any. */
  readonly accounts?: AccountsByToolkit | undefined;
  /** The tools that may run, also in a batch. Otherwise nothing is sent. Default: all. */
  readonly allow?: AllowedTools | undefined;
  /** Finds the tools of a batch, to choose their accounts. Default: only their slugs are known. */
  readonly find?: FindTools | undefined;
  /**
   * Deadline for the result in milliseconds, including retries; creating a link (`link`) may take as long again. Default:
   * the client's `timeout` for each attempt, and its `retry`.
   */
  readonly timeout?: number | undefined;
  /** The key by which a router that supports it runs a repeated call only once. Default: none. */
  readonly idempotencyKey?: IdempotencyKeyChoice | undefined;
  /** Passed to `idempotencyKey` and `onInputRequired`. */
  readonly callId?: string | undefined;
  /**
   * Decodes arguments that were written for the schema shown to the model. An account in them must be in `accounts`, or
   * be the one of `account`. Default: the arguments are used as they are.
   */
  readonly decodeArguments?: ((args: JSONObject) => DecodedArguments) | undefined;
  /** Checks what the model sent. If it finds a problem, nothing is sent. Default: the router checks. */
  readonly validate?: ArgumentCheck | undefined;
  /** Asks a person the router's questions about the call. Default: the call does not run. */
  readonly onInputRequired?: OnInputRequired | undefined;
  /**
   * Whether a person already approved this call, for example in the framework. Then a first question of the router that
   * only asks for approval is answered with yes. Default: false.
   */
  readonly isApproved?: boolean | undefined;
  /** Creates a link for the user if the toolkit has no connected account. Default: false. */
  readonly link?: boolean | undefined;
}

/**
 * Runs one tool and returns its outcome, also for failures, so that the model can read it.
 *
 * @param tool - the tool, not its slug: its annotations decide whether a lost call may be retried.
 * @param rawArguments - an object, its JSON text, or nothing.
 * @throws only the reason of `signal`, if the signal aborts the run. A signal whose reason is a `TimeoutError` (such as
 *   `AbortSignal.timeout`) ends this call, not the run: the outcome is `unknown_outcome`, or `unavailable` if the tool
 *   cannot have changed anything.
 */
export async function callTool(
  session: ToolSession,
  tool: Tool,
  rawArguments: unknown,
  options: CallToolOptions = {},
): Promise<ToolOutcome> {
  const { signal, timeout, link } = options;
  if (signal?.aborted) return aborted(tool, signal, false);
  const call = await prepareCall(tool, rawArguments, options);
  if ("status" in call) return call;

  const { args, account, idempotencyKey } = call;
  // The client's `timeout` alone limits each attempt, not all of them.
  const limits = { signal, timeout, retry: timeout === undefined ? undefined : { deadline: timeout } };
  let result: ExecuteResult;
  try {
    result = await session.execute(tool, args, { ...limits, account, idempotencyKey });
  } catch (error) {
    if (signal?.aborted) return aborted(tool, signal, true);
    const outcome = callFailure(tool, error, account);
    return link && outcome.status === "needs_connection" ? addLink(session, outcome, limits) : outcome;
  }
  return result.resultType === "input_required"
    ? answerQuestions(result, tool, call, options)
    : toOutcome(tool.slug, result);
}

/** A call that is ready to be sent. */
interface PreparedCall {
  readonly args: JSONObject;
  readonly account: string | undefined;
  readonly idempotencyKey: string | undefined;
}

async function prepareCall(
  tool: Tool,
  rawArguments: unknown,
  options: CallToolOptions,
): Promise<PreparedCall | FailedOutcome> {
  const { allow, callId, signal } = options;
  const { slug } = tool;
  const read = readArguments(slug, rawArguments, options);
  if ("status" in read) return read;
  try {
    const refusal = allow && disallowed(slug, read.args, allow);
    if (refusal) return refusal;
    const bound = await untilAborted(bindAccounts({ tool, ...read }, options), signal);
    if (typeof bound === "string") return invalidArguments(slug, bound);
    const idempotencyKey = options.idempotencyKey?.({ tool, args: bound.args, callId });
    if (idempotencyKey !== undefined) checkOption("idempotencyKey", idempotencyKey, aString);
    return { ...bound, idempotencyKey };
  } catch (error) {
    return signal?.aborted ? aborted(tool, signal, false) : notPrepared(slug, error);
  }
}

/** Parses, checks and decodes what the model sent. */
function readArguments(
  slug: string,
  rawArguments: unknown,
  { validate, decodeArguments }: CallToolOptions,
): { readonly args: JSONObject; readonly account: string | undefined } | FailedOutcome {
  const parsed = parseArguments(rawArguments);
  if ("problem" in parsed) return invalidArguments(slug, parsed.problem);
  const problems = validate?.(parsed.args) ?? [];
  if (problems.length > 0)
    return invalidArguments(slug, `The arguments do not match the schema: ${problems.join(" ")}`, problems);
  const { args, account }: DecodedArguments = decodeArguments?.(parsed.args) ?? parsed;
  return isJSONObject(args) ? { args, account } : invalidArguments(slug, "The arguments are not a JSON object.");
}

/** Adds a link to the outcome, which also tells the model how to go on without one. */
async function addLink(
  session: ToolSession,
  outcome: NeedsConnectionOutcome,
  limits: Pick<CallToolOptions, "signal" | "timeout">,
): Promise<FailedOutcome> {
  try {
    return session.link ? withLink(outcome, await session.link(outcome.toolkit, limits)) : outcome;
  } catch {
    throwIfRunAborted(limits.signal);
    return outcome;
  }
}

async function answerQuestions(
  asked: ExecuteResult,
  tool: Tool,
  { args, account }: PreparedCall,
  options: CallToolOptions,
): Promise<ToolOutcome> {
  const { signal, callId } = options;
  let isSending = false;
  try {
    const given = await askPerson(
      asked,
      { tool, args, account, callId, signal },
      options,
      (now) => void (isSending = now),
    );
    return "status" in given ? given : toOutcome(tool.slug, given);
  } catch (error) {
    if (signal?.aborted) return aborted(tool, signal, isSending);
    // Unless an answer was being sent, the application's own function threw.
    return isSending ? callFailure(tool, error, account) : notPrepared(tool.slug, error, true);
  }
}

function toOutcome(toolSlug: string, result: ExecuteResult): ToolOutcome {
  const { data, error, logId, cause } = result;
  // A session that the application implements may omit the type, or report an error beside a success.
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
        ? `${error}. ${data["success_count"] ? "The other items succeeded: do not run them again. " : ""}` +
          "`results` has the reasons. Repeat a failed item only with corrected arguments, and never one that the user or a " +
          "policy rejected; otherwise tell the user."
        : `${toolSlug} failed: ${sentence(error || "it gave no reason")} ` +
          "If the arguments caused this, correct them and call it again; otherwise tell the user.";
      return withCause(failed("tool_error", toolSlug, text, { error: error ?? "", data, logId }), cause);
    }
  }
}

/** Whether a failed run was a batch, whose items have results of their own. */
const isBatch = ({ results, success_count: done }: JSONObject): boolean =>
  Array.isArray(results) && typeof done === "number";

function aborted(tool: Tool, signal: AbortSignal, sent: boolean): FailedOutcome {
  throwIfRunAborted(signal);
  return callTimeout(tool, signal.reason, sent);
}
