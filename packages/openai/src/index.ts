export { type AdapterOptions, FailedCallError, type FailedOutcome, type ToolOutcome } from "@tool-router/adapter-kit";
export { type ChatToolResults, handleChatToolCalls, toChatTools } from "./chat-tools.ts";
export type { HandleOptions, OtherFunction, OtherFunctionContext, OtherFunctions } from "./other-functions.ts";
export { handleResponseOutput, type ResponseToolResults, toResponsesTools } from "./responses-tools.ts";
export { toRunnableTools } from "./runnable-tools.ts";
