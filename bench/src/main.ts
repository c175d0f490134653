// `pnpm bench` measures everything, `pnpm bench call import` two topics. With `--docs`, the tables go into
// docs/performance.md as well.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describeOrigin } from "./origin.ts";
import { installRivals } from "./rivals.ts";
import { type Table, toMarkdown } from "./table.ts";

/** In the order of the tables. */
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

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const unknown = asked.filter((name) => !topics[name]);
if (unknown.length > 0) {
  console.error(`No topic is called ${unknown.join(" or ")}. There are: ${Object.keys(topics).join(", ")}.`);
  process.exit(1);
}

installRivals();
const names = asked.length > 0 ? asked : Object.keys(topics);
if (names.length === 1) {
  await measureTopic(names[0]!);
  // A rival may hold the process for a while after its last call.
  process.exit(0);
}
// Each in a process of its own: what one topic loads must not slow down the next, nor count as its memory.
const flags = process.argv.slice(2).filter((argument) => argument.startsWith("--"));
for (const name of names) {
  const { status } = spawnSync(process.execPath, [process.argv[1]!, name, ...flags], { stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}

async function measureTopic(name: string): Promise<void> {
  const origin = describeOrigin();
  const { date, commit, node, machine } = origin;
  const from = `_${date}, commit ${commit}, Node ${node}, ${machine}._`;
  const tables = await (await topics[name]!()).measure();
  const text = `${tables.map(toMarkdown).join("\n\n")}\n\n${from}`;
  console.log(`\n## ${name}\n\n${text}`);
  const results = fileURLToPath(new URL("../results/", import.meta.url));
  mkdirSync(results, { recursive: true });
  writeFileSync(`${results}${name}.json`, `${JSON.stringify({ topic: name, origin, tables }, null, 2)}\n`);
  if (process.argv.includes("--docs")) putIntoDocs(name, text);
}

/** Replaces what stands between the topic's two marks. */
function putIntoDocs(topic: string, text: string): void {
  const file = fileURLToPath(new URL("../../docs/performance.md", import.meta.url));
  const marked = new RegExp(`(<!-- ${topic} -->\n)[^]*?(<!-- /${topic} -->)`);
  const old = readFileSync(file, "utf8");
  if (!marked.test(old)) throw new Error(`docs/performance.md has no marks for ${topic}.`);
  writeFileSync(
    file,
    old.replace(marked, (_, start: string, end: string) => `${start}\n${text}\n\n${end}`),
  );
}
