import { key, tool } from "../stub-responses.ts";
import { type ProgramRun, runProgram } from "../program-run.ts";
import { vendorSetups } from "../rivals.ts";
import { interleaved } from "../rounds.ts";
import { startServer } from "../server-process.ts";
import { ratioTable, type Samples, type Table } from "../table.ts";

/** Programs that import a client, create a session and run one tool. */
const programs: readonly { name: string; of: "ours" | "rivals"; program: string }[] = [
  {
    name: "fetch",
    of: "ours",
    program: `const base = process.env.ORIGIN + "/api/v3/tool_router/session";
const headers = { "content-type": "application/json", "x-api-key": "${key}" };
const post = async (url, body) => (await fetch(url, { method: "POST", headers, body: JSON.stringify(body) })).json();
const { session_id } = await post(base, { user_id: "user_42" });
const { data } = await post(base + "/" + session_id + "/execute", { tool_slug: "${tool}", arguments: {} });
console.log(data.number);`,
  },
  {
    name: "@tool-router/core",
    of: "ours",
    program: `import { createToolRouter } from "@tool-router/core";
const router = createToolRouter({ apiKey: "${key}", baseUrl: process.env.ORIGIN });
const session = await router.sessions.create("user_42");
console.log((await session.execute("${tool}", {})).data.number);`,
  },
  {
    name: "openapi-fetch",
    of: "rivals",
    program: `import createClient from "openapi-fetch";
const client = createClient({ baseUrl: process.env.ORIGIN + "/api/v3", headers: { "x-api-key": "${key}" } });
const { data: session } = await client.POST("/tool_router/session", { body: { user_id: "user_42" } });
const params = { path: { session_id: session.session_id } };
const body = { tool_slug: "${tool}", arguments: {} };
const { data } = await client.POST("/tool_router/session/{session_id}/execute", { params, body });
console.log(data.data.number);`,
  },
  {
    name: "@composio/client",
    of: "rivals",
    program: `import { Composio } from "@composio/client";
const client = new Composio({ apiKey: "${key}", baseURL: process.env.ORIGIN });
const { session_id } = await client.toolRouter.session.create({ user_id: "user_42" });
const { data } = await client.toolRouter.session.execute(session_id, { tool_slug: "${tool}", arguments: {} });
console.log(data.number);`,
  },
  ...vendorSetups.map(({ name, imports, options }) => ({
    name,
    of: "rivals" as const,
    program: `import { Composio } from "@composio/core"; ${imports}
const composio = new Composio({ apiKey: "${key}", baseURL: process.env.ORIGIN, allowTracking: false${options} });
const session = await composio.toolRouter.create("user_42");
console.log((await session.execute("${tool}", {})).data.number);`,
  })),
];

export async function measure(): Promise<Table[]> {
  const { port, stop } = await startServer("./stub-server.ts");
  const env = { ORIGIN: `http://127.0.0.1:${port}`, COMPOSIO_LOG_LEVEL: "silent" };
  try {
    const runs = await interleaved(
      Object.fromEntries(programs.map(({ name, of, program }) => [name, () => runVerified(program, of, env)])),
      { rounds: 11, warmUp: 1 },
    );
    const pick = (quantity: "first" | "wall"): Samples =>
      Object.fromEntries(Object.entries(runs).map(([name, rounds]) => [name, rounds.map((run) => run[quantity])]));
    return [
      ratioTable("Time from process start to the first result and to exit", "fetch", [
        { name: "to first result", unit: "ms", samples: pick("first") },
        { name: "to exit", unit: "ms", samples: pick("wall") },
      ]),
    ];
  } finally {
    stop();
  }
}

async function runVerified(program: string, of: "ours" | "rivals", env: Record<string, string>): Promise<ProgramRun> {
  const run = await runProgram(program, { of, env });
  if (run.printed.trim() !== "42")
    throw new Error(`A program printed ${run.printed} instead of the result:\n${program}`);
  return run;
}
