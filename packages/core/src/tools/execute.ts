import type { components } from "@tool-router/openapi";
import { ToolRouterError } from "../errors/errors.ts";
import { aBoolean, anObject, aString, callRules, checkOption, checkOptions, type RulesFor } from "../errors/options.ts";
import type { Access } from "../http/access.ts";
import type { CallOptions } from "../http/call-options.ts";
import { runHooks } from "../http/hooks.ts";
import { operations } from "../http/operations.ts";
import type { CallHooks } from "./batch-hooks.ts";
import type { CustomToolRun, CustomTools } from "./custom-tool-types.ts";
import type { BeforeExecuteState, Hooks } from "./execute-hooks.ts";
import { defaultTimeout, isReadOnlyMetaTool } from "./meta-tool.ts";
import { andThen, answerRules, consistent, readResult } from "./read-result.ts";
import type { ExecuteResult, InputResponses, JSONObject } from "./result.ts";
import { isRepeatable, type Tool, toolSlug } from "./tool.ts";
import type { ExecuteOptions, ToolCalls } from "./tool-calls.ts";

/** A session, for its tool calls. */
export interface ToolCallContext {
  readonly access: Access;
  readonly sessionId: string;
  readonly userId: string | undefined;
  readonly hooks: Hooks | undefined;
  readonly customs: CustomTools | undefined;
  /** Slugs known to exist, for suggesting a correction. */
  readonly knownSlugs: Iterable<string>;
  /** The session's custom tools, for requests that need them. */
  inlineCustoms(): { experimental?: components["schemas"]["InlineCustoms"] };
}

const BATCH_SLUG = "COMPOSIO_MULTI_EXECUTE_TOOL";

type ExecuteOperation = typeof operations.execute | typeof operations.executeMeta;

const executeRules: RulesFor<ExecuteOptions> = {
  account: aString,
  offload: aBoolean,
  idempotencyKey: aString,
  ...answerRules,
  ...callRules,
};

export function createToolCalls(context: ToolCallContext): ToolCalls {
  const { access, sessionId, userId, hooks } = context;
  const { secrets } = access;
  const path = { session_id: sessionId };

  /** Runs the hooks, then the tool, here or on the router, then the hooks for its result. */
  const run = async (
    operation: ExecuteOperation,
    tool: string | Tool,
    args: object = {},
    options: ExecuteOptions = {},
    canRunTwice?: boolean,
  ): Promise<ExecuteResult<never>> => {
    const slug = toolSlug(tool);
    const repeatable = canRunTwice ?? (isRepeatable(tool) || isReadOnlyMetaTool(slug));
    checkOptions(options, executeRules, "execute");
    checkOption("arguments", args, anObject);
    const { account, offload, idempotencyKey, inputResponses, requestState, ...limits } = options;
    const state: BeforeExecuteState = { sessionId, tool: slug, arguments: args as JSONObject, account };
    const { signal, timeout } = limits;
    const callHooks: CallHooks = {
      before: (item) => runHooks(hooks, "beforeExecute", item, { mayHaveRun: false, secrets, signal }),
      after: (item, later = limits) =>
        runHooks(hooks, "afterExecute", item, { mayHaveRun: !repeatable, secrets, signal: later.signal }),
    };
    await callHooks.before(state);

    const send = (body: object, callOptions: CallOptions): Promise<ExecuteResult> =>
      access.call<ExecuteOperation, ExecuteResult>(
        operation,
        {
          path,
          body: body as never,
          toolSlug: slug,
          slugs: context.knownSlugs,
          repeatable,
          defaultTimeout: defaultTimeout(slug),
          headers: { "idempotency-key": idempotencyKey },
          read: (answer, sent, fail) => readResult<ExecuteResult>(answer, fail, { sent, timeout, send }),
        },
        callOptions,
      );
    const runRemote = (toSend: JSONObject): Promise<ExecuteResult> => {
      const call =
        operation === operations.execute
          ? { tool_slug: slug, account: state.account, enable_auto_workbench_offload: offload }
          : { slug };
      const customs = slug.startsWith("COMPOSIO_") ? context.inlineCustoms() : {};
      const answers = { input_responses: inputResponses, request_state: requestState };
      // An answer to a question is sent once, as by `resume`.
      const callOptions = inputResponses ? { ...limits, retry: limits.retry ?? false } : limits;
      return send({ arguments: toSend, ...customs, ...call, ...answers }, callOptions);
    };
    if (isCustom(slug)) checkCustomTool(slug, context, inputResponses);
    const result = await runHereOrRemotely(context, state, callHooks, { signal, timeout, userId, session }, runRemote);

    return (await andThen(result, async (final, later) => {
      const finalState = { ...state, result: final };
      await callHooks.after(finalState, later);
      return consistent(finalState.result);
    })) as ExecuteResult<never>;
  };

  const toolCalls: ToolCalls = {
    execute: (tool: string | Tool, args?: object, options?: ExecuteOptions) =>
      run(operations.execute, tool, args, options),

    executeMeta: (slug, args, options) => run(operations.executeMeta, slug, args, options),

    executeMany: async (calls, options) =>
      (await import("./execute-many.ts")).executeMany(calls, options, toolSlug, (items, tools, limits) =>
        run(
          operations.execute,
          BATCH_SLUG,
          { tools: items, sync_response_to_workbench: false },
          limits,
          tools.every(isRepeatable),
        ),
      ),

    proxy: async (request, options) => (await import("./proxy.ts")).proxy(access, path, request, options),
  };
  const session = { id: sessionId, ...toolCalls };
  return toolCalls;
}

/** Whether a slug is that of a custom tool, which runs in this process. */
export const isCustom = (slug: string): boolean => slug.startsWith("LOCAL_");

/** @throws ToolRouterError if the custom tool cannot run. */
function checkCustomTool(slug: string, { customs }: ToolCallContext, answers: InputResponses | undefined): void {
  if (customs && !answers) return;
  const fix = customs
    ? "answer its question with resume, in the process that asked"
    : "pass customTools to sessions.create, get or use";
  throw new ToolRouterError(`${slug} is a custom tool: ${fix}.`);
}

/** Runs custom tools here and all other tools on the router. Hooks run around each call of a batch. */
async function runHereOrRemotely(
  { customs, hooks, sessionId }: ToolCallContext,
  { tool, arguments: args }: BeforeExecuteState,
  callHooks: CallHooks,
  customRun: CustomToolRun,
  runRemote: (args: JSONObject) => Promise<ExecuteResult>,
): Promise<ExecuteResult> {
  // A router may accept the slug in any letter case.
  const isBatch = tool.trim().toUpperCase() === BATCH_SLUG;
  const batch = isBatch && customs ? await import("./batch.ts") : undefined;
  const run = (toRun: JSONObject): Promise<ExecuteResult> =>
    customs?.run(tool, toRun, customRun, runRemote, batch) ?? runRemote(toRun);
  const hookName = hooks?.beforeExecute ? "beforeExecute" : hooks?.afterExecute && "afterExecute";
  if (!isBatch || !hookName) return run(args);
  const { runBetweenHooks } = await import("./batch-hooks.ts");
  return runBetweenHooks(args, sessionId, hookName, callHooks, run);
}
