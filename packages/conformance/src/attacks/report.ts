import { parseArgs } from "node:util";
import { runClass } from "./attack.ts";
import { classes } from "./classes.ts";
import { realTarget } from "./target.ts";

// How many attacks were tried and held, by class. `--class <text>` runs the classes whose title has the text.
const { values } = parseArgs({
  options: { class: { type: "string" }, mutants: { type: "boolean", default: true } },
  allowNegative: true,
});
const started = performance.now();
const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;
const failures: string[] = [];
let tried = 0;
let held = 0;

console.log(`${"Class".padEnd(44)} tried   held     time  mutants`);
for (const one of classes.filter(({ title }) => title.includes(values.class ?? ""))) {
  const began = performance.now();
  const outcomes = await runClass(one, realTarget);
  const failed = outcomes.filter(({ problem }) => problem !== undefined);
  tried += outcomes.length;
  held += outcomes.length - failed.length;
  failures.push(...failed.map(({ name, problem }) => `NOT HELD ${one.title}: ${name}\n  ${problem}`));
  let noticed = 0;
  for (const [name, change] of values.mutants ? one.mutants : []) {
    const known = new Set(failed.map((outcome) => outcome.name));
    const isNew = (outcome: (typeof outcomes)[number]): boolean =>
      outcome.problem !== undefined && !known.has(outcome.name);
    if ((await runClass(one, change(realTarget), isNew)).some(isNew)) noticed++;
    else failures.push(`SURVIVED ${one.title}: ${name}`);
  }
  const numbers = [String(outcomes.length).padStart(5), String(outcomes.length - failed.length).padStart(6)];
  console.log(
    `${one.title.padEnd(44)} ${numbers.join(" ")} ${seconds(began).padStart(8)}  ${noticed}/${one.mutants.length}`,
  );
}
console.log(
  `${"all".padEnd(44)} ${String(tried).padStart(5)} ${String(held).padStart(6)} ${seconds(started).padStart(8)}`,
);
for (const failure of failures) console.log(`\n${failure}`);
process.exit(failures.length === 0 ? 0 : 1);
