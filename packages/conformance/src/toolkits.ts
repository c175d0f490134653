import { defineTool, defineToolkit, ToolError, type LocalToolkit } from "@tool-router/local";

const anything = { type: "object" };

/** Needs an account. Its tools return the id of the account they ran with. */
const github: LocalToolkit = defineToolkit({
  slug: "github",
  name: "GitHub",
  description: "Code hosting: repositories and issues",
  auth: { scheme: "API_KEY" },
  tools: [
    defineTool<{ title: string }>({
      slug: "GITHUB_CREATE_ISSUE",
      description: "Opens a new issue in a repository",
      tags: ["createHint"],
      inputSchema: {
        type: "object",
        properties: { repo: { type: "string" }, title: { type: "string" } },
        required: ["repo", "title"],
      },
      execute: ({ title }, { account }) => ({ title, account: account?.id }),
    }),
    defineTool({
      slug: "GITHUB_LIST_ISSUES",
      description: "Lists the issues of a repository",
      tags: ["readOnlyHint"],
      inputSchema: anything,
      execute: (_, { account }) => ({ issues: ["one"], account: account?.id }),
    }),
    defineTool({
      slug: "GITHUB_GET_STATUS",
      description: "Returns whether the service is up",
      noAuth: true,
      inputSchema: anything,
      execute: () => ({ up: true }),
    }),
  ],
});

const slack: LocalToolkit = defineToolkit({
  slug: "slack",
  description: "Messages in channels",
  auth: { scheme: "OAUTH2" },
  tools: [
    defineTool({
      slug: "SLACK_SEND_MESSAGE",
      description: "Sends a message",
      inputSchema: anything,
      execute: () => ({}),
    }),
  ],
});

/** Works without an account. */
const weather: LocalToolkit = defineToolkit({
  slug: "weather",
  description: "Forecasts",
  tools: [
    defineTool({
      slug: "WEATHER_GET_FORECAST",
      description: "Returns the forecast for a city",
      inputSchema: anything,
      execute: (args) => ({ args }),
    }),
    defineTool({
      slug: "WEATHER_LIST_DAYS",
      description: "Returns a long list of days",
      inputSchema: anything,
      execute: () => ({ days: Array.from({ length: 5000 }, (_, day) => ({ day })) }),
    }),
    defineTool({
      slug: "WEATHER_BREAK",
      description: "Fails",
      inputSchema: anything,
      execute: () => {
        throw new ToolError("The station is broken");
      },
    }),
    defineTool({
      slug: "WEATHER_OFFLINE",
      description: "Fails because its provider is unreachable",
      inputSchema: anything,
      execute: () => {
        throw new ToolError("no route", { kind: "unreachable" });
      },
    }),
    defineTool<{ file: unknown }>({
      slug: "WEATHER_READ_FILE",
      description: "Reads a file",
      inputSchema: { type: "object", properties: { file: { type: "object", file_uploadable: true } } },
      execute: async ({ file }, { files }) => ({ text: new TextDecoder().decode((await files.read(file)).bytes) }),
    }),
  ],
});

export const toolkits: readonly LocalToolkit[] = [github, slack, weather];
