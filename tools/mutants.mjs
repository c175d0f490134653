// `pnpm test:mutants`: puts one mistake after the other into the adapters and their kit, and says which of
// them the suites do not notice. Tests that let such a mistake pass prove nothing.
// With `--check`: only whether each mistake still has its place.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const adapters = ["ai-sdk", "langchain", "openai"];
const kit = (file) => `packages/adapter-kit/src/${file}.ts`;

/** Each mistake, and the suites that each have to fail on it. */
const mutants = [
  {
    name: "a dropped keyword",
    file: kit("model-view"),
    from: "const plainSchema = choice?.schema ?? schema;",
    to: "const { $defs: _, ...plainSchema } = choice?.schema ?? schema;",
    suites: adapters,
  },
  {
    name: "a lost alias",
    file: kit("portable-schema"),
    from: "(known.has(key) ? names.get(key) : undefined) ?? key",
    to: "key",
    suites: ["adapter-kit", ...adapters],
  },
  {
    name: "a root that stays wrapped",
    file: kit("portable-schema"),
    from: "keys.length === 1 && keys[0] === name ? (args as JSONObject)[name] : args",
    to: "keys.length === 0 && keys[0] === name ? (args as JSONObject)[name] : args",
    suites: ["adapter-kit", ...adapters],
  },
  {
    name: "a root that is not looked at",
    file: kit("sound-schema"),
    from: "!refusedAtRoot.some((keyword) => keyword in schema)",
    to: "schema !== undefined",
    suites: ["adapter-kit"],
  },
  {
    name: "names of properties that are not looked at",
    file: kit("sound-schema"),
    from: "if (!isPropertyName(name) || !isSound(",
    to: "if (!isSound(",
    suites: ["adapter-kit", ...adapters],
  },
  {
    name: "propertyNames on the wire",
    file: kit("repair-schema"),
    from: 'if (keyword === "propertyNames") {',
    to: 'if (keyword === "propertyNames" && keyword !== keyword) {',
    suites: ["adapter-kit", "ai-sdk", "langchain"],
  },
  {
    name: "a write that LangChain retries",
    file: "packages/langchain/src/langchain-tools.ts",
    from: "{ value: error.isRetryable }",
    to: "{ value: true }",
    suites: ["langchain"],
  },
  {
    name: "the id of a call that is lost",
    file: "packages/ai-sdk/src/ai-sdk-tools.ts",
    from: "bound.call(input, { signal, callId, ...approvalOf",
    to: "bound.call(input, { signal, ...approvalOf",
    suites: ["ai-sdk"],
  },
  {
    name: "a swallowed abort (AI SDK)",
    file: "packages/ai-sdk/src/ai-sdk-tools.ts",
    from: "bound.call(input, { signal, callId, ...approvalOf",
    to: "bound.call(input, { callId, ...approvalOf",
    suites: ["ai-sdk"],
  },
  {
    name: "a swallowed abort (LangChain)",
    file: "packages/langchain/src/langchain-tools.ts",
    from: "{ signal, account, callId",
    to: "{ account, callId",
    suites: ["langchain"],
  },
  {
    name: "an abort that waits for somebody",
    file: kit("run-abort"),
    from: 'signal?.addEventListener("abort", stop);',
    to: "void stop;",
    suites: ["adapter-kit", "openai"],
  },
  {
    name: "another account than the one that was meant",
    file: kit("bind-accounts"),
    from: 'if (bound !== undefined) checkOption("account", bound, aString);',
    to: "if (typeof bound !== 'string') return undefined;",
    suites: ["adapter-kit", "langchain"],
  },
  {
    name: "a call run again that has its output",
    file: "packages/openai/src/responses-tools.ts",
    from: "!answered.has(item.call_id)",
    to: "answered",
    suites: ["openai"],
  },
  {
    name: "an abort that is a result",
    file: kit("run-abort"),
    from: "if (!isTimeout) throw reason;",
    to: "void isTimeout;",
    suites: ["adapter-kit", ...adapters],
  },
  {
    name: "a timeout that ends the run",
    file: kit("run-abort"),
    from: "if (!isTimeout) throw reason;",
    to: "throw reason;",
    suites: ["adapter-kit", "ai-sdk", "openai"],
  },
  {
    name: "an id answered twice",
    file: "packages/openai/src/answer-calls.ts",
    from: "if (known) known.push(call);",
    to: "if (known && false) known.push(call);",
    suites: ["openai"],
  },
  {
    name: "an id that is not answered",
    file: "packages/openai/src/answer-calls.ts",
    from: "return () => all.answers.push({",
    to: "return () => result.text.includes('invalid_arguments') || all.answers.push({",
    suites: ["openai"],
  },
  {
    name: "a thrown refusal",
    file: kit("call-tool"),
    from: "const outcome = callFailure(tool, error, account);",
    to: "const outcome = callFailure(tool, error, account);\n    throw error;",
    suites: ["adapter-kit", ...adapters],
  },
  {
    name: "an error shown as success (AI SDK)",
    file: "packages/ai-sdk/src/ai-sdk-tools.ts",
    from: 'output.status === "ok" ? { type',
    to: 'output.status !== "" as string ? { type',
    suites: ["ai-sdk"],
  },
  {
    name: "an error shown as success (LangChain)",
    file: "packages/langchain/src/langchain-tools.ts",
    from: 'status: "error",',
    to: 'status: "success",',
    suites: ["langchain"],
  },
  {
    name: "a failed tool shown as success",
    file: kit("call-tool"),
    from: 'case "completed": {',
    to: 'case "failed":\n    case "completed": {',
    suites: ["adapter-kit", ...adapters],
  },
  {
    name: "a batch that is approved unseen",
    file: kit("approval"),
    from: "if (!call || (await asks(call.tool, call.args))) return true;",
    to: "void call;",
    suites: ["adapter-kit", ...adapters],
  },
  {
    name: "what is unknown is approved",
    file: kit("approval"),
    from: 'return mode === "destructive" && tags.some((tag) => harmless.test(tag));',
    to: "return true || tags.some((tag) => harmless.test(tag));",
    suites: ["adapter-kit"],
  },
  {
    name: "an answer that is no yes and lets a call run",
    file: "packages/openai/src/answer-calls.ts",
    from: "if (answer !== true)",
    to: "if (!answer)",
    suites: ["openai"],
  },
  {
    name: "someone to ask, and nothing to ask about",
    file: "packages/openai/src/answer-calls.ts",
    from: "if (approve === undefined) return undefined;",
    to: "if (approve !== null) return undefined;",
    suites: ["openai"],
  },
  {
    name: "options that nobody knows",
    file: "packages/core/src/errors/options.ts",
    from: "if (!rule) {",
    to: "if (!rule) continue;\n    if (!rule) {",
    suites: ["adapter-kit", ...adapters],
  },
  {
    name: "a time for each attempt",
    file: kit("call-tool"),
    from: "undefined : { deadline: timeout }",
    to: "undefined : {}",
    suites: ["adapter-kit"],
  },
  {
    name: "calls one after the other",
    file: kit("bind-tools"),
    from: "concurrency = 16",
    to: "concurrency = 1",
    suites: adapters,
  },
  {
    name: "results that are never cut",
    file: kit("bind-tools"),
    from: "renderOutcome(outcome, { maxChars: maxOutputChars, isRepeatable: isRepeatable(tool) })",
    to: "renderOutcome(outcome)",
    suites: ["adapter-kit", ...adapters],
  },
  {
    name: "a write that is said to be safe to repeat",
    file: kit("call-failure"),
    from: "return mayHaveRun\n    ? failed(",
    to: "return mayHaveRun && false\n    ? failed(",
    suites: ["adapter-kit", "ai-sdk", "openai"],
  },
  {
    name: "the request's details shown to the model",
    file: kit("call-failure"),
    from: "const words = [reason,",
    to: "const words = [error.message, reason,",
    suites: ["adapter-kit"],
  },
  {
    name: "strict where nobody asked",
    file: "packages/openai/src/chat-tools.ts",
    from: "parameters, strict } }, bound",
    to: "parameters } }, bound",
    suites: ["openai"],
  },
  {
    name: "nulls of strict mode that reach the tool",
    file: kit("strict-schema"),
    from: "=== false) ? undefined : key;",
    to: "=== false) ? key : key;",
    suites: ["adapter-kit", "openai"],
  },
  {
    name: "a link for whatever failed",
    file: kit("call-tool"),
    from: 'if (!link || outcome.status !== "needs_connection") return outcome;',
    to: "if (!link) return outcome;",
    suites: ["adapter-kit"],
  },
  {
    name: "a success that is thrown",
    file: kit("bind-tools"),
    from: 'outcome.status !== "ok" && onError ===',
    to: "onError ===",
    suites: ["adapter-kit"],
  },
  {
    name: "somebody who is asked about a run that is over",
    file: "packages/openai/src/answer-calls.ts",
    from: "asks && !signal?.aborted ?",
    to: "asks ?",
    suites: ["openai"],
  },
  {
    name: "an answer under a key that LangGraph takes for an id",
    file: "packages/langchain/src/ask-by-interrupt.ts",
    from: '`q_${digits.join("")}`',
    to: 'digits.join("")',
    suites: ["langchain"],
  },
  {
    name: "an answer to other arguments",
    file: "packages/langchain/src/ask-by-interrupt.ts",
    from: "tool.slug, args, message, schema, account]",
    to: "tool.slug, message, schema, account]",
    suites: ["langchain"],
  },
  {
    name: "an interrupt that repeats finished calls",
    file: "packages/langchain/src/langchain-tools.ts",
    from: "if (isSeparate || open.length < 2) throw cause;",
    to: "throw cause;",
    suites: ["langchain"],
  },
  {
    name: "a call that waits for a person and is not pending",
    file: "packages/openai/src/answer-calls.ts",
    from: "all.pending.push(group[0]!.original);",
    to: "void group;",
    suites: ["openai"],
  },
  {
    name: "a question that runTools takes for pending",
    file: "packages/openai/src/runnable-tools.ts",
    from: "{ signal, approval, approve }, false)",
    to: "{ signal, approval, approve }, true)",
    suites: ["openai"],
  },
  {
    name: "a changed copy of a tool that nobody guards",
    file: "packages/ai-sdk/src/ai-sdk-tools.ts",
    from: "tool[binding] = bound;",
    to: "Object.defineProperty(tool, binding, { value: bound });",
    suites: ["ai-sdk"],
  },
  {
    name: "a batch within a batch that is approved unseen",
    file: kit("batch-calls"),
    from: "!isBatch(slug) &&",
    to: "isBatch !== undefined &&",
    suites: ["adapter-kit", ...adapters],
  },
  {
    name: "a deletion that is harmless because it is idempotent",
    file: kit("approval"),
    from: "/^(readOnly|create|update)Hint$/",
    to: "/^(readOnly|idempotent|create|update)Hint$/",
    suites: ["adapter-kit", ...adapters],
  },
  {
    name: "a batch that runs what the agent may not run",
    file: kit("allowed-tools"),
    from: "[slug, ...items.map((item) => item.tool_slug)].find",
    to: "[slug].find",
    suites: ["adapter-kit", ...adapters],
  },
  {
    name: "an item of a batch without the bound account",
    file: kit("bind-accounts"),
    from: "...(account !== undefined && { account }),\n    }));",
    to: "}));",
    suites: ["adapter-kit", ...adapters],
  },
  {
    name: "an account of the model that nobody checks",
    file: kit("bind-accounts"),
    from: "return problem ?? result;",
    to: "return result;",
    suites: ["adapter-kit", ...adapters],
  },
  {
    name: "letter case that hides a tool",
    file: kit("batch-calls"),
    from: "slug.trim().toUpperCase()",
    to: "slug",
    suites: ["adapter-kit", ...adapters],
  },
  {
    name: "an item with a second slug",
    file: kit("batch-calls"),
    from: "Object.keys(others).length === 0",
    to: "others !== undefined",
    suites: ["adapter-kit", ...adapters],
  },
  {
    name: "an approval that two calls share (OpenAI)",
    file: "packages/openai/src/answer-calls.ts",
    from: "const isShared = differs || (",
    to: "const isShared = false && (",
    suites: ["openai"],
  },
  {
    name: "an approval that two calls share (LangChain)",
    file: "packages/langchain/src/langchain-tools.ts",
    from: ".length > 1) return sharedCallId",
    to: ".length > 99) return sharedCallId",
    suites: ["langchain"],
  },
  {
    name: "the router's question answered without the user",
    file: kit("ask-person"),
    from: "isApproved && asking === 0 ?",
    to: "asking === 0 ?",
    suites: ["adapter-kit", ...adapters],
  },
  {
    name: "an approval that also answers a later question",
    file: kit("ask-person"),
    from: "isApproved && asking === 0 ?",
    to: "isApproved ?",
    suites: ["adapter-kit", "ai-sdk"],
  },
  {
    name: "any form taken for an approval",
    file: kit("ask-person"),
    from: "values.length === 2 && ",
    to: "",
    suites: ["adapter-kit"],
  },
  {
    name: "an approval of an earlier call used again",
    file: "packages/ai-sdk/src/ai-sdk-tools.ts",
    from: "return { isUnclear, isApproved",
    to: "return { isUnclear: false, isApproved",
    suites: ["ai-sdk"],
  },
  {
    name: "a prediction that no framework is told",
    file: "packages/ai-sdk/src/ai-sdk-tools.ts",
    from: "if (asks || bound.needsRouterApproval) tool",
    to: "if (asks) tool",
    suites: ["ai-sdk"],
  },
  {
    name: "a blocked call that is said not to have run",
    file: kit("call-failure"),
    from: 'const ran = mayHaveRun ? ", but',
    to: 'const ran = false ? ", but',
    suites: ["adapter-kit"],
  },
];

