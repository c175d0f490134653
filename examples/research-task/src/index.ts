export type { ModelRequest, Reply, ToolCall, Turn } from "./conversation.ts";
export { type Agent, demonstrate } from "./demonstrate.ts";
export { prepareResearchTask, type PreparedTask, type ResearchTask, type TaskOptions } from "./research-task.ts";
export { scriptedReply } from "./scripted-reply.ts";
