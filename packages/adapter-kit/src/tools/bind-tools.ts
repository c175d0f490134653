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
import { callTool, type IdempotencyKeyChoice, type ToolSession } from "../calls/call-tool.ts";
import { sharedCallId } from "../calls/call-failure.ts";
import { checkUse } from "./check-options.ts";
import { createLimiter } from "../calls/concurrency.ts";
import { FailedCallError } from "../calls/failed-call-error.ts";
import { isFunctionName } from "./function-name.ts";
import { isJSONObject } from "../schema/json-object.ts";
import { defaultMaxChars, renderOutcome } from "../calls/render-outcome.ts";
import type { ModelView } from "./model-view.ts";
import { hasApprovalRules, predictsApproval } from "../calls/router-approval.ts";
import type { SchemaChange } from "../schema/schema-change.ts";
import { selectTools, type ToolSelection } from "./select-tools.ts";
import { isSurelyPortable } from "../schema/sound-schema.ts";
import { parseArguments } from "../calls/tool-arguments.ts";
import type { ToolOutcome } from "../calls/tool-outcome.ts";

/** The options that every adapter has. */
export interface AdapterOptions extends ToolSelection {
  /** The longest result that the model is shown, in characters; longer JSON is truncated and stays valid. Default: 40 000. */
  readonly maxOutputChars?: number | undefined;
  /**
   * What becomes of a failed call: a result that the model reads (`"return"`, the default), or a
   * {@link FailedCallError} (`"throw"`), for frameworks that retry or report what is thrown. Beware of
   * retrying `unknown_outcome`: the tool may run twice.
   */
  readonly onError?: "return" | "throw" | undefined;
  /**
   * The connected account to use, by id or alias: for every call, or as a function of the call. Each item of a batch is a
   * call. If the model names another account, nothing is sent.
   */
  readonly account?: AccountChoice | undefined;
  /**
   * The accounts by toolkit (ids or aliases) that the model may name. Tools of a toolkit that has several get an optional
   * parameter for it; what the model names beats `account`. If it names another one, in a batch too, nothing is sent.
   */
  readonly accounts?: AccountsByToolkit | undefined;
  /**
   * The tools that this agent may run: slugs in any letter case, or a function of the slug in upper case. If a call or an
   * item of a batch is of another tool, nothing is sent. The router's search, connection, feedback and batch tools may
   * always run; its workbench and proxy tools only if they are named. Default: all. `include` decides what the model sees.
   */
  readonly allow?: AllowedTools | undefined;
  /**
   * The `Idempotency-Key` of each call, by which a router that honours it runs the call once only, even if your
   * framework repeats it. `callId` alone is rarely enough: many models count from one in every run. Default: none.
   */
  readonly idempotencyKey?: IdempotencyKeyChoice | undefined;
  /**
   * Milliseconds that each call may take, the repetitions of one that may be repeated included. Default: the client's
   * `timeout` for each attempt, and its `retry`.
   */
  readonly timeout?: number | undefined;
  /** How many calls of these tools may be under way at once; the others wait. Default: 16. */
  readonly concurrency?: number | undefined;
  /**
   * Check arguments before they are sent, with `@cfworker/json-schema`, which you install. Default: false;
   * the router checks them.
   */
  readonly validate?: boolean | undefined;
  /**
   * `"auto"`: OpenAI's strict mode for the tools whose schema keeps its meaning in it; `strictReport` tells
   * which. Default: for none.
   */
  readonly strict?: "auto" | undefined;
  /**
   * Asks a person what the router wants to know before it runs a call, such as an approval. Without it, or without an
   * answer, the call does not run, and the model reads that a person must decide.
   */
  readonly onInputRequired?: OnInputRequired | undefined;
  /** Make a link for the user when a toolkit has no connected account, and show it to the model. Default: false. */
  readonly link?: boolean | undefined;
}

/**
 * What an adapter needs of a session: `link` for the option of that name, `lookUp` for approvals of batches, `config` to
 * know which calls the router will ask about. A session opened by `sessions.use` has no `config`.
 */
export type AdapterSession = Pick<SessionHandle, "tools" | "execute"> &
  ToolSession &
  Partial<Pick<Session, "lookUp" | "config">>;

/** What is particular to one call. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Beats the adapter's own `account`; what the model names beats both. */
  readonly account?: string | undefined;
  /** The framework's own id of the call, for `idempotencyKey`. */
  readonly callId?: string | undefined;
  /** Beats the adapter's own. */
  readonly onInputRequired?: OnInputRequired | undefined;
  /** Whether a person has approved this very call already; see `CallToolOptions`. */
  readonly isApproved?: boolean | undefined;
  /** Whether the framework runs the call for an approval that may be another call's. Then nothing runs. */
  readonly isUnclear?: boolean | undefined;
}

