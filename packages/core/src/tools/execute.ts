import type { components } from "@tool-router/openapi";
import { ToolRouterError } from "../errors/errors.ts";
import { aBoolean, anObject, aString, checkOption, checkOptions, type RulesFor } from "../errors/options.ts";
import type { Access } from "../http/access.ts";
import { type CallOptions, callRules } from "../http/call-options.ts";
import { runHooks } from "../http/hooks.ts";
import { operations } from "../http/operations.ts";
import type { CallHooks } from "./batch-hooks.ts";
import type { CustomToolRun, CustomTools } from "./custom-tool-types.ts";
import type { BeforeExecuteState, Hooks } from "./execute-hooks.ts";
import { defaultTimeout, isReadOnlyMetaTool } from "./meta-tool.ts";
import { readResult } from "./read-result.ts";
import { andThen, answerRules, consistent, type ExecuteResult, type JSONObject } from "./result.ts";
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

type ExecuteOperation = typeof operations.execute | typeof operations.executeMeta;

/** A tool call with valid options. */
interface ToolCall {
  readonly operation: ExecuteOperation;
  readonly slug: string;
  readonly repeatable: boolean;
  readonly options: ExecuteOptions;
  readonly limits: CallOptions;
}

const executeRules: RulesFor<ExecuteOptions> = {
  account: aString,
  offload: aBoolean,
  idempotencyKey: aString,
  ...answerRules,
  ...callRules,
};

export function createToolCalls(context: ToolCallContext): ToolCalls {
  const { access, sessionId } = context;
  const run = async (
    operation: ExecuteOperation,
    tool: string | Tool,
    args: object = {},
    options: ExecuteOptions = {},
    repeatable?: boolean,
  ): Promise<ExecuteResult<never>> => {
    const call = checkCall(operation, tool, args, options, repeatable);
    return (await runTool(context, call, args as JSONObject, session)) as ExecuteResult<never>;
  };
  const toolCalls: ToolCalls = {
    execute: (tool: string | Tool, args?: object, options?: ExecuteOptions) =>
      run(operations.execute, tool, args, options),

    executeMeta: (slug, args, options) => run(operations.executeMeta, slug, args, options),

    executeMany: async (calls, options) =>
      (await import("./execute-many.ts")).executeMany(calls, options, toolSlug, (items, tools, limits) =>
        run(
          operations.execute,
          "COMPOSIO_MULTI_EXECUTE_TOOL",
          { tools: items, sync_response_to_workbench: false },
          limits,
          tools.every(isRepeatable),
        ),
      ),

    proxy: async (request, options) =>
      (await import("./proxy.ts")).proxy(access, { session_id: sessionId }, request, options),
  };
  const session = { id: sessionId, ...toolCalls };
  return toolCalls;
}

/** Whether a slug is that of a custom tool, which runs in this process. */
export const isCustom = (slug: string): boolean => slug.startsWith("LOCAL_");

/** @throws ToolRouterError for an invalid tool, option or arguments. */
function checkCall(
  operation: ExecuteOperation,
  tool: string | Tool,
  args: object,
  options: ExecuteOptions,
  repeatable: boolean | undefined,
): ToolCall {
  const slug = toolSlug(tool);
  checkOptions(options, executeRules, "execute");
  checkOption("arguments", args, anObject);
  const { signal, timeout, retry } = options;
  return {
    operation,
    slug,
    repeatable: repeatable ?? (isRepeatable(tool) || isReadOnlyMetaTool(slug)),
    options,
    // An answer to a question is sent once, as by `resume`.
    limits: { signal, timeout, retry: options.inputResponses ? (retry ?? false) : retry },
  };
}

/** Runs the hooks, then the tool, here or on the router, then the hooks for its result. */
async function runTool(
  context: ToolCallContext,
  call: ToolCall,
  args: JSONObject,
  session: CustomToolRun["session"],
): Promise<ExecuteResult> {
  const { sessionId, hooks, customs, userId } = context;
  const { slug, options, limits } = call;
  const state: BeforeExecuteState = { sessionId, tool: slug, arguments: args, account: options.account };
  const callHooks = createCallHooks(context, call);
  await callHooks.before(state);
  if (isCustom(slug)) checkCustomTool(slug, customs, options);

  const isBatch = slug === "COMPOSIO_MULTI_EXECUTE_TOOL";
  const batch = isBatch && customs ? await import("./batch.ts") : undefined;
  const customRun: CustomToolRun = { signal: limits.signal, timeout: limits.timeout, userId, session };
  const send = (toSend: JSONObject): Promise<ExecuteResult> => sendCall(context, call, toSend, state.account);
  const run = (toRun: JSONObject): Promise<ExecuteResult> =>
    customs?.run(slug, toRun, customRun, send, batch) ?? send(toRun);

  const hookName = hooks?.beforeExecute ? "beforeExecute" : hooks?.afterExecute && "afterExecute";
  const result =
    isBatch && hookName
      ? await (await import("./batch-hooks.ts")).runBetweenHooks(state.arguments, sessionId, hookName, callHooks, run)
      : await run(state.arguments);
  return andThen(result, async (final, later) => {
    const finalState = { ...state, result: final };
    await callHooks.after(finalState, later);
    return consistent(finalState.result);
  });
}

function createCallHooks({ hooks, access }: ToolCallContext, { repeatable, limits }: ToolCall): CallHooks {
  const { secrets } = access;
  return {
    before: (state) =>
      runHooks(hooks?.beforeExecute, state, {
        name: "beforeExecute",
        mayHaveRun: false,
        secrets,
        signal: limits.signal,
      }),
    after: (state, later = limits) =>
      runHooks(hooks?.afterExecute, state, {
        name: "afterExecute",
        mayHaveRun: !repeatable,
        secrets,
        signal: later.signal,
      }),
  };
}

/** @throws ToolRouterError if the custom tool cannot run. */
function checkCustomTool(slug: string, customs: CustomTools | undefined, { inputResponses }: ExecuteOptions): void {
  if (customs && !inputResponses) return;
  const fix = customs
    ? "answer its question with resume, in the process that asked"
    : "pass customTools to sessions.create, get or use";
  throw new ToolRouterError(`${slug} is a custom tool: ${fix}.`);
}

/** Sends a call to the router. */
function sendCall(
  context: ToolCallContext,
  { operation, slug, repeatable, options, limits }: ToolCall,
  args: JSONObject,
  account: string | undefined,
): Promise<ExecuteResult> {
  const { access, sessionId, knownSlugs } = context;
  const { offload, idempotencyKey, inputResponses, requestState, timeout } = options;
  const send = (body: object, callOptions: CallOptions): Promise<ExecuteResult> =>
    access.call<ExecuteOperation, ExecuteResult>(
      operation,
      {
        path: { session_id: sessionId },
        body: body as never,
        toolSlug: slug,
        slugs: knownSlugs,
        repeatable,
        defaultTimeout: defaultTimeout(slug),
        idempotencyKey,
        read: (answer, sent, fail) => readResult<ExecuteResult>(answer, fail, { sent, timeout, send }),
      },
      callOptions,
    );
  return send(
    {
      arguments: args,
      ...(slug.startsWith("COMPOSIO_") && context.inlineCustoms()),
      ...(operation === operations.execute
        ? { tool_slug: slug, account, enable_auto_workbench_offload: offload }
        : { slug }),
      input_responses: inputResponses,
      request_state: requestState,
    },
    limits,
  );
}
