import { bindTools } from "@tool-router/adapter-kit";
import { createToolRouter } from "@tool-router/core";
import type { Turn } from "../conversation.ts";
import type { ResearchTask } from "../research-task.ts";
import { scriptedReply } from "../scripted-reply.ts";

/** The scripted model in a loop of no framework. */
export async function runPlainAgent(task: ResearchTask): Promise<void> {
  const session = await createToolRouter(task.router).sessions.create(task.userId, { toolkits: task.toolkits });
  const tools = await bindTools(session);
  const turns: Turn[] = [];
  for (let said: string | undefined = task.request; said !== undefined;) {
    turns.push({ role: "user", text: said });
    said = undefined;
    for (;;) {
      const { calls, text } = scriptedReply({ tools: tools.map(({ name }) => name), turns });
      if (calls === undefined) {
        said = await task.person.reply(text);
        break;
      }
      const results = await Promise.all(
        calls.map(async ({ id, name, arguments: args }) => {
          const tool = tools.find((candidate) => candidate.name === name)!;
          const output = tool.render(await tool.call(args));
          return { name, output, turn: { role: "tool", callId: id, text: output } as const };
        }),
      );
      turns.push(...results.map(({ turn }) => turn));
    }
  }
}
