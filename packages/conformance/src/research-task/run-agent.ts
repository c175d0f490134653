import { spawn } from "node:child_process";
import { createScriptedFetch } from "./openai/scripted-fetch.ts";
import { prepareResearchTask, type ResearchTask, type TaskOptions } from "./research-task.ts";
import { serve } from "./serve.ts";

export interface AgentRun {
  /** Everything that the agent and its user wrote. */
  readonly output: string;
  /** Requests to the router. */
  readonly requests: number;
  readonly rows: number;
  /** Why the task was not done; empty when it was. */
  readonly problems: readonly string[];
}

const flags = ["--conditions=@tool-router/source", "--disable-warning=ExperimentalWarning"];
const prompt = "> ";

/**
 * Runs an agent of `examples/` as its users do: as a program of its own, which gets its keys from the environment and the
 * user's messages from its standard input.
 *
 * @param file - the path of the agent.
 * @param print - gets the output as it appears.
 */
export async function runAgent(
  file: string,
  options: TaskOptions = {},
  print: (text: string) => void = () => {},
): Promise<AgentRun> {
  let requests = 0;
  let task: ResearchTask | undefined;
  const scriptedModel = createScriptedFetch();
  await using server = await serve((url, init) => {
    if (new URL(url).pathname.startsWith("/v1/")) return scriptedModel(url, init);
    requests++;
    return task!.fetch(url, init);
  });
  const { origin } = server;
  await using prepared = await prepareResearchTask({ ...options, origin });
  task = prepared;

  const { OPENAI_API_KEY: realKey, ...inherited } = process.env;
  const env = {
    ...inherited,
    COMPOSIO_API_KEY: prepared.router.apiKey,
    COMPOSIO_BASE_URL: origin,
    ...(realKey ? { OPENAI_API_KEY: realKey } : { OPENAI_API_KEY: "scripted", OPENAI_BASE_URL: `${origin}/v1` }),
  };
  const child = spawn(process.execPath, [...flags, file, prepared.request], { env });
  let output = "";
  let read = 0;
  const write = (text: string): void => {
    output += text;
    print(text);
  };
  const exited = new Promise<number | null>((resolve) => child.on("close", resolve));
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  for await (const text of child.stdout.setEncoding("utf8") as AsyncIterable<string>) {
    write(text);
    if (!output.endsWith(prompt)) continue;
    const reply = await prepared.person.reply(output.slice(read));
    read = output.length;
    if (reply === undefined) {
      child.stdin.end();
    } else {
      write(`${reply}\n`);
      child.stdin.write(`${reply}\n`);
    }
  }
  const code = await exited;
  const failed = code === 0 ? [] : [`The agent exited with ${code}: ${errors.trim()}`];
  return { output, requests, rows: prepared.findings().length, problems: [...failed, ...prepared.problems()] };
}