for (const { name, file, from } of mutants) {
  if (readFileSync(root + file, "utf8").split(from).length !== 2) {
    console.error(`${name}: ${file} does not hold this text once: ${from}`);
    process.exit(1);
  }
}
if (process.argv.includes("--check")) process.exit(0);

// A suite that fails by itself notices nothing.
for (const suite of ["adapter-kit", ...adapters]) {
  const output = await test(null, suite);
  if (!/^ *Tests +\d+ passed/m.test(output)) {
    console.error(`${suite} fails without a mutant:\n${output}`);
    process.exit(1);
  }
}

const runs = mutants.flatMap((mutant) => mutant.suites.map((suite) => ({ mutant, suite })));
const survivors = [];
let next = 0;
await Promise.all([1, 2].map(work));
console.log(`${mutants.length} mutants, ${runs.length} runs of suites, ${survivors.length} that noticed nothing.`);
for (const survivor of survivors) console.error(`not noticed: ${survivor}`);
process.exit(survivors.length > 0 ? 1 : 0);

async function work() {
  while (next < runs.length) {
    const { mutant, suite } = runs[next++];
    const output = await test(mutant, suite);
    const failed = /^ *FAIL +\S+ (.*)$/m.exec(output)?.[1];
    const noticed = failed !== undefined && !output.includes("MUTANT:");
    console.log(`${noticed ? "noticed" : "SURVIVED"}  ${mutant.name} — ${suite}${failed ? `: ${failed}` : ""}`);
    if (!noticed) survivors.push(`${mutant.name} — ${suite}\n${output.slice(-2000)}`);
  }
}

function test(mutant, suite) {
  const args = [
    "run",
    "--config",
    "tools/mutants.config.ts",
    "--project",
    suite,
    "--testTimeout=1500",
    "--reporter=dot",
  ];
  // The slow properties of the kit are not needed to notice a mistake.
  const filter =
    suite === "adapter-kit"
      ? ["bind-tools", "call", "approval", "ask-person", "limits", "model-texts", "portable-schema.test", "strict"]
      : [];
  const env = { ...process.env, MUTANT: JSON.stringify(mutant), NO_COLOR: "1" };
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [`${root}node_modules/vitest/vitest.mjs`, ...args, ...filter], {
      cwd: root,
      env,
    });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("close", () => resolve(output));
  });
}
