#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { Command, InvalidArgumentError, Option } from "commander";
import type { FailedRequest, FailedRun } from "./errors.ts";
import { GENERATE_KEY_COMMAND } from "./http/keys.ts";
import type { LocalServer } from "./http/listen.ts";
import type { AnsweredRequest } from "./http/request-log.ts";
import { callbackPath } from "./links/sign-in.ts";
import { loadToolkits } from "./load-toolkits.ts";
import type { LinkMode } from "./router-context.ts";
import type { LocalRouterOptions } from "./router/options.ts";
import { createLocalRouter } from "./router.ts";
import { redisStore } from "./state/redis-store.ts";
import { sqliteStore } from "./state/sqlite-store.ts";
import { readEncryptionKey } from "./state/encryption.ts";
import type { Store } from "./state/store.ts";
import { createCatalogue } from "./toolkits/catalogue.ts";
import { demoToolkit } from "./toolkits/demo-toolkit.ts";
import { headerText } from "./validation/shape.ts";

interface Flags {
  port: number;
  host: string;
  apiKey?: string | undefined;
  apiKeyFile?: string | undefined;
  allowedHost?: string[] | undefined;
  linkCompletionRoute?: boolean | undefined;
  links?: LinkMode | undefined;
  publicUrl?: string | undefined;
  store?: Store | undefined;
  quiet?: boolean | undefined;
}

// Secrets are environment variables, because other users of this machine can read the command line.

/** Variable with the encryption key of the state. */
const ENCRYPTION_KEY_VARIABLE = "TOOL_ROUTER_ENCRYPTION_KEY";

/** Variable with the project key. */
const API_KEY_VARIABLE = "TOOL_ROUTER_API_KEY";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
};

const program = new Command("tool-router")
  .version(version, "--version")
  .description("Serves your own toolkits as a tool router, on this machine.")
  .argument(
    "[file]",
    "JSON file, or TypeScript or JavaScript file whose default export is a toolkit, a list of toolkits or router options (default: a small demo)",
  )
  .option("-p, --port <number>", "port to listen on; 0 for any free port", readPort, 4310)
  .option("--host <address>", "address to listen on", "127.0.0.1")
  .option(
    "--api-key-file <file>",
    `file with the key that callers send as x-api-key (default: $${API_KEY_VARIABLE}, or else a random key)`,
  )
  .addOption(
    new Option("--api-key <key>", "the key itself; other users of this machine can read it").conflicts("apiKeyFile"),
  )
  .option(
    "--allowed-host <name>",
    "additional host name that the router answers to, such as host.docker.internal; * for all; repeatable",
    (name: string, previous: string[] | undefined) => [...(previous ?? []), name],
  )
  .addOption(
    new Option("--links <mode>", "whether users complete links, or links are complete at once").choices([
      "manual",
      "instant",
    ]),
  )
  .option("--link-completion-route", "let programs complete links without a user, for tests")
  .option("--public-url <url>", "base of URLs in responses (default: the origin of each request)")
  .option(
    "--store <place>",
    `sqlite:FILE or redis://HOST:PORT, for all state, encrypted with the key in $${ENCRYPTION_KEY_VARIABLE} (default: in memory)`,
    readStore,
  )
  .option("-q, --quiet", "do not log requests")
  .action(async (file: string | undefined, flags: Flags) => {
    try {
      await serve(file, flags);
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    }
  });

void program.parseAsync();

