import {
  type AdapterOptions,
  type AdapterSession,
  type ApprovalMode,
  approvalRule,
  type ApprovalSubject,
  bindApproval,
  bindTools,
  type BoundTool,
  isToolOutcome,
  oneOf,
  searchSlugs,
  toJSONText,
  toPlainJSON,
} from "@tool-router/adapter-kit";
import { type SessionHandle, type Tool, ToolRouterError } from "@tool-router/core";
import { aBoolean, aFunction } from "@tool-router/core/options";
import { dynamicTool, jsonSchema, type ModelMessage, type ToolSet } from "ai";

export interface AISDKOptions extends AdapterOptions {
  /**
   * Which calls wait for the user's approval, by the tools' `needsApproval`: the way of AI SDK 6. On 7,
   * give `toolApproval(tools, mode)` to the call instead. Calls that the router will ask about wait in any case, if the
   * session tells its `require_approval`; after the user's yes, the router's question is answered.
   */
  readonly approval?: ApprovalMode | undefined;
  /**
   * Hide tools from the model until a search finds them (AI SDK 7): app tools, or those for which the
   * function gives true. Put `toolSearch({ search: routerSearch(session) })` of `ai` beside them.
   */
  readonly deferLoading?: boolean | ((tool: Tool) => boolean) | undefined;
}

/**
 * Where a tool of a `ToolSet` has what it is bound to. Whoever spreads a tool to change something of it, or loads this
 * package anew, has a tool that is still the session's, and still asks.
 */
const binding = Symbol.for("@tool-router/ai-sdk");

/**
 * The session's tools for `tools` of `generateText`, `streamText` or an agent.
 *
 * A call's `output` is a `ToolOutcome`, whatever happens; the model reads its data (as JSON, truncated
 * to `maxOutputChars`), or for a failure its explanation and facts. `toolMetadata` of a call is
 * `{ slug, toolkit, annotations }`.
 *
 * @throws ToolRouterError for options that cannot be used; what `session.tools()` rejects with.
 */
export async function toAISDKTools(session: AdapterSession, options: AISDKOptions = {}): Promise<ToolSet> {
  // No prototype: a tool may have any name, and the SDK looks tools up by what the model says.
  const tools: ToolSet = Object.create(null);
  const all = await bindTools(session, options, { approval: approvalRule, deferLoading: oneOf(aBoolean, aFunction) });
  const { deferLoading } = options;
  const defers = typeof deferLoading === "function" ? deferLoading : (tool: Tool) => deferLoading && !isMeta(tool);
  const asks = options.approval === undefined ? undefined : bindApproval(all, options.approval);
  for (const bound of all) {
    const tool: ToolSet[string] & { deferLoading?: boolean; [binding]?: BoundTool } = toAISDKTool(bound);
    if (asks || bound.needsRouterApproval) tool.needsApproval = (input: unknown) => needsApproval(bound, input, asks);
    if (defers(bound.tool)) tool.deferLoading = true;
    tool[binding] = bound;
    tools[bound.name] = tool;
  }
  return tools;
}

/** Whether a call waits: by the application's mode, or since the router will ask. */
const needsApproval = async (
  bound: BoundTool,
  input: unknown,
  asks: ReturnType<typeof bindApproval> | undefined,
): Promise<boolean> =>
  (await asks?.(bound, input)) || (bound.needsRouterApproval && (await bound.needsRouterApproval(input)));

const isMeta = ({ toolkit }: Tool): boolean => toolkit.slug === "composio";

/**
 * The router's search, for `search` of the SDK's own `toolSearch` (AI SDK 7): which of the deferred
 * tools fit a query, best first. A search that fails throws a `FailedCallError`, in words for the model.
 */
export function routerSearch(
  session: Pick<SessionHandle, "search">,
): (options: { readonly query: string }) => Promise<string[]> {
  return async ({ query }) => {
    const slugs = (await searchSlugs(session, { query })).map((slug) => ({ slug }));
    const { toolNames } = await import("@tool-router/adapter-kit/schemas");
    const names = toolNames(slugs);
    return slugs.map((tool) => names.nameOf(tool));
  };
}

/**
 * For `toolApproval` of `generateText`, `streamText` or an agent on AI SDK 7: which calls of the
 * session's tools wait for the user's approval. Looks at the arguments; a batch asks if any of its items would, which are
 * looked up in the router's catalogue. Calls that the router will ask about wait, too.
 *
 * @param tools - what `toAISDKTools` gave, also changed copies, and beside tools of yours, which are left alone.
 * @param known - tools that need not be looked up; one that cannot be found asks.
 * @throws ToolRouterError for an unknown mode, and when none of the tools is the session's.
 */
