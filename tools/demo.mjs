// `npm run demo`: every agent in examples/ does the same task, on a local router. Nothing is built: Node runs the sources.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const flags = ["--conditions=@tool-router/source", "--disable-warning=ExperimentalWarning"];

const example = (path) => fileURLToPath(new URL(`../examples/${path}`, import.meta.url));

if (flags.every((flag) => process.execArgv.includes(flag))) {
  const { demonstrate } = await import("../packages/conformance/src/research-task/demonstrate.ts");
  const isDone = await demonstrate({
    "AI SDK generateText": example("ai-sdk-agent/agent.mts"),
    "LangChain createAgent": example("langchain-agent/agent.mts"),
    "OpenAI Chat Completions": example("openai-agent/chat-agent.mts"),
    "OpenAI Responses": example("openai-agent/responses-agent.mts"),
  });
  process.exitCode = isDone ? 0 : 1;
} else {
  const script = fileURLToPath(import.meta.url);
  const { status } = spawnSync(process.execPath, [...flags, script], { stdio: "inherit" });
  process.exitCode = status ?? 1;
}
