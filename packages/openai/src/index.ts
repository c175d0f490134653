export {
  type AdapterOptions,
  type ApprovalMode,
  FailedCallError,
  type FailedOutcome,
  type InputQuestion,
  type OnInputRequired,
  strictReport,
  type ToolOutcome,
} from "@tool-router/adapter-kit";
export { type ChatToolResults, handleChatToolCalls, toChatTools } from "./chat-tools.ts";
export type {
  AnsweredCall,
  Approve,
  CallerFunction,
  CallerFunctionContext,
  CallerFunctions,
  CallToApprove,
  HandleOptions,
  PendingQuestion,
} from "./handle-options.ts";
export { handleResponseOutput, type ResponseToolResults, toResponsesTools } from "./responses-tools.ts";
export { type RunnableOptions, toRunnableTools } from "./runnable-tools.ts";
export {
  type ClientToolSearch,
  handleToolSearch,
  type ToolSearchCall,
  type ToolSearchOptions,
  type ToolSearchOutput,
  toolSearchTool,
} from "./tool-search.ts";
