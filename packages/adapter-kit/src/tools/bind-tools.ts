import {
  type JSONObject,
  type JSONSchema,
  type Session,
  type SessionHandle,
  type Tool,
  ToolRouterError,
} from "@tool-router/core";
import type { OptionRules } from "@tool-router/core/options";
import { type AllowedTools, disallowed } from "../calls/allowed-tools.ts";
import {
  approval,
  type Approval,
  type ApprovalMode,
  type ApprovalSubject,
  findAmong,
  isReadingMetaTool,
} from "../calls/approval.ts";
import type { OnInputRequired } from "../calls/ask-person.ts";
import type { FindTools } from "../calls/batch-calls.ts";
import type { AccountChoice, AccountsByToolkit } from "../calls/bind-accounts.ts";
import { callTool, type DecodedArguments, type IdempotencyKeyChoice, type ToolSession } from "../calls/call-tool.ts";
import { sharedCallId } from "../calls/failed-outcomes.ts";
import { checkUse } from "./check-options.ts";
import { createLimiter, type Limiter } from "../calls/concurrency.ts";
import { FailedCallError } from "../calls/failed-outcomes.ts";
import { isFunctionName } from "./function-name.ts";
import { isJSONObject } from "../schema/json-object.ts";
import { renderOutcome } from "../calls/render-outcome.ts";
import type { ModelView } from "./model-view.ts";
import { hasApprovalRules, predictsApproval } from "../calls/router-approval.ts";
import type { SchemaChange } from "../schema/schema-change.ts";
import { selectTools, type ToolSelection } from "./select-tools.ts";
import { isSurelyPortable } from "../schema/sound-schema.ts";
import { parseArguments } from "../calls/tool-arguments.ts";
import type { ToolOutcome } from "../calls/tool-outcome.ts";

/** The options that every adapter has. */
export interface AdapterOptions extends ToolSelection {
  /** Maximum length of a result for the model, in characters. Longer JSON is truncated and stays valid. Default: 40 000. */
  readonly maxOutputChars?: number | undefined;
  /**
   * How a failed call ends: with a result that the model reads (`"return"`, the default), or with a
   * {@link FailedCallError} (`"throw"`), for frameworks that retry or report errors. Do not retry `unknown_outcome`: the
   * tool may run twice.
   */
  readonly onError?: "return" | "throw" | undefined;
  /**
   * The connected account to use, by id or alias, or a function of the call. Each item of a batch is a call. If the model
   * names another account, nothing is sent.
   */
  readonly account?: AccountChoice | undefined;
  /**
   * The accounts that the model may name: ids or aliases, by toolkit. Tools of a toolkit with several accounts get an
   * optional parameter for it, which takes precedence over `account`. If the model names another account, also in a
   * batch, nothing is sent.
   */
  readonly accounts?: AccountsByToolkit | undefined;
  /**
   * The tools that this agent may run: slugs in any letter case, or a function of the slug in upper case. If a call or an
   * item of a batch needs another tool, nothing is sent. The router's search, connection, feedback and batch tools may
   * always run. Its workbench and proxy tools run only if they are named. Default: all. `include` decides what the model
   * sees.
   */
  readonly allow?: AllowedTools | undefined;
  /**
   * Returns the `Idempotency-Key` of each call. A router that supports it runs a repeated call only once. `callId` alone
   * is rarely unique: many models count from one in every run. Default: none.
   */
  readonly idempotencyKey?: IdempotencyKeyChoice | undefined;
  /**
   * Deadline of each call in milliseconds, including retries. Default: the client's `timeout` for each attempt, and its
   * `retry`.
   */
  readonly timeout?: number | undefined;
  /** Maximum number of calls in flight; others wait. Default: 16. */
  readonly concurrency?: number | undefined;
  /**
   * Whether to check arguments before they are sent. Needs the package `@cfworker/json-schema`. Default: false, and the
   * router checks them.
   */
  readonly validate?: boolean | undefined;
  /**
   * `"auto"` uses OpenAI's strict mode for the tools whose schema keeps its meaning in it; see `strictReport`. Default: no
   * tool is strict.
   */
  readonly strict?: "auto" | undefined;
  /**
   * Asks a person the questions of the router before a call, such as an approval. Without it, or without an answer, the
   * call does not run, and the model reads why.
   */
  readonly onInputRequired?: OnInputRequired | undefined;
  /** Whether to create a link for the user if a toolkit has no connected account, and show it to the model. Default: false. */
  readonly link?: boolean | undefined;
}

