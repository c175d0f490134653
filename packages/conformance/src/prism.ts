import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { document } from "@tool-router/openapi/document";

/** A violation of the document that Prism found in a request or a response. */
export interface Violation {
  /** Path to the value. The first element is `request` or `response`. */
  readonly location: readonly string[];
  readonly severity: string;
  readonly message: string;
}

/** A Prism proxy server in front of one upstream. */
export interface PrismProxy {
  readonly origin: string;
  close(): Promise<void>;
}

export interface Prism {
  /** Starts a proxy. `upstream` is the base URL of the document's paths. */
  proxy(upstream: string): Promise<PrismProxy>;
}

/** Returns why Prism cannot run on a Node version, or undefined. */
export function prismProblem(version: string = process.versions.node): string | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isNew = major > 24 || (major === 24 && minor >= 18);
  return isNew ? undefined : `Prism requires Node 24.18 or newer. Found: Node ${version}`;
}

const folder = fileURLToPath(new URL("../prism/", import.meta.url));

// Prism has 150 dependencies, so it is installed on first use, without install scripts.
function install(): void {
  if (existsSync(`${folder}node_modules/.package-lock.json`)) return;
  console.error("Installing Prism into packages/conformance/prism. This happens only once.");
  const { status } = spawnSync("npm ci --ignore-scripts --no-audit --no-fund --loglevel=error", {
    cwd: folder,
    shell: true,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("Installing Prism failed. See npm's output above.");
}

interface PrismServer {
  listen(port: number, host: string): Promise<string>;
  close(): Promise<void>;
}
interface PrismModules {
  readonly getHttpOperationsFromSpec: (document: object) => Promise<unknown[]>;
  readonly createServer: (operations: unknown[], options: object) => PrismServer;
}

/** Loads Prism with the API document, and installs it first if necessary. */
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
          // Invalid requests must get through. Prism reports violations in a header.
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
