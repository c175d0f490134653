// `pnpm test:mutants`: puts one mistake after the other into the adapters and their kit, and lists those that a suite does
// not notice. `--check` only reports the mutants whose place was not found.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { mutants } from "./mutants/list.mjs";
import { placeOf, sourcesOf } from "./mutants/place.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

const unplaced = [];
const placed = mutants.flatMap((mutant) => {
  try {
    return [{ ...mutant, place: placeOf(mutant, sourcesOf(root, mutant.package)) }];
  } catch (error) {
    unplaced.push(`${mutant.name}: ${error.message}`);
    return [];
  }
});
for (const problem of unplaced) console.error(`no place: ${problem}`);
console.log(`${placed.length} of ${mutants.length} mutants have their place in the sources.`);
if (process.argv.includes("--check")) process.exit(unplaced.length > 0 ? 1 : 0);

// A suite that fails without a mutant proves nothing.
for (const suite of new Set(placed.flatMap(({ suites }) => suites))) {
  const output = await test(null, suite);
  if (!/^ *Tests +\d+ passed/m.test(output)) {
    console.error(`${suite} fails without a mutant:\n${output}`);
    process.exit(1);
  }
}

const runs = placed.flatMap((mutant) => mutant.suites.map((suite) => ({ mutant, suite })));
const survivors = [];
let next = 0;
await Promise.all([1, 2].map(work));
console.log(`${placed.length} mutants, ${runs.length} runs of suites, ${survivors.length} survived.`);
for (const survivor of survivors) console.error(`survived: ${survivor}`);
process.exit(survivors.length + unplaced.length > 0 ? 1 : 0);

async function work() {
  while (next < runs.length) {
    const { mutant, suite } = runs[next++];
    const output = await test(mutant.place, suite);
    const failed = /^ *FAIL +\S+ (.*)$/m.exec(output)?.[1];
    console.log(`${failed ? "noticed" : "SURVIVED"}  ${mutant.name} — ${suite}${failed ? `: ${failed}` : ""}`);
    if (!failed) survivors.push(`${mutant.name} — ${suite}\n${output.slice(-2000)}`);
  }
}

function test(place, suite) {
  const vitest = `${root}node_modules/vitest/vitest.mjs`;
  const config = "tools/mutants/vitest.config.ts";
  const args = ["run", "--config", config, "--project", suite, "--testTimeout=1500", "--reporter=dot"];
  const env = { ...process.env, MUTANT: JSON.stringify(place), NO_COLOR: "1" };
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [vitest, ...args], { cwd: root, env });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("close", () => resolve(output));
  });
}
