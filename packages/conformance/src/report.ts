import { parseArgs } from "node:util";
import { fuzz } from "./fuzz.ts";
import { gapsOf, totals } from "./fuzz-mix.ts";
import { mutants } from "./mutants.ts";
import { outcomes, problemOf, type Outcome } from "./outcome.ts";
import { requirements } from "./requirements.ts";
import { routersOn } from "./routers-on-stores.ts";

// How much of what a router must do the local router does, for a person to read. With `--store folder` or `--store redis`
// its state is kept there.
const { values } = parseArgs({ options: { store: { type: "string" } } });
const { store } = values;
if (store !== undefined && store !== "folder" && store !== "redis") {
  throw new Error(`--store must be folder or redis; it is ${store}`);
}
if (store === "redis" && process.env["TEST_REDIS_URL"] === undefined) {
  // A tool of the repository, which is no package.
  await (await import(new URL("../../../tools/redis-server.mjs", import.meta.url).href)).default();
}
const onStore = store && routersOn(store, process.env["TEST_REDIS_URL"]);
const results = await outcomes(onStore?.makeRouter);
await onStore?.clear();
const held = results.filter(({ problem }) => problem === undefined);
const sections = new Map<string, Outcome[]>();
for (const result of results) {
  const { section } = result.requirement;
  sections.set(section, [...(sections.get(section) ?? []), result]);
}

console.log(
  `Requirements held / all${store === undefined ? "" : `, with state in a ${store === "redis" ? "Redis" : store}`}\n`,
);
for (const [section, all] of sections) {
  const good = all.filter(({ problem }) => problem === undefined).length;
  console.log(`  ${section.padEnd(14)} ${String(good).padStart(3)} / ${String(all.length).padStart(3)}`);
}
console.log(`  ${"all".padEnd(14)} ${String(held.length).padStart(3)} / ${String(results.length).padStart(3)}`);

for (const { requirement, problem } of results) {
  if (problem !== undefined)
    console.log(`\nNOT HELD ${requirement.id}: ${requirement.rule}: ${requirement.expected}\n  ${problem}`);
}

// The wrong routers and the fuzzer are about what is done, not about where its outcome is kept.
const isSound = store !== undefined || (await lookFurther());
process.exit(held.length === results.length && isSound ? 0 : 1);

/** The choices, the wrong routers and the requests made from the document; whether all is as it should be. */
async function lookFurther(): Promise<boolean> {
  console.log("\nWhere the hosted router's behaviour is not known, this was chosen\n");
  for (const { id, choice } of requirements) if (choice !== undefined) console.log(`  ${id}: ${choice}`);

  console.log("\nWrong routers that were noticed, and by how many requirements\n");
  let survived = 0;
  for (const [name, makeRouter] of mutants) {
    const problems = await Promise.all(requirements.map((requirement) => problemOf(requirement, makeRouter)));
    const noticed = problems.filter((problem) => problem !== undefined).length;
    if (noticed === 0) survived++;
    console.log(`  ${noticed === 0 ? "SURVIVED" : String(noticed).padStart(8)}  ${name}`);
  }
  console.log(`\n${mutants.size - survived} of ${mutants.size} noticed`);

  const report = await fuzz(26_000, 20_260_101);
  const { statuses, problems, requests } = report;
  console.log(`\n${requests} requests made from the document, by operation: all, those that succeeded, each status\n`);
  for (const [id, counts] of [...statuses].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const { all, good } = totals(counts);
    const each = [...counts].toSorted(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
    const share = `${Math.round((100 * good) / all)} %`;
    console.log(`  ${String(all).padStart(5)} ${share.padStart(5)}  ${id}  ${each.join(", ")}`);
  }
  console.log(`\n${problems.length} answers of 500, or not as the document says`);
  for (const problem of problems.slice(0, 5)) console.log(`  ${problem}`);

  const gaps = gapsOf(report);
  console.log(`\n${gaps.length} gaps in what was tried`);
  for (const gap of gaps) console.log(`  ${gap}`);
  return survived === 0 && problems.length === 0 && gaps.length === 0;
}
