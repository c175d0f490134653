import { parseArgs } from "node:util";
import { fuzz } from "./fuzz.ts";
import { coverageGaps, totals } from "./fuzz-coverage.ts";
import { mutants } from "./mutants.ts";
import { runRequirements, findProblem, type Outcome } from "./run-requirements.ts";
import { requirements } from "./requirements.ts";
import { persistentRouters } from "./persistent-routers.ts";

// Prints which requirements the local router meets. `--store sqlite` and `--store redis` select a persistent store.
const { values } = parseArgs({ options: { store: { type: "string" } } });
const { store } = values;
if (store !== undefined && store !== "sqlite" && store !== "redis") {
  throw new Error(`--store must be sqlite or redis. Got: ${store}`);
}
if (store === "redis" && process.env["TEST_REDIS_URL"] === undefined) {
  // A script of the repository that is not part of a package.
  await (await import(new URL("../../../tools/redis-server.mjs", import.meta.url).href)).default();
}
const onStore = store && persistentRouters(store, process.env["TEST_REDIS_URL"]);
const results = await runRequirements(onStore?.makeRouter);
await onStore?.clear();
const held = results.filter(({ problem }) => problem === undefined);
const sections = new Map<string, Outcome[]>();
for (const result of results) {
  const { section } = result.requirement;
  sections.set(section, [...(sections.get(section) ?? []), result]);
}

console.log(
  `Requirements met / all${store === undefined ? "" : `, with state in ${store === "redis" ? "Redis" : "SQLite"}`}\n`,
);
for (const [section, all] of sections) {
  const good = all.filter(({ problem }) => problem === undefined).length;
  console.log(`  ${section.padEnd(14)} ${String(good).padStart(3)} / ${String(all.length).padStart(3)}`);
}
console.log(`  ${"all".padEnd(14)} ${String(held.length).padStart(3)} / ${String(results.length).padStart(3)}`);

for (const { requirement, problem } of results) {
  if (problem !== undefined)
    console.log(`\nFAILED ${requirement.id}: ${requirement.rule}: ${requirement.expected}\n  ${problem}`);
}

// Mutants and fuzzing do not depend on the store, so they run only with the default one.
const isSound = store !== undefined || (await reportFurtherChecks());
process.exit(held.length === results.length && isSound ? 0 : 1);

/** Prints the choices, the mutants and the fuzz results. Returns whether all checks passed. */
async function reportFurtherChecks(): Promise<boolean> {
  console.log("\nChoices where the hosted router's behavior is unknown\n");
  for (const { id, choice } of requirements) if (choice !== undefined) console.log(`  ${id}: ${choice}`);

  console.log("\nMutants (routers with one bug each), by the number of requirements that detect them\n");
  let survived = 0;
  for (const [name, makeRouter] of mutants) {
    const problems = await Promise.all(requirements.map((requirement) => findProblem(requirement, makeRouter)));
    const detections = problems.filter((problem) => problem !== undefined).length;
    if (detections === 0) survived++;
    console.log(`  ${detections === 0 ? "SURVIVED" : String(detections).padStart(8)}  ${name}`);
  }
  console.log(`\n${mutants.size - survived} of ${mutants.size} detected`);

  const report = await fuzz(26_000, 20_260_101);
  const { statuses, problems, requests } = report;
  console.log(
    `\n${requests} requests generated from the API document, by operation: total, success rate, count of each status\n`,
  );
  for (const [id, counts] of [...statuses].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const { all, good } = totals(counts);
    const each = [...counts].toSorted(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
    const share = `${Math.round((100 * good) / all)} %`;
    console.log(`  ${String(all).padStart(5)} ${share.padStart(5)}  ${id}  ${each.join(", ")}`);
  }
  console.log(`\n${problems.length} responses with status 500 or outside of the API document`);
  for (const problem of problems.slice(0, 5)) console.log(`  ${problem}`);

  const gaps = coverageGaps(report);
  console.log(`\n${gaps.length} gaps in coverage`);
  for (const gap of gaps) console.log(`  ${gap}`);
  return survived === 0 && problems.length === 0 && gaps.length === 0;
}
