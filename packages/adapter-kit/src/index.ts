export type { AccountsByToolkit } from "./account-parameter.ts";
export { approval, type Approval, type ApprovalMode, type ApprovalSubject } from "./approval.ts";
export {
  type AdapterOptions,
  type AdapterSession,
  bindApproval,
  bindTools,
  type BoundTool,
  type CallOptions,
} from "./bind-tools.ts";
export { notApproved } from "./call-failure.ts";
export { type AccountChoice, callTool, type CallToolOptions, type ToolSession } from "./call-tool.ts";
export { FailedCallError } from "./failed-call-error.ts";
export { toJSONText, toPlainJSON } from "./plain-json.ts";
export { type PortableSchema, toPortableSchema } from "./portable-schema.ts";
export { renderOutcome, type RenderOptions } from "./render-outcome.ts";
export { throwIfRunAborted } from "./run-abort.ts";
export type { SchemaChange } from "./schema-change.ts";
export { type SearchSession, searchSlugs, searchTools, type ToolSearch } from "./search-tools.ts";
export { selectTools, type ToolSelection } from "./select-tools.ts";
export { type StrictProblem, strictReport, type StrictSchema, toStrictSchema } from "./strict-schema.ts";
export { parseArguments, type ParsedArguments } from "./tool-arguments.ts";
export { toolNames, type ToolNames } from "./tool-names.ts";
export {
  type AmbiguousAccountOutcome,
  type FailedOutcome,
  type InvalidArgumentsOutcome,
  isToolOutcome,
  type NeedsConnectionOutcome,
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
export { type ArgumentCheck, loadValidator } from "./validate-arguments.ts";
