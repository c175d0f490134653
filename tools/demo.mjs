// `npm run demo`: every example agent does the same task, on a local router in this process; see examples/.
// Nothing is built for it: Node takes the types out of the sources, which the packages resolve to.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const flags = ["--conditions=@tool-router/source", "--disable-warning=ExperimentalWarning"];

if (flags.every((flag) => process.execArgv.includes(flag))) {
  const { demonstrate } = await import("../examples/research-task/src/index.ts");
  const done = await demonstrate({
    "AI SDK generateText": await agent(import("../examples/ai-sdk-agent/agent.ts"), "runAgent"),
    "LangChain createAgent": await agent(import("../examples/langchain-agent/agent.ts"), "runAgent"),
    "OpenAI Chat Completions": await agent(import("../examples/openai-agent/chat-agent.ts"), "runChatAgent"),
    "OpenAI Responses": await agent(import("../examples/openai-agent/responses-agent.ts"), "runResponsesAgent"),
  });
  process.exitCode = done ? 0 : 1;
} else {
  const script = fileURLToPath(import.meta.url);
  const { status } = spawnSync(process.execPath, [...flags, script], { stdio: "inherit" });
  process.exitCode = status ?? 1;
}

/** Loads an agent. One that cannot be loaded fails when its turn comes, and keeps no other from running. */
async function agent(loading, name) {
  try {
    return (await loading)[name];
  } catch (error) {
    return () => Promise.reject(error);
  }
}
