import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Other clients, with their own lockfile, so that they stay out of the workspace. */
export const rivalsFolder: string = fileURLToPath(new URL("../rivals/", import.meta.url));

const manifest = JSON.parse(readFileSync(`${rivalsFolder}package.json`, "utf8")) as {
  dependencies: Record<string, string>;
};

/** The exact versions of the rivals. */
export const rivalVersions: Readonly<Record<string, string>> = manifest.dependencies;

/** Packages for the install and import topics, in the order of the tables. */
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

/** The vendor's SDK, alone and with a provider: extra imports and options of the program. */
export const vendorSetups = [
  { name: "@composio/core", imports: "", options: "" },
  {
    name: "@composio/core + vercel",
    imports: 'import { VercelProvider } from "@composio/vercel";',
    options: ", provider: new VercelProvider()",
  },
  {
    name: "@composio/core + langchain",
    imports: 'import { LangchainProvider } from "@composio/langchain";',
    options: ", provider: new LangchainProvider()",
  },
] as const;

/** Installs the rivals on first use, without running their install scripts. */
export function installRivals(): void {
  if (existsSync(`${rivalsFolder}node_modules/.package-lock.json`)) return;
  console.error("Installing the rivals into bench/rivals. This happens only once.");
  const { status } = spawnSync("npm ci --ignore-scripts --no-audit --no-fund --loglevel=error", {
    cwd: rivalsFolder,
    shell: true,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("Installing the rivals failed. See npm's output above.");
}

const resolve = createRequire(`${rivalsFolder}package.json`).resolve;

/** Imports a rival's module. Untyped, because it may not be installed. */
// oxlint-disable-next-line typescript/no-explicit-any
export const loadRival = (name: string): Promise<any> => {
  const entries: Record<string, string> = {
    "openapi-fetch": "openapi-fetch/dist/index.mjs",
  };
  const file = entries[name];
  return import(file ? pathToFileURL(`${rivalsFolder}node_modules/${file}`).href : pathToFileURL(resolve(name)).href);
};