async function serve(file: string | undefined, given: Flags): Promise<void> {
  const { port, host, quiet, apiKey, apiKeyFile, allowedHost: allowedHosts, ...flags } = given;
  const options: LocalRouterOptions = file === undefined ? { toolkits: [demoToolkit()] } : await load(file);
  const chosen = chosenKey({ apiKey, apiKeyFile }, options.apiKey, file);
  if (apiKey !== undefined) {
    console.error(
      `Warning: other users of this machine can read --api-key in the process list. Use ${API_KEY_VARIABLE} or --api-key-file.`,
    );
  }
  const encryptionKey = options.encryptionKey ?? process.env[ENCRYPTION_KEY_VARIABLE];
  // Checked here so that the error names the variable.
  if (flags.store !== undefined) readEncryptionKey(encryptionKey, ENCRYPTION_KEY_VARIABLE);
  const logging = quiet === true ? {} : { onRequest: printRequest };
  const router = makeRouter(
    {
      onError: printError,
      cors: "loopback",
      ...logging,
      ...options,
      ...flags,
      ...(allowedHosts === undefined ? {} : { allowedHosts }),
      apiKey: chosen?.key,
      encryptionKey,
    },
    file,
  );
  let server: LocalServer;
  try {
    server = await router.listen({ port, host });
  } catch (error) {
    await router.close();
    throw error;
  }
  const stop = (): void => {
    void router.close().then(() => process.exit(0));
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);

  if (options.toolkits.length === 0) {
    console.error(`Warning: ${file} has no toolkits, so sessions have only meta tools.`);
  }
  console.log(`Tool router at  ${server.baseUrl}`);
  // Do not print a permanent key: the output may be logged.
  const shownKey = chosen === undefined ? router.apiKey : `$${API_KEY_VARIABLE}`;
  console.log(`API key         ${chosen === undefined ? router.apiKey : `from ${chosen.source}`}`);
  console.log(`Toolkits        ${describeToolkits(options)}`);
  const origin = (flags.publicUrl ?? options.publicUrl ?? server.origin).replace(/\/+$/, "");
  for (const { slug, auth } of options.toolkits) {
    if (auth?.clientId !== undefined) console.log(`Sign-ins        redirect to ${origin}${callbackPath(slug)}`);
  }
  console.log();
  console.log("Create a session:");
  console.log(
    `  curl -X POST ${server.baseUrl}/api/v3/tool_router/session -H "x-api-key: ${shownKey}" -H "content-type: application/json" -d "{\\"user_id\\":\\"user_1\\"}"`,
  );
  console.log();
  console.log("Stop with Ctrl-C.");
}

function printRequest({ method, path, status, durationMs, toolSlug }: AnsweredRequest): void {
  const line = [method.padEnd(6), path, status ?? "dropped", `${durationMs} ms`, toolSlug];
  console.log(line.filter((part) => part !== undefined).join(" "));
}

function printError(error: unknown, source: FailedRequest | FailedRun): void {
  const place =
    source.kind === "run"
      ? `${source.toolSlug} threw (${source.logId})`
      : `${source.method} ${source.path} failed (${source.requestId})`;
  console.error(`${place}:`, error);
}

function makeRouter(options: LocalRouterOptions, file: string | undefined): ReturnType<typeof createLocalRouter> {
  try {
    return createLocalRouter(options);
  } catch (error) {
    throw new Error(`${file ?? "demo"}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function describeToolkits({ toolkits }: LocalRouterOptions): string {
  const described = [...createCatalogue(toolkits).toolkits.values()].map(
    ({ slug, tools }) => `${slug} (${tools.length} ${tools.length === 1 ? "tool" : "tools"})`,
  );
  return described.join(", ") || "none";
}

/** Loads the file. Node exits silently if a top-level await never settles, so this reports it. */
async function load(file: string): Promise<LocalRouterOptions> {
  const stuck = (): void => {
    console.error(`${file}: did not finish loading: a top-level await never settles`);
    process.exitCode = 1;
  };
  process.once("beforeExit", stuck);
  try {
    return await loadToolkits(file);
  } finally {
    process.off("beforeExit", stuck);
  }
}

interface ChosenKey {
  key: string;
  /** Its name in the output. */
  source: string;
}

/** Flags take precedence over the toolkits file, and that over the environment. Undefined if no key is set. */
function chosenKey(
  { apiKey, apiKeyFile }: Pick<Flags, "apiKey" | "apiKeyFile">,
  optionKey: string | undefined,
  file: string | undefined,
): ChosenKey | undefined {
  if (apiKey !== undefined) return checkedKey(apiKey, "--api-key");
  if (apiKeyFile !== undefined) return checkedKey(readFileSync(apiKeyFile, "utf8").trim(), apiKeyFile);
  if (optionKey !== undefined) return { key: optionKey, source: file ?? "the options" };
  const variable = process.env[API_KEY_VARIABLE];
  return variable === undefined ? undefined : checkedKey(variable, API_KEY_VARIABLE);
}

function checkedKey(key: string, source: string): ChosenKey {
  if (headerText.fits(key)) return { key, source };
  throw new Error(
    `${source} must contain one key of visible ASCII characters without spaces. Generate one with: ${GENERATE_KEY_COMMAND}`,
  );
}

function readStore(place: string): Store {
  if (/^rediss?:\/\//.test(place)) return redisStore(place);
  if (/^sqlite:./.test(place)) return sqliteStore(place.slice("sqlite:".length));
  throw new InvalidArgumentError("Expected sqlite:FILE or redis://HOST:PORT.");
}

function readPort(text: string): number {
  const port = Number(text);
  if (text.trim() !== "" && Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError("Expected a number from 0 to 65535.");
}
