import { demonstrate } from "@tool-router-examples/research-task";
import { runAgent } from "./agent.ts";

const done = await demonstrate({ "LangChain createAgent": runAgent });
process.exitCode = done ? 0 : 1;
