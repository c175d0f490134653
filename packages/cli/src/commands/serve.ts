import {
  createLocalRouter,
  type LinkMode,
  type LocalRouter,
  type LocalRouterOptions,
  type LocalServer,
  type Store,
} from "@tool-router/local";
import { InvalidArgumentError, Option, type Command } from "commander";
import { API_KEY_VARIABLE, chooseKey } from "../api-key.ts";
import { demoToolkit } from "../demo-toolkit.ts";
import { CommandFailed } from "../exit-codes.ts";
import type { IO } from "../io.ts";
import { loadToolkits } from "../load-toolkits.ts";
import { jsonReport, textReport, type Report } from "../report.ts";
import { ENCRYPTION_KEY_VARIABLE, readStore } from "../stores.ts";
import { supervise } from "../supervisor.ts";
import { thisWorker, type Worker } from "../worker.ts";

interface Flags {
  port: number;
  host: string;
  apiKey?: string | undefined;
  apiKeyFile?: string | undefined;
  allowedHost?: string[] | undefined;
  linkCompletionRoute?: boolean | undefined;
  links?: LinkMode | undefined;
  publicUrl?: string | undefined;
  store?: (() => Store) | undefined;
  watch?: boolean | undefined;
  quiet?: boolean | undefined;
  json?: boolean | undefined;
}

/** Adds `serve`, which runs a local router until it is stopped. */
export function addServe(program: Command, io: IO): void {
  program
    .command("serve")
    .summary("serves your own toolkits on a port")
    .description("Serves your own toolkits as a tool router, on this machine.")
    .argument(
      "[toolkits]",
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
    .option("-w, --watch", "restart when the toolkits file or a file that it imports changes")
    .option("-q, --quiet", "do not log requests")
    .option("--json", "print one JSON object per line: start, request, error, …")
    .addHelpText(
      "after",
      `
Example:
  $ npx @tool-router/cli serve ./toolkits.ts --port 4310 --store sqlite:./state.db`,
    )
    .action(async (file: string | undefined, flags: Flags, command: Command) => {
      const report = flags.json === true ? jsonReport(io) : textReport(io);
      if (flags.watch === true && file === undefined) {
        command.error("error: --watch needs a toolkits file, such as tool-router serve ./toolkits.ts --watch");
      }
      const worker = flags.watch === true ? thisWorker() : undefined;
      try {
        await (flags.watch === true && worker === undefined
          ? supervise(io, report)
          : serve({ file, flags, io, report, worker }));
      } catch (error) {
        if (!(error instanceof CommandFailed)) report.failed(error);
        throw new CommandFailed();
      }
    });
}

interface Context {
  readonly file: string | undefined;
  readonly flags: Flags;
  readonly io: IO;
  readonly report: Report;
  /** Undefined without `--watch`. */
  readonly worker: Worker | undefined;
}

async function serve(context: Context): Promise<void> {
  const { file, flags, io, report, worker } = context;
  const options = await loadOptions(file, worker);
  const { apiKey, apiKeyFile } = flags;
  const chosen = chooseKey({ apiKey, apiKeyFile, optionKey: options.apiKey, file }, io);
  const router = createRouter(context, options, chosen?.key ?? worker?.apiKey);
  const server = await listen(router, flags);
  warn(context, options);
  const keySource = chosen?.source;
  const toolkits = options.toolkits
    .map(({ slug, tools }) => ({ slug, tools: tools.length }))
    .toSorted((a, b) => (a.slug < b.slug ? -1 : 1));
  // The supervisor reports a restart.
  if (worker?.isRestart !== true) {
    const origin = (flags.publicUrl ?? options.publicUrl ?? server.origin).replace(/\/+$/, "");
    const callbacks = options.toolkits
      .filter(({ auth }) => auth?.clientId !== undefined)
      .map(({ slug }) => `${origin}/oauth/callback/${slug}`);
    report.started({ address: server.baseUrl, keySource, apiKey: router.apiKey, toolkits, callbacks });
  }
  const stop = worker?.ready({ apiKey: keySource === undefined ? router.apiKey : undefined, toolkits });
  await untilAborted(stop === undefined ? io.stop : AbortSignal.any([io.stop, stop]));
  const closing = router.close();
  worker?.closing();
  await closing;
}

async function loadOptions(file: string | undefined, worker: Worker | undefined): Promise<LocalRouterOptions> {
  if (file === undefined) return { toolkits: [demoToolkit()] };
  return worker === undefined ? loadToolkits(file) : worker.load(async (onLoad) => loadToolkits(file, onLoad));
}

function warn({ file, flags, report, worker }: Context, { toolkits }: LocalRouterOptions): void {
  if (flags.apiKey !== undefined && worker?.isRestart !== true) {
    report.warning(
      `other users of this machine can read --api-key in the process list. Use ${API_KEY_VARIABLE} or --api-key-file.`,
    );
  }
  if (toolkits.length === 0) report.warning(`${file} has no toolkits, so sessions have only meta tools.`);
}

/** Flags take precedence over the options of the file. */
function createRouter(
  { file, flags, report, io }: Context,
  options: LocalRouterOptions,
  apiKey: string | undefined,
): LocalRouter {
  const { allowedHost: allowedHosts, links, linkCompletionRoute, publicUrl, store } = flags;
  const given = { allowedHosts, links, linkCompletionRoute, publicUrl, store: store?.() };
  try {
    return createLocalRouter({
      onError: report.error,
      onRequest: flags.quiet === true ? undefined : report.request,
      cors: "loopback",
      ...options,
      ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
      apiKey,
      encryptionKey: options.encryptionKey ?? io.env[ENCRYPTION_KEY_VARIABLE],
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const problem =
      message.startsWith("encryptionKey ") && options.encryptionKey === undefined
        ? message.replace("encryptionKey", ENCRYPTION_KEY_VARIABLE)
        : `${file ?? "demo"}: ${message}`;
    throw new Error(problem, { cause: error });
  }
}

async function listen(router: LocalRouter, { port, host }: Flags): Promise<LocalServer> {
  try {
    return await router.listen({ port, host });
  } catch (error) {
    await router.close();
    throw error;
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => {
      resolve();
    });
  });
}

function readPort(text: string): number {
  const port = Number(text);
  if (text.trim() !== "" && Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError("Expected a number from 0 to 65535.");
}