/** A tool with all that an adapter has to know to put it into its framework's shape. */
export interface BoundTool {
  readonly tool: Tool;
  /** By which the model calls it. */
  readonly name: string;
  readonly description: string;
  /** For the model: the router's own object, if it can be sent as it is. */
  readonly inputSchema: JSONSchema;
  /** Whether `inputSchema` is of OpenAI's strict subset: with `strict: "auto"` alone. */
  readonly strict: boolean;
  /** What is different about `inputSchema`, but for a parameter for the account. */
  readonly changes: readonly SchemaChange[];
  /** What the model sent, as arguments of the tool; undefined if they are unusable or `allow` refuses the call. */
  readonly readArguments: (rawArguments: unknown) => JSONObject | undefined;
  /** The account that the model named in the parameter for it, if any. */
  readonly readAccount: (rawArguments: unknown) => string | undefined;
  /** Finds tools of the same session, for the items of a batch. */
  readonly find: FindTools;
  /** Predicts whether the router will ask a person to approve a call. False if it asks about none. */
  readonly needsRouterApproval: false | ((rawArguments: unknown) => Promise<boolean>);
  /**
   * Runs the tool with what the model sent: an object for `inputSchema`, or its JSON text.
   *
   * @throws the signal's reason when the run is aborted; FailedCallError with `onError: "throw"`.
   */
  call(rawArguments: unknown, options?: CallOptions): Promise<ToolOutcome>;
  /** The text that the model reads; see `renderOutcome`. */
  readonly render: (outcome: ToolOutcome) => string;
}

/**
 * Takes a session's tools and binds each to the session: what all adapters have in common.
 *
 * @param own - what the options must be that the adapter has beside these.
 * @throws ToolRouterError for anything that is not a session, and for unknown or invalid options; what `session.tools()`
 *   rejects with.
 */
export async function bindTools(
  session: AdapterSession,
  options: AdapterOptions = {},
  own?: OptionRules,
): Promise<readonly BoundTool[]> {
  checkUse(session, options, own);
  const { timeout, link, onError, maxOutputChars = defaultMaxChars, concurrency = 16 } = options;
  const { accounts, allow, strict, validate } = options;
  const tools = await selectTools(session, options);
  const limit = createLimiter(concurrency);
  const hasRules = hasApprovalRules(session.config);
  // Few lists of tools need more. It is loaded before the first call, so that none can fail for want of it.
  const isPlain = tools.every(({ slug, inputSchema }) => isFunctionName(slug) && isSurelyPortable(inputSchema));
  const find = findAmong(tools, session.lookUp && ((slugs) => session.lookUp!(slugs)));
  const viewOf = isPlain && !strict && !validate && !accounts ? undefined : await loadViews(tools, options);

  return tools.map((tool) => {
    const view = viewOf?.(tool);
    const read = view?.read ?? unchanged;
    const readCall = (rawArguments: unknown): Partial<ReturnType<typeof read>> => {
      const parsed = parseArguments(rawArguments);
      return "args" in parsed ? read(parsed.args) : {};
    };
    const readArguments = (rawArguments: unknown): JSONObject | undefined => {
      const { args } = readCall(rawArguments);
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
      readAccount: (rawArguments) => readCall(rawArguments).account,
      find,
      needsRouterApproval:
        hasRules &&
        (async (rawArguments) => {
          const args = readArguments(rawArguments);
          return args !== undefined && predictsApproval(session.config!, { tool, args }, find);
        }),
      async call(rawArguments, given = {}) {
        const { signal, account = options.account, callId, isApproved } = given;
        const how = {
          signal,
          account,
          accounts,
          allow,
          find,
          namedAccount: undefined as string | undefined,
          callId,
          isApproved,
          onInputRequired: given.onInputRequired ?? options.onInputRequired,
          idempotencyKey: options.idempotencyKey,
          timeout,
          validate: view?.validate,
          link,
          restoreArguments(seen: JSONObject): unknown {
            const { account: named, args } = read(seen);
            // Looked at only behind this.
            how.namedAccount = named;
            return args;
          },
        };
        const run = (): Promise<ToolOutcome> => callTool(session, tool, rawArguments, how);
        const outcome = given.isUnclear ? sharedCallId(tool.slug) : await limit(run, signal);
        if (outcome.status !== "ok" && onError === "throw") throw new FailedCallError(outcome);
        return outcome;
      },
      render: (outcome) => renderOutcome(outcome, { maxChars: maxOutputChars, isRepeatable: isRepeatable(tool) }),
    };
  });
}

/** Whether running the tool twice does no harm, by its own word. */
const isRepeatable = ({ slug, annotations }: Tool): boolean =>
  (annotations.readOnly ?? annotations.idempotent ?? false) || isReadingMetaTool(slug);

const none: readonly SchemaChange[] = [];
const unchanged: ModelView["read"] = (args) => ({ args });

async function loadViews(tools: readonly Tool[], options: AdapterOptions): Promise<(tool: Tool) => ModelView> {
  const { modelViews } = await import("../schemas.ts");
  return modelViews(tools, options).catch((cause: unknown) => {
    const fix = "install it, or leave the option out.";
    throw new ToolRouterError(`validate needs the package @cfworker/json-schema: ${fix}`, { cause });
  });
}

/**
 * Whether a call of one of these tools needs approval; see `approval`. Arguments that cannot be used do
 * not: nothing will run.
 *
 * @param known - tools beside these that may be items of a batch.
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
  // Fails early for an invalid mode.
  for (const { find } of tools) ruleOf(find);
  return async ({ tool, readArguments, find }, rawArguments) => {
    const args = readArguments(rawArguments);
    return args !== undefined && ruleOf(find)(tool, args);
  };
}
