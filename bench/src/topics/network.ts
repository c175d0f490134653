import { runProgram } from "../program-run.ts";
import type { Table } from "../table.ts";

const recorder = new URL("../record-connections.mjs", import.meta.url).href;
/** Time for connections that start later. */
const pause = "await new Promise((resolve) => setTimeout(resolve, 1500));";

const constructed: readonly { name: string; of: "ours" | "rivals"; program: string }[] = [
  {
    name: "@tool-router/core",
    of: "ours",
    program: 'import { createToolRouter } from "@tool-router/core"; createToolRouter({ apiKey: "ak_1" });',
  },
  { name: "@tool-router/ai-sdk", of: "ours", program: 'import "@tool-router/ai-sdk";' },
  { name: "@tool-router/langchain", of: "ours", program: 'import "@tool-router/langchain";' },
  { name: "@tool-router/openai", of: "ours", program: 'import "@tool-router/openai";' },
  {
    name: "@tool-router/local",
    of: "ours",
    program: 'import { createLocalRouter } from "@tool-router/local"; createLocalRouter({ toolkits: [] });',
  },
  {
    name: "openapi-fetch",
    of: "rivals",
    program: 'import create from "openapi-fetch"; create({ baseUrl: "https://backend.composio.dev" });',
  },
  {
    name: "@composio/client",
    of: "rivals",
    program: 'import { Composio } from "@composio/client"; new Composio({ apiKey: "ak_1" });',
  },
  {
    name: "@arcadeai/arcadejs",
    of: "rivals",
    program: 'import Arcade from "@arcadeai/arcadejs"; new Arcade({ apiKey: "arc_1" });',
  },
  {
    name: "@composio/core",
    of: "rivals",
    program: 'import { Composio } from "@composio/core"; new Composio({ apiKey: "ak_1" });',
  },
  {
    name: "@composio/core, allowTracking: false",
    of: "rivals",
    program: 'import { Composio } from "@composio/core"; new Composio({ apiKey: "ak_1", allowTracking: false });',
  },
  {
    name: "@composio/core + vercel",
    of: "rivals",
    program:
      'import { Composio } from "@composio/core"; import { VercelProvider } from "@composio/vercel"; new Composio({ apiKey: "ak_1", provider: new VercelProvider() });',
  },
];

/** Finds hosts that a client contacts before its first call. */
export async function measure(): Promise<Table[]> {
  const data = await Promise.all(
    constructed.map(async ({ name, of, program }) => {
      const run = await runProgram(`${program} ${pause}`, { of, flags: ["--import", recorder] });
      const hosts = JSON.parse(run.printed.trim().split("\n").at(-1)!) as string[];
      // The registry's host differs between machines.
      return { name, hosts: hosts.map((host) => (host.startsWith("registry.") ? "npm's registry" : host)) };
    }),
  );
  const rows = data.map(({ name, hosts }) => [name, String(hosts.length), hosts.join(", ")]);
  return [{ title: "Hosts contacted by import and construction", columns: ["", "hosts", "names"], rows, data }];
}
