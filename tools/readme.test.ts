import { execFile } from "node:child_process";
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { transform } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

// Snippets in Markdown and in doc comments are compiled, and run if they need no key.

const root = fileURLToPath(new URL("..", import.meta.url));
const run = promisify(execFile);

interface Snippet {
  /** File and line, for messages. */
  readonly source: string;
  readonly code: string;
  /** Package that can resolve all imports of the snippet. */
  readonly host: string;
  readonly file: string;
  /** What the next block of kind `text` says that it prints. */
  readonly output: string | undefined;
}

/** Ordered: earlier packages can resolve more. */
const hosts = ["ai-sdk", "langchain", "openai", "adapter-kit", "core", "local", "openapi"];
// The process id keeps concurrent runs from deleting each other's files.
const folder = (host: string): string => `${root}packages/${host}/.snippets-${process.pid}`;
const project = `${root}.snippets-${process.pid}.json`;

const markdown = ["*.md", "docs/**/*.md", "spec/*.md", "packages/*/*.md", "examples/*/*.md", "bench/*.md"];
const sources = globSync([...markdown, "packages/*/src/**/*.ts"], { cwd: root })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => !/\.test(-d)?\.ts$|node_modules/.test(file));
const snippets: Snippet[] = sources.flatMap((source) => {
  const text = readFileSync(root + source, "utf8");
  return [...text.matchAll(/^([ \t]*(?:\* ?)?)```ts\n(.*?)^[ \t]*(?:\* ?)?```$/gms)].map((match, index) => {
    const [whole, margin = "", block = ""] = match;
    const rest = text.slice(match.index + whole.length);
    const [, output] = /^(?:(?!```).)*?It prints:\n\n```text\n(.*?)^```$/ms.exec(rest) ?? [];
    const code = block
      .split("\n")
      .map((line) => (line.startsWith(margin.trimEnd()) ? line.slice(margin.length) : line))
      .join("\n");
    const host =
      hosts.find((name) => code.includes(`"@tool-router/${name}`)) ?? /^packages\/([^/]+)/.exec(source)?.[1] ?? "core";
    const line = text.slice(0, match.index).split("\n").length;
    const file = `${source.replaceAll(/[^\w]+/g, "-")}-${index}.ts`;
    // Of the two, only core can resolve both: it uses the local router in its tests.
    return {
      source: `${source}:${line}`,
      code,
      host: host === "local" && code.includes("/core") ? "core" : host,
      file,
      output,
    };
  });
});

beforeAll(() => {
  for (const { host, file, code } of snippets) {
    mkdirSync(folder(host), { recursive: true });
    writeFileSync(`${folder(host)}/${file}`, code.includes("import ") ? code : `${code}\nexport {};\n`);
  }
});
afterAll(() => {
  for (const host of hosts) rmSync(folder(host), { recursive: true, force: true });
  rmSync(project, { force: true });
});

test("every README of a package has a snippet", () => {
  const readmes = sources.filter((file) => /^(packages\/[^/]+\/)?README\.md$/.test(file));
  expect(readmes.length).toBeGreaterThanOrEqual(8);
  expect(readmes.filter((file) => !snippets.some(({ source }) => source.startsWith(`${file}:`)))).toEqual([]);
});

// One program for all: the compiler reads the types of each framework once.
test("the snippets compile", { timeout: 120_000 }, async () => {
  const config = {
    extends: "./tsconfig.base.json",
    compilerOptions: {
      lib: ["ES2023", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
      declaration: false,
      isolatedDeclarations: false,
      noUnusedLocals: false,
    },
    files: snippets.map(({ host, file }) => `${folder(host)}/${file}`),
  };
  writeFileSync(project, JSON.stringify(config));
  const { stdout } = await run(process.execPath, [`${root}node_modules/typescript/bin/tsc`, "-p", project]).catch(
    (error: { stdout: string }) => error,
  );
  const named = snippets.reduce((text, { file, source }) => text.replaceAll(file, `${file} (${source})`), stdout);
  expect(named).toBe("");
});

/** Snippets that need a model or never end are only compiled. */
const runnable = snippets.filter(
  ({ code }) =>
    /import \{[^}]*\b(createToolRouter|createLocalRouter)\b/.test(code) &&
    !/\.listen\(|from "(openai|@ai-sdk\/openai|@langchain\/openai)"|model: "openai/.test(code),
);
describe("the snippets that need no model run", () => {
  test.each(runnable)(
    "$source",
    async ({ host, file, output }) => {
      const program = [
        "--conditions=@tool-router/source",
        "--disable-warning=ExperimentalWarning",
        `--import=${new URL("example-router.ts", import.meta.url).href}`,
        `${folder(host)}/${file}`,
      ];
      const env = {
        PATH: process.env["PATH"],
        NO_COLOR: "1",
        COMPOSIO_API_KEY: "ak_example",
        // Each process would compile the same packages again.
        NODE_COMPILE_CACHE: `${root}node_modules/.cache/node-compile`,
      };
      const { stdout, stderr } = await run(process.execPath, program, { env, timeout: 30_000 });
      expect(stderr).toBe("");
      expect(stdout).toBe(output ?? stdout);
    },
    60_000,
  );
});

/** Blocks of other languages, with the line they start in. */
function blocksOf(...languages: string[]): { source: string; code: string }[] {
  return sources
    .filter((file) => file.endsWith(".md"))
    .flatMap((file) => {
      const text = readFileSync(root + file, "utf8");
      const blocks = text.matchAll(new RegExp(`^([ \t]*)\`\`\`(?:${languages.join("|")})\\n(.*?)^\\1\`\`\`$`, "gms"));
      return [...blocks].map(({ 2: code = "", index }) => ({
        source: `${file}:${text.slice(0, index).split("\n").length}`,
        code,
      }));
    });
}

test.each(blocksOf("js", "jsonc?"))("the snippet at $source parses", async ({ source, code }) => {
  const isJSON = /^\s*[{[]/.test(code);
  await expect(transform(code, { loader: isJSON ? "json" : "ts", sourcefile: source })).resolves.toBeDefined();
});

const { scripts } = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as { scripts: Record<string, string> };
/** Commands of pnpm itself, and scripts of packages. */
const pnpmCommands = new Set(["install", "exec", "start", "changeset"]);

test.each(blocksOf("sh"))("the commands at $source exist", async ({ code }) => {
  if (process.platform !== "win32") await run("sh", ["-nc", code]);
  const npm = [...code.matchAll(/\bnpm run ([\w:-]+)/g), ...code.matchAll(/\bnpm (test)\b/g)].map(
    ([, name = ""]) => name,
  );
  const pnpm = [...code.matchAll(/\bpnpm (?:--\S+ \S+ )?([a-z][\w:-]*)/g)].map(([, name = ""]) => name);
  expect([...npm, ...pnpm.filter((name) => !pnpmCommands.has(name))].filter((name) => !(name in scripts))).toEqual([]);
});

// An error about an unknown option lists all options; the golden file has all statuses.
type Functions = Record<string, (...given: unknown[]) => Promise<unknown>>;
const session = { execute: () => {} };
const refusals: [readme: string, name: string, ...given: unknown[]][] = [
  ["adapter-kit", "bindTools", session],
  ["ai-sdk", "toAISDKTools", session],
  ["langchain", "toLangChainTools", session],
  ["openai", "toRunnableTools", session],
  ["openai", "handleChatToolCalls", [], { tool_calls: [] }],
];
const texts = readFileSync(`${root}packages/adapter-kit/src/calls/model-texts.golden.txt`, "utf8");
const statuses = new Set([...texts.matchAll(/"status":"(\w+)"/g)].map(([, status = ""]) => status));

describe.each(refusals)("the README of %s", (host, name, ...given) => {
  // The adapters share the page about options and statuses.
  const readme = [`packages/${host}/README.md`, "docs/adapters.md"]
    .map((file) => readFileSync(root + file, "utf8"))
    .join("\n");
  /** Code in the first cells of tables. */
  const rows = new Set(
    [...readme.matchAll(/^\|([^|]*)\|/gm)].flatMap(([, cell = ""]) => cell.match(/(?<=`)\w+/g) ?? []),
  );

  test(`has every option of ${name}`, async () => {
    const { [name]: refuse } = (await import(`../packages/${host}/src/index.ts`)) as Functions;
    const refusal = await refuse?.(...given, { nope: true }).catch(String);
    const options =
      /^ToolRouterError: Unknown option "nope"\..* Options: (.+)\.$/.exec(String(refusal))?.[1]?.split(", ") ?? [];
    expect(options.length).toBeGreaterThan(5);
    const isNamed = (option: string) =>
      rows.has(option) || (host === "adapter-kit" && readme.includes(`\`${option}\``));
    expect(options.filter((option) => !isNamed(option))).toEqual([]);
  });

  test("has every status that a model may read", () => {
    expect(statuses.size).toBe(12);
    expect([...statuses].filter((status) => !rows.has(status))).toEqual([]);
  });
});
