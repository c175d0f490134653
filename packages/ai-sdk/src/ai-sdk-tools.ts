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
   * Which calls wait for the user's approval, through `needsApproval` of the tools (AI SDK 6). On 7, pass
   * `toolApproval(tools, mode)` to the call instead. Calls that the session's `require_approval` selects always wait, and
   * the user's approval also answers the router's question.
   */
  readonly approval?: ApprovalMode | undefined;
  /**
   * Hides tools from the model until a search finds them (AI SDK 7): all app tools, or the tools for which the function
   * returns true. Add `toolSearch({ search: routerSearch(session) })` of `ai` to the tools.
   */
  readonly deferLoading?: boolean | ((tool: Tool) => boolean) | undefined;
}

/** The key of a tool's binding. A global symbol, so that copies of a tool or of this package keep it. */
const binding = Symbol.for("@tool-router/ai-sdk");

/**
 * Converts the tools of a session for `tools` of `generateText`, `streamText` or an agent.
 *
 * The `output` of a call is a `ToolOutcome`, also for failures. The model reads its data (as JSON, truncated to
 * `maxOutputChars`), or the explanation and the facts of a failure. `toolMetadata` of a call is
 * `{ slug, toolkit, annotations }`.
 *
 * @throws ToolRouterError for invalid options; the error of `session.tools()` if it rejects.
 */
export async function toAISDKTools(session: AdapterSession, options: AISDKOptions = {}): Promise<ToolSet> {
  // No prototype, because the SDK looks up tools by the name that the model writes.
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

/** Whether a call waits, because of the application's mode or because the router will ask. */
const needsApproval = async (
  bound: BoundTool,
  input: unknown,
  asks: ReturnType<typeof bindApproval> | undefined,
): Promise<boolean> =>
  (await asks?.(bound, input)) || (bound.needsRouterApproval && (await bound.needsRouterApproval(input)));

const isMeta = ({ toolkit }: Tool): boolean => toolkit.slug === "composio";

/**
 * Creates a search of the router for `toolSearch` of AI SDK 7. It returns the names of matching tools, best first.
 *
 * A failed search throws a `FailedCallError` with a text for the model.
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
 * Selects the calls that wait for the user's approval, for `toolApproval` of AI SDK 7.
 *
 * Depends on the arguments: a batch waits if one of its items would, and its tools are looked up in the router's catalog.
 * Calls about which the router will ask also wait.
 *
 * @param tools - the result of `toAISDKTools` or changed copies. Your own tools may be among them and never wait.
 * @param known - tools that need no lookup. A tool that cannot be found needs approval.
 * @throws ToolRouterError for an unknown mode, and if no tool comes from `toAISDKTools`.
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
    throw new ToolRouterError("None of these tools is the router's. Pass those of await toAISDKTools().");
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

/** A schema object of the SDK. The SDK sends only these to the model unchanged. */
const sdkSchema = jsonSchema({});

function toAISDKTool(bound: BoundTool): ToolSet[string] {
  const { slug, toolkit, annotations } = bound.tool;
  return dynamicTool({
    description: bound.description,
    inputSchema: { ...sdkSchema, jsonSchema: bound.inputSchema, "~standard": asStandard(bound) },
    // Without `strict`, OpenAI makes the schema strict.
    strict: bound.strict,
    metadata: { slug, toolkit: toolkit.slug, annotations: { ...annotations } },
    // A value that is not JSON would break the whole generation.
    execute: async (input, { abortSignal: signal, toolCallId: callId, messages }) =>
      toPlainJSON(await bound.call(input, { signal, callId, ...approvalOf(messages, callId) })),
    toModelOutput(given: unknown) {
      const output = outputOf(given);
      // Outputs of earlier turns may come from a store, and from an older version of this adapter.
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
  /** Whether a function of the application approved the call, not the user. */
  readonly isAutomatic?: boolean;
}

const partsOf = (message: ModelMessage | undefined): readonly MessagePart[] =>
  Array.isArray(message?.content) ? message.content : [];

/**
 * Whether the SDK runs this call because the user approved it in the last message.
 *
 * The SDK matches approvals to calls by id, but models reuse ids, and old answers come back. So the approval is unclear if
 * another call has the same id, or if the call already has a result.
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
  // A result beside the answer belongs to an earlier call with the same id.
  if (!mine.some(isAnswered) || last.some(isResult)) return {};
  const open = mine.slice(mine.findLastIndex(isResult) + 1);
  const requests = open.filter(({ type }) => type === "tool-approval-request");
  const isUnclear = requests.length !== 1 || open.filter(({ type }) => type === "tool-call").length > 1;
  return { isUnclear, isApproved: !requests[0]?.isAutomatic };
}

/** A Standard JSON Schema for Mastra, which would otherwise convert the schema to zod and close free-form objects. */
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

/** Mastra and AI SDK 5 pass the output itself. */
const outputOf = (given: unknown): unknown =>
  typeof given === "object" && given !== null && "toolCallId" in given && "output" in given ? given.output : given;
