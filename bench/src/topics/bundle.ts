import { builtinModules } from "node:module";
import { basename } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Platform } from "esbuild";
import { rivalsFolder } from "../rivals.ts";
import type { Table } from "../table.ts";

const ownFolder = new URL("../..", import.meta.url).pathname;

const ours = `import { createToolRouter } from "@tool-router/core";
const session = await createToolRouter().sessions.create("user_42");
console.log(await session.execute("A_TOOL", {}));`;
const vendor = (imports = "", options = ""): string => `import { Composio } from "@composio/core"; ${imports}
const session = await new Composio({ ${options} }).toolRouter.create("user_42");
console.log(await session.execute("A_TOOL", {}));`;
const url = '"https://backend.composio.dev/api/v3/tool_router/session"';

/** The same program with each library: create a client and a session, run a tool. */
const programs: readonly {
  name: string;
  folder: string;
  program: string;
  external?: string[];
  /** Whether to split the code and count only the files loaded at first. */
  atFirst?: boolean;
}[] = [
  {
    name: "fetch",
    folder: ownFolder,
    program: `const post = async (url, body) => {
  const headers = { "content-type": "application/json", "x-api-key": process.env.COMPOSIO_API_KEY };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(response.status);
  return response.json();
};
const { session_id } = await post(${url}, { user_id: "user_42" });
console.log(await post(${url} + "/" + session_id + "/execute", { tool_slug: "A_TOOL" }));`,
  },
  { name: "@tool-router/core", folder: ownFolder, program: ours },
  { name: "@tool-router/core, at first", folder: ownFolder, program: ours, atFirst: true },
  {
    name: "openapi-fetch",
    folder: rivalsFolder,
    program: `import createClient from "openapi-fetch";
const client = createClient({ baseUrl: "https://backend.composio.dev/api/v3", headers: { "x-api-key": "k" } });
const { data } = await client.POST("/tool_router/session", { body: { user_id: "user_42" } });
const params = { path: { session_id: data.session_id } };
console.log(await client.POST("/tool_router/session/{session_id}/execute", { params, body: { tool_slug: "A_TOOL" } }));`,
  },
  {
    name: "@composio/client",
    folder: rivalsFolder,
    program: `import { Composio } from "@composio/client";
const client = new Composio();
const { session_id } = await client.toolRouter.session.create({ user_id: "user_42" });
console.log(await client.toolRouter.session.execute(session_id, { tool_slug: "A_TOOL" }));`,
  },
  {
    name: "@arcadeai/arcadejs",
    folder: rivalsFolder,
    program: `import Arcade from "@arcadeai/arcadejs";
console.log(await new Arcade().tools.execute({ tool_name: "A_TOOL", user_id: "user_42" }));`,
  },
  { name: "@composio/core", folder: rivalsFolder, program: vendor() },
  {
    name: "@tool-router/core + ai-sdk",
    folder: ownFolder,
    program: `${ours} import { toAISDKTools } from "@tool-router/ai-sdk"; console.log(await toAISDKTools(session));`,
    external: ["ai"],
  },
  {
    name: "@tool-router/core + langchain",
    folder: ownFolder,
    program: `${ours} import { toLangChainTools } from "@tool-router/langchain"; console.log(await toLangChainTools(session));`,
    external: ["@langchain/core"],
  },
  {
    name: "@tool-router/core + openai",
    folder: ownFolder,
    program: `${ours} import { handleChatToolCalls, toChatTools } from "@tool-router/openai";
console.log(await handleChatToolCalls(await toChatTools(session), {}));`,
    external: ["openai"],
  },
  ...[
    ["ai-sdk", "toAISDKTools", "ai"],
    ["langchain", "toLangChainTools", "@langchain/core"],
  ].map(([adapter = "", convert = "", framework = ""]) => ({
    name: `@tool-router/core + ${adapter}, at first`,
    folder: ownFolder,
    program: `${ours} import { ${convert} } from "@tool-router/${adapter}"; console.log(await ${convert}(session));`,
    external: [framework],
    atFirst: true,
  })),
  {
    name: "@tool-router/core + openai, at first",
    folder: ownFolder,
    program: `${ours} import { handleChatToolCalls, toChatTools } from "@tool-router/openai";
console.log(await handleChatToolCalls(await toChatTools(session), {}));`,
    external: ["openai"],
    atFirst: true,
  },
  {
    name: "@composio/core + vercel",
    folder: rivalsFolder,
    program: vendor('import { VercelProvider } from "@composio/vercel";', "provider: new VercelProvider()"),
    external: ["ai"],
  },
  {
    name: "@composio/core + langchain",
    folder: rivalsFolder,
    program: vendor('import { LangchainProvider } from "@composio/langchain";', "provider: new LangchainProvider()"),
    external: ["@langchain/core"],
  },
  {
    name: "@composio/core + openai",
    folder: rivalsFolder,
    program: vendor('import { OpenAIProvider } from "@composio/openai";', "provider: new OpenAIProvider()"),
  },
  {
    name: "@ai-sdk/mcp",
    folder: rivalsFolder,
    program: `import { createMCPClient } from "@ai-sdk/mcp";
const client = await createMCPClient({ transport: { type: "http", url: "https://backend.composio.dev/mcp" } });
console.log(await client.tools());`,
  },
  {
    name: "@langchain/mcp-adapters",
    folder: rivalsFolder,
    program: `import { MultiServerMCPClient } from "@langchain/mcp-adapters";
const client = new MultiServerMCPClient({ composio: { transport: "http", url: "https://backend.composio.dev/mcp" } });
console.log(await client.getTools());`,
    external: ["@langchain/core"],
  },
];