/**
 * The members of a session that an adapter uses.
 *
 * `link` serves the option of that name, `lookUp` the approval of batches, and `config` predicts the router's questions. A
 * session from `sessions.use` has no `config`.
 */
export type AdapterSession = Pick<SessionHandle, "tools" | "execute"> &
  ToolSession &
  Partial<Pick<Session, "lookUp" | "config">>;

/** The options of one call. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Takes precedence over the adapter's `account`. An account that the model names takes precedence over both. */
  readonly account?: string | undefined;
  /** The framework's id of the call. */
  readonly callId?: string | undefined;
  /** Takes precedence over the adapter's option. */
  readonly onInputRequired?: OnInputRequired | undefined;
  /** Whether a person already approved this call; see `CallToolOptions`. */
  readonly isApproved?: boolean | undefined;
  /** Whether the framework's approval may belong to another call. Then the call does not run. */
  readonly isUnclear?: boolean | undefined;
}

/** A tool with everything that an adapter needs to convert it to its framework. */
export interface BoundTool {
  readonly tool: Tool;
  /** The name by which the model calls it. */
  readonly name: string;
  readonly description: string;
  /** The schema for the model: the router's own object, if model APIs accept it. */
  readonly inputSchema: JSONSchema;
  /** Whether `inputSchema` is in OpenAI's strict subset. Only with `strict: "auto"`. */
  readonly strict: boolean;
  /** How `inputSchema` differs from the router's, apart from an account parameter. */
  readonly changes: readonly SchemaChange[];
  /** Decodes what the model sent to the tool's arguments. Undefined if they are invalid or `allow` excludes the call. */
  readonly readArguments: (rawArguments: unknown) => JSONObject | undefined;
  /** The account that the model named in the account parameter, if any. */
  readonly readAccount: (rawArguments: unknown) => string | undefined;
  /** Finds tools of the same session, for items of a batch. */
  readonly find: FindTools;
  /** Predicts whether the router will ask a person to approve a call. False if it never asks. */
  readonly needsRouterApproval: false | ((rawArguments: unknown) => Promise<boolean>);
  /**
   * Runs the tool with the arguments of the model: an object that matches `inputSchema`, or its JSON text.
   *
   * @throws the signal's reason if the run is aborted; FailedCallError with `onError: "throw"`.
   */
  call(rawArguments: unknown, options?: CallOptions): Promise<ToolOutcome>;
  /** The text that the model reads; see `renderOutcome`. */
  readonly render: (outcome: ToolOutcome) => string;
}

/**
 * Takes the tools of a session and binds each of them to it, as every adapter needs them.
 *
 * @param own - the rules of the options that only this adapter has.
 * @throws ToolRouterError for anything that is not a session, and for unknown or invalid options; the error of
 *   `session.tools()` if it rejects.
 */
export async function bindTools(
  session: AdapterSession,
  options: AdapterOptions = {},
  own?: OptionRules,
): Promise<readonly BoundTool[]> {
  checkUse(session, options, own);
  const tools = await selectTools(session, options);
  const shared: Shared = {
    session,
    options,
    limit: createLimiter(options.concurrency ?? DEFAULT_CONCURRENCY),
    find: findAmong(tools, session.lookUp && ((slugs) => session.lookUp!(slugs))),
    hasRules: hasApprovalRules(session.config),
  };
  const viewOf = await viewsOf(tools, options);
  return tools.map((tool) => bindTool(tool, viewOf?.(tool), shared));
}

const DEFAULT_CONCURRENCY = 16;

/** What the tools of one list share. */
interface Shared {
  readonly session: AdapterSession;
  readonly options: AdapterOptions;
  readonly limit: Limiter;
  readonly find: FindTools;
  readonly hasRules: boolean;
}

