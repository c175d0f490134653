import { demonstrate } from "@tool-router-examples/research-task";
import { runAgent } from "./agent.ts";

const done = await demonstrate({ "AI SDK generateText": runAgent });
process.exitCode = done ? 0 : 1;
