import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { document } from "@tool-router/openapi/document";

/** A problem that Prism sees in a request or in its answer. */
export interface Violation {
  /** Begins with `request` or `response`. */
  readonly location: readonly string[];
  readonly severity: string;
  readonly message: string;
}

/** A server of Prism's, between a client and one upstream. */
export interface PrismProxy {
  readonly origin: string;
  close(): Promise<void>;
}

export interface Prism {
  /** `upstream` is what the document's paths are below. */
  proxy(upstream: string): Promise<PrismProxy>;
}

/** Why Prism cannot run on this Node; undefined if it can. */
export function prismProblem(version: string = process.versions.node): string | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isNew = major > 24 || (major === 24 && minor >= 18);
  return isNew ? undefined : `Prism needs Node 24.18 or newer, this is ${version}`;
}

const folder = fileURLToPath(new URL("../prism/", import.meta.url));

// Prism brings 150 packages: only who runs it pays for them, and none of their install scripts runs.
function install(): void {
  if (existsSync(`${folder}node_modules/.package-lock.json`)) return;
  console.error("Installing Prism into packages/conformance/prism, once.");
  const { status } = spawnSync("npm ci --ignore-scripts --no-audit --no-fund --loglevel=error", {
    cwd: folder,
    shell: true,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("Prism could not be installed: see npm's words above.");
}

interface PrismServer {
  listen(port: number, host: string): Promise<string>;
  close(): Promise<void>;
}
interface PrismModules {
  readonly getHttpOperationsFromSpec: (document: object) => Promise<unknown[]>;
  readonly createServer: (operations: unknown[], options: object) => PrismServer;
}

/** Installs Prism if need be, and has it read the API document. */
export async function loadPrism(): Promise<Prism> {
  install();
  const load = createRequire(`${folder}package.json`);
  const { getHttpOperationsFromSpec } = load("@stoplight/prism-http") as PrismModules;
  const { createServer } = load("@stoplight/prism-http-server") as PrismModules;
  const operations = await getHttpOperationsFromSpec(document);
  return {
    proxy: async (upstream) => {
      const server = createServer(operations, {
        cors: false,
        components: { logger: silent },
        config: {
          isProxy: true,
          upstream: new URL(upstream),
          checkSecurity: true,
          validateRequest: true,
          validateResponse: true,
          // Requests that are wrong on purpose have to get through; what is wrong is told in a header.
          errors: false,
          mock: { dynamic: false },
        },
      });
      return { origin: await server.listen(0, "127.0.0.1"), close: () => server.close() };
    },
  };
}

const silent = {
  ...Object.fromEntries(
    ["trace", "debug", "info", "success", "warn", "error", "fatal"].map((level) => [level, () => undefined]),
  ),
  child: (): object => silent,
};