interface Target {
  readonly platform: Platform;
  readonly conditions?: string[];
  readonly builtIn?: string[];
}
const targets: Readonly<Record<string, Target>> = {
  node: { platform: "node" },
  browser: { platform: "browser" },
  // Node's modules count as available in workers.
  workers: {
    platform: "neutral",
    conditions: ["workerd", "worker", "browser", "import"],
    builtIn: ["node:*", ...builtinModules],
  },
};

/** Measures bundle sizes, minified and gzipped, without the frameworks. */
export async function measure(): Promise<Table[]> {
  const rows = await Promise.all(
    programs.map(async ({ name, folder, program, external = [], atFirst = false }) => {
      const sizes = Object.values(targets).map((target) => sizeOf(program, folder, external, target, atFirst));
      return [name, ...(await Promise.all(sizes))];
    }),
  );
  const columns = ["client + session + execute, minified / gzip, kB", ...Object.keys(targets)];
  return [{ title: "Bundle", columns, rows, data: rows }];
}

async function sizeOf(
  contents: string,
  resolveDir: string,
  external: string[],
  { builtIn = [], ...target }: Target,
  splitting: boolean,
): Promise<string> {
  try {
    const { outputFiles, metafile } = await build({
      stdin: { contents, resolveDir },
      absWorkingDir: resolveDir,
      outdir: "bundle",
      bundle: true,
      splitting,
      metafile: true,
      minify: true,
      write: false,
      format: "esm",
      target: "es2023",
      mainFields: ["module", "main"],
      // An optional peer that the adapters load only with `validate`.
      external: [...[...external, "@cfworker/json-schema"].flatMap((name) => [name, `${name}/*`]), ...builtIn],
      legalComments: "none",
      logLevel: "silent",
      ...target,
    });
    const loaded = new Set(["bundle/stdin.js"]);
    for (const file of loaded) {
      for (const { path, kind, external: isOutside } of metafile.outputs[file]!.imports) {
        if (kind === "import-statement" && isOutside !== true) loaded.add(path);
      }
    }
    const files = outputFiles.flatMap(({ path, contents: bytes }) =>
      loaded.has(`bundle/${basename(path)}`) ? [bytes] : [],
    );
    const sum = (sizes: readonly number[]): string => kB(sizes.reduce((all, size) => all + size, 0));
    const zipped = files.map((bytes) => gzipSync(bytes, { level: 9 }).byteLength);
    return `${sum(files.map(({ byteLength }) => byteLength))} / ${sum(zipped)}`;
  } catch (error) {
    const [first] = (error as { errors?: { text: string }[] }).errors ?? [];
    return `fails: ${(first?.text ?? String(error)).split("\n")[0]}`.slice(0, 60);
  }
}

const kB = (bytes: number): string => (bytes / 1000).toFixed(1);