export function toolApproval(
  tools: ToolSet,
  mode: ApprovalMode,
  known?: readonly ApprovalSubject[],
): Record<string, (input: unknown) => Promise<"user-approval" | "not-applicable">> {
  const ours = Object.entries(tools).flatMap(([name, tool]) => {
    const bound = (tool as { [binding]?: BoundTool } | undefined)?.[binding];
    return bound ? [{ name, bound }] : [];
  });
  if (ours.length === 0) {
    throw new ToolRouterError("None of these tools is the router's: give what `await toAISDKTools(…)` gave.");
  }
  const asks = bindApproval(
    ours.map(({ bound }) => bound),
    mode,
    known,
  );
  return Object.fromEntries(
    ours.map(({ name, bound }) => [
      name,
      async (input: unknown) => ((await needsApproval(bound, input, asks)) ? "user-approval" : "not-applicable"),
    ]),
  );
}

/** What the SDK's `jsonSchema` makes, which alone goes to the model as it is; the schema in it is replaced. */
const sdkSchema = jsonSchema({});

function toAISDKTool(bound: BoundTool): ToolSet[string] {
  const { slug, toolkit, annotations } = bound.tool;
  return dynamicTool({
    description: bound.description,
    inputSchema: { ...sdkSchema, jsonSchema: bound.inputSchema, "~standard": asStandard(bound) },
    // Said always: left out, OpenAI would make the schema strict by itself.
    strict: bound.strict,
    metadata: { slug, toolkit: toolkit.slug, annotations: { ...annotations } },
    // A value that JSON cannot hold would make the whole generation fail.
    execute: async (input, { abortSignal: signal, toolCallId: callId, messages }) =>
      toPlainJSON(await bound.call(input, { signal, callId, ...approvalOf(messages, callId) })),
    toModelOutput(given: unknown) {
      const output = outputOf(given);
      // Outputs of earlier turns come back from a store or a browser, and may be older than this adapter.
      if (!isToolOutcome(output)) return { type: "text", value: toJSONText(output) };
      const text = bound.render(output);
      return output.status === "ok" ? { type: "text", value: text } : { type: "error-json", value: JSON.parse(text) };
    },
  });
}

interface MessagePart {
  readonly type: string;
  readonly toolCallId?: string;
  readonly approvalId?: string;
  readonly approved?: boolean;
  /** Set if a function of the application approved, not the user. */
  readonly isAutomatic?: boolean;
}

const partsOf = (message: ModelMessage | undefined): readonly MessagePart[] =>
  Array.isArray(message?.content) ? message.content : [];

/**
 * Whether the SDK runs this call since the user approved it, by the answer in the last message. It finds the call by its
 * id alone, but models use ids again, and old answers come back. So if another call has the id, or if the call has its
 * result already, it is unclear what was approved.
 */
function approvalOf(
  messages: readonly ModelMessage[] = [],
  callId: string,
): { readonly isApproved?: boolean; readonly isUnclear?: boolean } {
  const mine = messages.flatMap(partsOf).filter(({ toolCallId }) => toolCallId === callId);
  const last = partsOf(messages.at(-1));
  const isResult = ({ type, toolCallId }: MessagePart): boolean => type === "tool-result" && toolCallId === callId;
  const isAnswered = ({ type, approvalId: id }: MessagePart): boolean =>
    type === "tool-approval-request" &&
    last.some((part) => part.type === "tool-approval-response" && part.approvalId === id && part.approved === true);
  // A result beside the answer: that call is over, and this one is new.
  if (!mine.some(isAnswered) || last.some(isResult)) return {};
  const open = mine.slice(mine.findLastIndex(isResult) + 1);
  const requests = open.filter(({ type }) => type === "tool-approval-request");
  const isUnclear = requests.length !== 1 || open.filter(({ type }) => type === "tool-call").length > 1;
  return { isUnclear, isApproved: !requests[0]?.isAutomatic };
}

/** For Mastra, which otherwise makes zod of a schema, and closes free-form objects with it: a Standard JSON Schema. */
function asStandard({ inputSchema }: BoundTool) {
  const input = (): object => inputSchema;
  return {
    version: 1 as const,
    vendor: "tool-router",
    validate: leaveChecksToRouter,
    jsonSchema: { input, output: input },
  };
}

const leaveChecksToRouter = (value: unknown) => ({ value });

/** Mastra and AI SDK 5 hand over the output itself. */
const outputOf = (given: unknown): unknown =>
  typeof given === "object" && given !== null && "toolCallId" in given && "output" in given ? given.output : given;