function bindTool(tool: Tool, view: ModelView | undefined, shared: Shared): BoundTool {
  const { session, options, limit, find, hasRules } = shared;
  const { allow } = options;
  const decodeArguments = view?.decodeArguments ?? unchanged;
  const decode = (rawArguments: unknown): Partial<DecodedArguments> => {
    const parsed = parseArguments(rawArguments);
    return "args" in parsed ? decodeArguments(parsed.args) : {};
  };
  const readArguments = (rawArguments: unknown): JSONObject | undefined => {
    const { args } = decode(rawArguments);
    return isJSONObject(args) && !(allow && disallowed(tool.slug, args, allow)) ? args : undefined;
  };
  return {
    tool,
    name: view?.name ?? tool.slug,
    description: tool.description,
    inputSchema: view?.inputSchema ?? tool.inputSchema,
    strict: view?.strict ?? false,
    changes: view?.changes ?? none,
    readArguments,
    readAccount: (rawArguments) => decode(rawArguments).account,
    find,
    needsRouterApproval:
      hasRules &&
      (async (rawArguments) => {
        const args = readArguments(rawArguments);
        return args !== undefined && predictsApproval(session.config!, { tool, args }, find);
      }),
    async call(rawArguments, { isUnclear, ...given } = {}) {
      const { account = options.account, onInputRequired = options.onInputRequired } = given;
      const validate = view?.validate;
      const how = { ...options, ...given, account, onInputRequired, find, validate, decodeArguments };
      const run = (): Promise<ToolOutcome> => callTool(session, tool, rawArguments, how);
      const outcome = isUnclear ? sharedCallId(tool.slug) : await limit(run, given.signal);
      if (outcome.status !== "ok" && options.onError === "throw") throw new FailedCallError(outcome);
      return outcome;
    },
    render: (outcome) => renderOutcome(outcome, { maxChars: options.maxOutputChars, isRepeatable: isRepeatable(tool) }),
  };
}

/** Whether the tool is marked as safe to run twice. */
const isRepeatable = ({ slug, annotations }: Tool): boolean =>
  (annotations.readOnly ?? annotations.idempotent ?? false) || isReadingMetaTool(slug);

const none: readonly SchemaChange[] = [];
const unchanged: ModelView["decodeArguments"] = (args) => ({ args });

/**
 * How the model sees each tool; undefined if it sees all of them as they are, as in most lists.
 *
 * The code for it is loaded lazily, but before the first call, so that a failing import cannot break a call.
 */
async function viewsOf(
  tools: readonly Tool[],
  options: AdapterOptions,
): Promise<((tool: Tool) => ModelView) | undefined> {
  const isPlain = tools.every(({ slug, inputSchema }) => isFunctionName(slug) && isSurelyPortable(inputSchema));
  if (isPlain && !options.strict && !options.validate && !options.accounts) return undefined;
  const { modelViews } = await import("../schemas.ts");
  return modelViews(tools, options).catch((cause: unknown) => {
    throw new ToolRouterError("Install @cfworker/json-schema to use the option validate.", { cause });
  });
}

/**
 * Creates a check of whether a call of these tools needs approval; see `approval`.
 *
 * A call with invalid arguments needs none, because it does not run.
 *
 * @param known - other tools that may be in a batch.
 */
export function bindApproval(
  tools: readonly BoundTool[],
  mode: ApprovalMode,
  known: readonly ApprovalSubject[] = [],
): (bound: BoundTool, rawArguments: unknown) => Promise<boolean> {
  const all = [...known, ...tools.map(({ tool }) => tool)];
  const rules = new Map<FindTools, Approval>();
  const ruleOf = (find: FindTools): Approval => {
    const rule = rules.get(find) ?? approval(mode, all, find);
    rules.set(find, rule);
    return rule;
  };
  // Reject an invalid mode now.
  for (const { find } of tools) ruleOf(find);
  return async ({ tool, readArguments, find }, rawArguments) => {
    const args = readArguments(rawArguments);
    return args !== undefined && ruleOf(find)(tool, args);
  };
}
