import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The rivals have a lockfile of their own, so that nothing of them reaches this repository's. */
export const rivalsFolder: string = fileURLToPath(new URL("../rivals/", import.meta.url));

const manifest = JSON.parse(readFileSync(`${rivalsFolder}package.json`, "utf8")) as {
  dependencies: Record<string, string>;
};

/** The exact versions that are compared with. */
export const rivalVersions: Readonly<Record<string, string>> = manifest.dependencies;

/** Those that are installed and imported, in the order of the tables. */
export const rivalPackages = [
  "openapi-fetch",
  "@composio/client",
  "@arcadeai/arcadejs",
  "@ai-sdk/mcp",
  "@langchain/mcp-adapters",
  "@composio/core",
  "@composio/vercel",
  "@composio/langchain",
  "@composio/openai",
] as const;

/** The vendor's SDK alone and with a provider: what a program imports besides, and gives it as an option. */
export const vendorSetups = [
  { name: "@composio/core", more: "", options: "" },
  {
    name: "@composio/core + vercel",
    more: 'import { VercelProvider } from "@composio/vercel";',
    options: ", provider: new VercelProvider()",
  },
  {
    name: "@composio/core + langchain",
    more: 'import { LangchainProvider } from "@composio/langchain";',
    options: ", provider: new LangchainProvider()",
  },
] as const;

/** Only who measures pays for the rivals; their install scripts do not run. */
export function installRivals(): void {
  if (existsSync(`${rivalsFolder}node_modules/.package-lock.json`)) return;
  console.error("Installing the rivals into bench/rivals, once.");
  const { status } = spawnSync("npm ci --ignore-scripts --no-audit --no-fund --loglevel=error", {
    cwd: rivalsFolder,
    shell: true,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("The rivals could not be installed: see npm's words above.");
}

const resolve = createRequire(`${rivalsFolder}package.json`).resolve;

/** A rival's module, which has no types here: it may not be installed. */
// oxlint-disable-next-line typescript/no-explicit-any
export const loadRival = (name: string): Promise<any> => {
  const entries: Record<string, string> = {
    "openapi-fetch": "openapi-fetch/dist/index.mjs",
  };
  const file = entries[name];
  return import(file ? pathToFileURL(`${rivalsFolder}node_modules/${file}`).href : pathToFileURL(resolve(name)).href);
};
