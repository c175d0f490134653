import { createToolRouter, defineCustomTool, type Session } from "@tool-router/core";
import { createLocalRouter, defineTool, defineToolkit } from "@tool-router/local";

/** A session with the custom tool `LOCAL_NEST`, which runs `MAIL_DRAFT` and stops at the question about `MAIL_SEND`. */
export interface StoppingTool {
  readonly session: Session;
  /** The slugs of the tools that ran in the router, oldest first. */
  readonly ran: readonly string[];
}

export async function createStoppingTool(): Promise<StoppingTool> {
  const ran: string[] = [];
  const tool = (slug: string, tags: string[]) =>
    defineTool({
      slug,
      description: slug,
      tags,
      inputSchema: { type: "object" },
      execute: () => (ran.push(slug), {}),
    });
  const tools = [tool("MAIL_DRAFT", []), tool("MAIL_SEND", ["destructiveHint"])];
  const nest = defineCustomTool({
    slug: "nest",
    description: "Drafts and sends",
    preload: true,
    inputSchema: { type: "object", properties: {} },
    execute: async (_, { execute }) => {
      await execute("MAIL_DRAFT");
      return execute("MAIL_SEND");
    },
  });
  const local = createLocalRouter({ toolkits: [defineToolkit({ slug: "mail", description: "Mail", tools })] });
  const session = await createToolRouter(local).sessions.create(
    "user_1",
    { tags: { require_approval: ["destructiveHint"] } },
    { customTools: [nest] },
  );
  return { session, ran };
}
