export type { AccountsByToolkit } from "./account-parameter.ts";
export type { AllowedTools } from "./allowed-tools.ts";
export { approval, type Approval, approvalRule, type ApprovalMode, type ApprovalSubject } from "./approval.ts";
export {
  type AdapterOptions,
  type AdapterSession,
  bindApproval,
  bindTools,
  type BoundTool,
  type CallOptions,
} from "./bind-tools.ts";
export type { AccountChoice, AccountSubject } from "./bind-accounts.ts";
export { invalidArguments, notApproved, notPrepared, sharedCallId } from "./call-failure.ts";
export { callTool, type CallToolOptions, type IdempotencyKeyChoice, type ToolSession } from "./call-tool.ts";
export { type InputQuestion, isCustomTool, type OnInputRequired } from "./ask-person.ts";
export type { FindTools, KnownTool } from "./batch-calls.ts";
export { checkUse, literal, oneOf } from "./check-options.ts";
export { FailedCallError } from "./failed-call-error.ts";
export { toJSONText, toPlainJSON } from "./plain-json.ts";
export { renderOutcome, type RenderOptions } from "./render-outcome.ts";
export { throwIfRunAborted, untilAborted } from "./run-abort.ts";
export type { SchemaChange } from "./schema-change.ts";
export { type SearchSession, searchSlugs, searchTools, type ToolSearch } from "./search-tools.ts";
export { selectTools, type ToolSelection } from "./select-tools.ts";
export { type StrictnessOfTool, strictReport } from "./strict-report.ts";
export { parseArguments, type ParsedArguments } from "./tool-arguments.ts";
export {
  type AmbiguousAccountOutcome,
  type BlockedOutcome,
  type FailedOutcome,
  type InvalidArgumentsOutcome,
  isToolOutcome,
  type NeedsConnectionOutcome,
  type NeedsInputOutcome,
  type NotAllowedOutcome,
  type OkOutcome,
  type RateLimitedOutcome,
  type RefusedOutcome,
  type ToolErrorOutcome,
  type ToolOutcome,
  type UnavailableOutcome,
  type UnknownOutcome,
  type UnknownToolOutcome,
} from "./tool-outcome.ts";
export type { ArgumentCheck } from "./validate-arguments.ts";
