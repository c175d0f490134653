export {
  type AdapterOptions,
  type ApprovalMode,
  FailedCallError,
  type FailedOutcome,
  type ToolOutcome,
} from "@tool-router/adapter-kit";
export { type AISDKOptions, toAISDKTools, toolApproval } from "./ai-sdk-tools.ts";
