import { defineToolkit, type LocalToolkit } from "@tool-router/local";
import { executeResponse, tool } from "./stub-responses.ts";
import { seededTools } from "./seeded-tools.ts";

const result = (JSON.parse(executeResponse) as { data: Record<string, unknown> }).data;

/** The toolkit of the tool that every client runs. */
export const github: LocalToolkit = defineToolkit({
  slug: "github",
  description: "Repositories and issues",
  tools: [
    {
      slug: tool,
      description: "Opens an issue in a repository",
      inputSchema: {
        type: "object",
        properties: { owner: { type: "string" }, repo: { type: "string" }, title: { type: "string" } },
        required: ["owner", "repo", "title"],
      },
      execute: () => result,
    },
  ],
});

/** The same toolkit, but it requires a connected account. */
export const githubWithAccounts: LocalToolkit = defineToolkit({ ...github, auth: { scheme: "API_KEY" } });

/** Creates `count` tools, in toolkits of fifty. */
export function manyToolkits(count: number): LocalToolkit[] {
  const seeded = seededTools(count);
  return Array.from({ length: Math.ceil(count / 50) }, (_, index) =>
    defineToolkit({
      slug: `app${index}`,
      description: `The app number ${index}`,
      tools: seeded.slice(index * 50, (index + 1) * 50).map(({ slug, name, description, schema }) => ({
        slug: `APP${index}_${slug}`,
        name,
        description: `${description} ${topics[slug.length % topics.length]} ${slug.toLowerCase().replaceAll("_", " ")}`,
        inputSchema: schema,
        execute: () => ({}),
      })),
    }),
  );
}

const topics = ["open an issue", "send an email", "list the files", "create an event", "post a message", "find people"];
