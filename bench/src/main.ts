// `pnpm bench` measures everything, `pnpm bench call import` two topics. With `--docs`, the tables go into
// docs/performance.md as well.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describeOrigin } from "./origin.ts";
import { installRivals } from "./rivals.ts";
import { type Table, toMarkdown } from "./table.ts";

/** In the order of the tables. A topic is loaded when its turn comes: it must not make the others slower. */
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
  network: () => import("./topics/network.ts"),
};

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const unknown = asked.filter((name) => !topics[name]);
if (unknown.length > 0) {
  console.error(`No topic is called ${unknown.join(" or ")}. There are: ${Object.keys(topics).join(", ")}.`);
  process.exit(1);
}

installRivals();
const origin = describeOrigin();
const results = fileURLToPath(new URL("../results/", import.meta.url));
mkdirSync(results, { recursive: true });
const { date, commit, node, machine } = origin;
const from = `${date}, commit ${commit}, Node ${node}, ${machine}`;
console.log(from);

for (const name of asked.length > 0 ? asked : Object.keys(topics)) {
  const tables = await (await topics[name]!()).measure();
  const text = tables.map(toMarkdown).join("\n\n");
  console.log(`\n## ${name}\n\n${text}`);
  writeFileSync(`${results}${name}.json`, `${JSON.stringify({ topic: name, origin, tables }, null, 2)}\n`);
  if (process.argv.includes("--docs")) putIntoDocs(name, `${text}\n\n_${from}._`);
}
// A rival may hold the process for a while after its last call.
process.exit(0);

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
