import { readFileSync, statSync } from "node:fs";
import nodeModule from "node:module";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { LocalRouterOptions, ToolkitDefinition } from "@tool-router/local";
import { codeFrameOf, errorFrame } from "./code-frame.ts";
import { moduleFormat } from "./esm-in-commonjs.ts";
import { isJSONObject, type JSONObject } from "./json.ts";

/**
 * Reads a JSON file, or the default export of a TypeScript or JavaScript file: a toolkit, a list of toolkits, or router
 * options. `createLocalRouter` checks the options. `onLoad` receives the path of each file that the program loads from then
 * on, packages left out; before Node 22.15, only the path of the file itself.
 *
 * @throws Error whose message names the file and the problem.
 */
export async function loadToolkits(file: string, onLoad?: (path: string) => void): Promise<LocalRouterOptions> {
  const path = resolve(file);
  onLoad?.(path);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new Error(`${file}: file not found`);
  if (found.isDirectory()) throw new Error(`${file}: is a folder. ${FILE_TYPES}`);
  if (path.endsWith(".json")) return readOptions(file, readSeed(file, path));
  addHooks();
  report = onLoad;
  let exports: JSONObject;
  try {
    exports = await settling(import(pathToFileURL(path).href) as Promise<JSONObject>);
  } catch (error) {
    throw new Error(`${file}: ${importProblem(error)}`, { cause: error });
  }
  return readOptions(file, defaultExport(exports));
}

/** Node exits silently if a top-level await never settles. This rejects instead. */
async function settling(loading: Promise<JSONObject>): Promise<JSONObject> {
  let giveUp: (() => void) | undefined;
  const idle = new Promise<never>((_, reject) => {
    giveUp = () => {
      reject(new Error("did not finish loading: a top-level await never settles"));
    };
    process.once("beforeExit", giveUp);
  });
  try {
    return await Promise.race([loading, idle]);
  } finally {
    if (giveUp !== undefined) process.off("beforeExit", giveUp);
  }
}

/** Reads a JSON file, whose tools have canned answers. */
function readSeed(file: string, path: string): unknown {
  const text = readFileSync(path, "utf8");
  let seed: unknown;
  try {
    seed = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, line, column] = /\(line (\d+) column (\d+)\)/.exec(message) ?? [];
    const frame = line && codeFrameOf(text, { file: path, line: Number(line), column: Number(column) });
    throw new Error(`${file}: ${withFrame(message, frame || undefined)}`, { cause: error });
  }
  return isJSONObject(seed) ? { ...withDates(seed), ...mapped(seed, "projects", withDates) } : seed;
}

/** Parses dates, which JSON lacks. */
function withDates(owner: JSONObject): JSONObject {
  const dated = mapped(owner, "accounts", (account) =>
    typeof account["expiresAt"] === "string" ? { ...account, expiresAt: new Date(account["expiresAt"]) } : account,
  );
  return { ...owner, ...dated };
}

/** Maps the objects of a list field. Items of other types stay as they are; they are checked later. */
function mapped(owner: JSONObject, key: string, change: (item: JSONObject) => JSONObject): JSONObject {
  const list = owner[key];
  if (!Array.isArray(list)) return {};
  return { [key]: (list as unknown[]).map((item) => (isJSONObject(item) ? change(item) : item)) };
}

function readOptions(file: string, exported: unknown): LocalRouterOptions {
  if (Array.isArray(exported)) return { toolkits: exported as ToolkitDefinition[] };
  if (isJSONObject(exported)) {
    if (Object.hasOwn(exported, "tools")) return { toolkits: [exported as unknown as ToolkitDefinition] };
    if (exported["toolkits"] !== undefined) return exported as unknown as LocalRouterOptions;
  }
  throw new Error(
    `${file}: the default export must be a toolkit, a list of toolkits or an object with toolkits. ${kindOf(exported)}`,
  );
}

function kindOf(exported: unknown): string {
  if (exported === undefined) return "The file has no default export";
  if (exported instanceof Promise) return "It is a promise; await it";
  if (!isJSONObject(exported)) return `It is ${exported === null ? "null" : `a ${typeof exported}`}`;
  const names = Object.keys(exported).slice(0, 10).join(", ");
  return names === "" ? "It is an empty object" : `It is an object with ${names}`;
}

// Files compiled to CommonJS nest the default export one level deeper.
function defaultExport(exports: JSONObject): unknown {
  const value = exports["default"];
  return isJSONObject(value) && value["__esModule"] === true ? value["default"] : value;
}

const FILE_TYPES = "Supported files: .json, .js, .mjs, .cjs, .ts, .mts, .cts";

function importProblem(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? error.code : undefined;
  if (code === "ERR_UNKNOWN_FILE_EXTENSION") {
    return `Node ${process.versions.node} cannot load this file type. ${FILE_TYPES}. TypeScript needs Node 22.18 or newer`;
  }
  if (
    error instanceof SyntaxError &&
    /import statement outside|'import\.meta' outside|token 'export'/.test(error.message)
  ) {
    return `${error.message}. Rename the file to .mts or .mjs, or add "type": "module" to the package.json next to it`;
  }
  return withFrame(error.message, errorFrame(error, lastLoaded));
}

function withFrame(message: string, frame: string | undefined): string {
  return frame === undefined ? message : `${message}\n\n${frame}\n`;
}

/** The module loaded last. Node does not name a module with a syntax error. */
let lastLoaded: string | undefined;

let report: ((path: string) => void) | undefined;

let hasHooks = false;

function reportFile(url: string): void {
  if (url.startsWith("file:") && !url.includes("/node_modules/")) report?.(fileURLToPath(url));
}

function addHooks(): void {
  const name = "@tool-router/local";
  // Node before 22.15 lacks these hooks. There, the file can import the package only where it is installed.
  if (hasHooks || !("registerHooks" in nodeModule)) return;
  hasHooks = true;
  nodeModule.registerHooks({
    load(url, context, next) {
      if (url.startsWith("file:")) lastLoaded = fileURLToPath(url);
      reportFile(url);
      const format = moduleFormat(url, context.format, () => readFileSync(fileURLToPath(url), "utf8"));
      return next(url, format === undefined ? context : { ...context, format });
    },
    // With npx, the package is not installed next to the file. Resolve it from here.
    resolve(specifier, context, next) {
      try {
        return next(specifier, context);
      } catch (error) {
        // The missing file may be created later.
        if (specifier.startsWith(".")) reportFile(new URL(specifier, context.parentURL).href);
        if (specifier !== name) throw error;
        return next(name, { ...context, parentURL: import.meta.url });
      }
    },
  });
}
