// Sends a tool through our adapter and the vendor's, with each provider's real client and a stubbed `fetch`. Each path
// returns the tool's name and schema from the request.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { toAISDKTools } from "@tool-router/ai-sdk";
import { toLangChainTools } from "@tool-router/langchain";
import { toChatTools } from "@tool-router/openai";

const rivals = createRequire(new URL("../rivals/package.json", import.meta.url));
const rival = (name) => import(pathToFileURL(rivals.resolve(name)).href);

const [{ generateText }, { createOpenAI }, { createAnthropic }, { ChatOpenAI }, { default: OpenAI }] =
  await Promise.all(["ai", "@ai-sdk/openai", "@ai-sdk/anthropic", "@langchain/openai", "openai"].map(rival));
const { VercelProvider } = await rival("@composio/vercel");
const { LangchainProvider } = await rival("@composio/langchain");
const { OpenAIProvider } = await rival("@composio/openai");

/** Captures the tool in the request that `send` makes. */
async function captureTool(send) {
  let body;
  const fetch = async (_, init) => {
    body = JSON.parse(init.body);
    return Response.json({ error: { message: "stubbed", type: "x" }, type: "error" }, { status: 400 });
  };
  await send(fetch).catch((error) => {
    if (!body) throw error;
  });
  const [tool] = body.tools ?? [];
  return {
    name: tool?.function?.name ?? tool?.name,
    schema: tool?.function?.parameters ?? tool?.parameters ?? tool?.input_schema,
  };
}

const viaOpenAI = (tools) =>
  captureTool((fetch) =>
    generateText({ model: createOpenAI({ apiKey: "x", fetch }).responses("gpt-5"), tools, prompt: "x", maxRetries: 0 }),
  );
const viaAnthropic = (tools) =>
  captureTool((fetch) =>
    generateText({
      model: createAnthropic({ apiKey: "x", fetch })("claude-sonnet-4-5"),
      tools,
      prompt: "x",
      maxRetries: 0,
    }),
  );
const viaLangChain = (tools) =>
  captureTool((fetch) =>
    new ChatOpenAI({ model: "gpt-5", apiKey: "x", maxRetries: 0, configuration: { fetch } })
      .bindTools(tools)
      .invoke("x"),
  );
const viaChat = (tools) =>
  captureTool((fetch) =>
    new OpenAI({ apiKey: "x", maxRetries: 0, fetch }).chat.completions.create({
      model: "gpt-5",
      messages: [{ role: "user", content: "x" }],
      tools,
    }),
  );

const session = { tools: async () => [], execute: async () => ({ data: {}, error: null, logId: "" }) };
const ourTool = ({ slug = "TOOL", schema }) => ({
  slug,
  name: slug,
  description: "A tool",
  inputSchema: schema,
  outputSchema: {},
  toolkit: { slug: "demo", name: "demo" },
  tags: [],
  annotations: {},
  version: "1",
  raw: {},
});
const vendorTool = ({ slug = "TOOL", schema }) => ({
  slug,
  name: slug,
  description: "A tool",
  inputParameters: structuredClone(schema),
  toolkit: { slug: "demo", name: "demo" },
});
const noop = async () => ({});

export const paths = [
  {
    name: "AI SDK → OpenAI",
    ours: async (one) => viaOpenAI(await toAISDKTools(session, { tools: [ourTool(one)] })),
    theirs: async (one) => viaOpenAI(new VercelProvider().wrapTools([vendorTool(one)], noop)),
  },
  {
    name: "AI SDK → Anthropic",
    ours: async (one) => viaAnthropic(await toAISDKTools(session, { tools: [ourTool(one)] })),
    theirs: async (one) => viaAnthropic(new VercelProvider().wrapTools([vendorTool(one)], noop)),
  },
  {
    name: "LangChain → OpenAI",
    ours: async (one) => viaLangChain(await toLangChainTools(session, { tools: [ourTool(one)] })),
    theirs: async (one) => viaLangChain(new LangchainProvider().wrapTools([vendorTool(one)], noop)),
  },
  {
    name: "openai",
    ours: async (one) => viaChat(await toChatTools(session, { tools: [ourTool(one)] })),
    theirs: async (one) => viaChat(new OpenAIProvider().wrapTools([vendorTool(one)])),
  },
];
