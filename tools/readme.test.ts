import { execFile } from "node:child_process";
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

// Code in a README or in a doc comment is compiled, and run when it needs no key: what it shows must be true.

const root = fileURLToPath(new URL("..", import.meta.url));
const run = promisify(execFile);

interface Snippet {
  /** File and line, for people. */
  readonly source: string;
  readonly code: string;
  /** The package from which everything that the snippet imports can be found. */
  readonly host: string;
  readonly file: string;
}

/** In this order: the packages further up can resolve more. */
const hosts = ["ai-sdk", "langchain", "openai", "adapter-kit", "core", "local", "openapi"];
// Two runs at once must not clear away each other's files.
const folder = (host: string): string => `${root}packages/${host}/.snippets-${process.pid}`;

const sources = globSync(["README.md", "packages/*/README.md", "packages/*/src/**/*.ts"], { cwd: root })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => !/\.test(-d)?\.ts$|node_modules/.test(file));
const snippets: Snippet[] = sources.flatMap((source) => {
  const text = readFileSync(root + source, "utf8");
  return [...text.matchAll(/^([ \t]*(?:\* ?)?)```ts\n(.*?)^[ \t]*(?:\* ?)?```$/gms)].map((match, index) => {
    const [, margin = "", block = ""] = match;
    const code = block
      .split("\n")
      .map((line) => (line.startsWith(margin.trimEnd()) ? line.slice(margin.length) : line))
      .join("\n");
    const host =
      hosts.find((name) => code.includes(`"@tool-router/${name}`)) ?? /^packages\/([^/]+)/.exec(source)?.[1] ?? "core";
    const line = text.slice(0, match.index).split("\n").length;
    const file = `${source.replaceAll(/[^\w]+/g, "-")}-${index}.ts`;
    // A core snippet may show the local router; only core's own tests can resolve both.
    return {
      source: `${source}:${line}`,
      code,
      host: host === "local" && code.includes("/core") ? "core" : host,
      file,
    };
  });
});

beforeAll(() => {
  for (const { host, file, code } of snippets) {
    mkdirSync(folder(host), { recursive: true });
    writeFileSync(`${folder(host)}/${file}`, code.includes("import ") ? code : `${code}\nexport {};\n`);
  }
  for (const host of new Set(snippets.map((snippet) => snippet.host))) {
    const config = {
      extends: "../../../tsconfig.base.json",
      compilerOptions: {
        lib: ["ES2023", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
        declaration: false,
        isolatedDeclarations: false,
        noUnusedLocals: false,
      },
      include: ["*.ts"],
    };
    writeFileSync(`${folder(host)}/tsconfig.json`, JSON.stringify(config));
  }
});
afterAll(() => {
  for (const host of hosts) rmSync(folder(host), { recursive: true, force: true });
});

test("every README has a snippet", () => {
  const readmes = sources.filter((file) => file.endsWith("README.md"));
  expect(readmes.length).toBeGreaterThanOrEqual(8);
  expect(readmes.filter((file) => !snippets.some(({ source }) => source.startsWith(`${file}:`)))).toEqual([]);
});

test.each([...new Set(snippets.map(({ host }) => host))])(
  "the snippets that need %s compile",
  async (host) => {
    const tsc = `${root}node_modules/typescript/bin/tsc`;
    const { stdout } = await run(process.execPath, [tsc, "-p", folder(host)]).catch(
      (error: { stdout: string }) => error,
    );
    const named = snippets.reduce((text, { file, source }) => text.replaceAll(file, `${file} (${source})`), stdout);
    expect(named).toBe("");
  },
  60_000,
);

/** What needs a model, or goes on for ever, is only compiled. */
const runnable = snippets.filter(
  ({ code }) =>
    /import \{[^}]*\b(createToolRouter|createLocalRouter)\b/.test(code) &&
    !/\.listen\(|from "(openai|@ai-sdk\/openai|@langchain\/openai)"|model: "openai/.test(code),
);
describe("the snippets that need no model run", () => {
  test.each(runnable)(
    "$source",
    async ({ host, file }) => {
      const program = [
        "--conditions=@tool-router/source",
        "--disable-warning=ExperimentalWarning",
        `--import=${new URL("example-router.ts", import.meta.url).href}`,
        `${folder(host)}/${file}`,
      ];
      const env = { PATH: process.env["PATH"], NO_COLOR: "1", COMPOSIO_API_KEY: "ak_example" };
      const { stderr } = await run(process.execPath, program, { env, timeout: 30_000 });
      expect(stderr).toBe("");
    },
    60_000,
  );
});

// The words of a refusal name all options that there are; the texts for the model, all statuses.
type Functions = Record<string, (...given: unknown[]) => Promise<unknown>>;
const session = { execute: () => {} };
const refusals: [readme: string, name: string, ...given: unknown[]][] = [
  ["adapter-kit", "bindTools", session],
  ["ai-sdk", "toAISDKTools", session],
  ["langchain", "toLangChainTools", session],
  ["openai", "toRunnableTools", session],
  ["openai", "handleChatToolCalls", [], { tool_calls: [] }],
];
const texts = readFileSync(`${root}packages/adapter-kit/src/model-texts.golden.txt`, "utf8");
const statuses = new Set([...texts.matchAll(/"status":"(\w+)"/g)].map(([, status = ""]) => status));

describe.each(refusals)("the README of %s", (host, name, ...given) => {
  const readme = readFileSync(`${root}packages/${host}/README.md`, "utf8");
  /** What the first cells of tables name. */
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
