export type { AllowedTools } from "./calls/allowed-tools.ts";
export { approval, type Approval, approvalRule, type ApprovalMode, type ApprovalSubject } from "./calls/approval.ts";
export {
  type AdapterOptions,
  type AdapterSession,
  bindApproval,
  bindTools,
  type BoundTool,
  type CallOptions,
} from "./tools/bind-tools.ts";
export type { AccountChoice, AccountsByToolkit, AccountSubject } from "./calls/bind-accounts.ts";
export {
  FailedCallError,
  invalidArguments,
  isCustomTool,
  notApproved,
  notPrepared,
  sharedCallId,
} from "./calls/failed-outcomes.ts";
export {
  callTool,
  type CallToolOptions,
  type DecodedArguments,
  type IdempotencyKeyChoice,
  type ToolSession,
} from "./calls/call-tool.ts";
export type { InputQuestion, OnInputRequired } from "./calls/ask-person.ts";
export type { FindTools, KnownTool } from "./calls/batch-calls.ts";
export { checkUse, literal, oneOf } from "./tools/check-options.ts";
export { toJSONText, toPlainJSON } from "./calls/plain-json.ts";
export { renderOutcome, type RenderOptions } from "./calls/render-outcome.ts";
export { throwIfRunAborted, untilAborted } from "./calls/run-abort.ts";
export type { SchemaChange } from "./schema/schema-change.ts";
export { type SearchSession, searchSlugs, searchTools, type ToolSearch } from "./tools/search-tools.ts";
export { selectTools, type ToolSelection } from "./tools/select-tools.ts";
export { type StrictnessOfTool, strictReport } from "./tools/strict-report.ts";
export { parseArguments, type ParsedArguments } from "./calls/tool-arguments.ts";
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
} from "./calls/tool-outcome.ts";
export type { ArgumentCheck } from "./schema/validate-arguments.ts";
