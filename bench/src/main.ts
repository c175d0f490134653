// `pnpm bench` runs all topics, `pnpm bench call import` two. `--docs` also updates docs/performance.md.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describeRun } from "./run-info.ts";
import { installRivals } from "./rivals.ts";
import { type Table, toMarkdown } from "./table.ts";

/** Topics, in the order of docs/performance.md. */
const topics: Readonly<Record<string, () => Promise<{ measure: () => Promise<Table[]> }>>> = {
  call: () => import("./topics/call.ts"),
  bundle: () => import("./topics/bundle.ts"),
  import: () => import("./topics/import.ts"),
  conversion: () => import("./topics/conversion.ts"),
  memory: () => import("./topics/memory.ts"),
  "first-result": () => import("./topics/first-result.ts"),
  install: () => import("./topics/install.ts"),
  types: () => import("./topics/types.ts"),
  "local-router": () => import("./topics/local-router.ts"),
  "hostile-body": () => import("./topics/hostile-body.ts"),
  network: () => import("./topics/network.ts"),
};

const requested = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const unknown = requested.filter((name) => !topics[name]);
if (unknown.length > 0) {
  console.error(`Unknown topic: ${unknown.join(", ")}. Topics: ${Object.keys(topics).join(", ")}.`);
  process.exit(1);
}

installRivals();
const names = requested.length > 0 ? requested : Object.keys(topics);
if (names.length === 1) {
  await measureTopic(names[0]!);
  // Some rivals keep the process alive after their last call.
  process.exit(0);
}
// Each topic runs in its own process, so that it does not affect the time and memory of the next.
const flags = process.argv.slice(2).filter((argument) => argument.startsWith("--"));
for (const name of names) {
  const { status } = spawnSync(process.execPath, [process.argv[1]!, name, ...flags], { stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}

async function measureTopic(name: string): Promise<void> {
  const origin = describeRun();
  const { date, commit, node, machine } = origin;
  const source = `_${date}, commit ${commit}, Node ${node}, ${machine}._`;
  const tables = await (await topics[name]!()).measure();
  const text = `${tables.map(toMarkdown).join("\n\n")}\n\n${source}`;
  console.log(`\n## ${name}\n\n${text}`);
  const results = fileURLToPath(new URL("../results/", import.meta.url));
  mkdirSync(results, { recursive: true });
  writeFileSync(`${results}${name}.json`, `${JSON.stringify({ topic: name, origin, tables }, null, 2)}\n`);
  if (process.argv.includes("--docs")) updateDocs(name, text);
}

/** Replaces the text between the topic's markers. */
function updateDocs(topic: string, text: string): void {
  const file = fileURLToPath(new URL("../../docs/performance.md", import.meta.url));
  const marked = new RegExp(`(<!-- ${topic} -->\n)[^]*?(<!-- /${topic} -->)`);
  const old = readFileSync(file, "utf8");
  if (!marked.test(old)) throw new Error(`docs/performance.md has no markers <!-- ${topic} -->.`);
  writeFileSync(
    file,
    old.replace(marked, (_, start: string, end: string) => `${start}\n${text}\n\n${end}`),
  );
}
