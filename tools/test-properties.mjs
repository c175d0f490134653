// `pnpm test:properties`: the property tests of all packages with a random seed and many runs.
// To repeat a run: FC_SEED=<the printed seed> pnpm test:properties.
import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";

const { FC_SEED: seed = String(Date.now() % 2 ** 31), FC_RUNS: runs = "1000" } = process.env;
console.log(`FC_SEED=${seed} FC_RUNS=${runs}`);

const files = globSync("packages/*/src/**/*.test.ts").filter((file) =>
  /fast-check|fuzz\(/.test(readFileSync(file, "utf8")),
);
const { status } = spawnSync("pnpm", ["exec", "vitest", "run", "--testTimeout=600000", ...files], {
  stdio: "inherit",
  shell: process.platform === "win32",
  env: { ...process.env, FC_SEED: seed, FC_RUNS: runs },
});
process.exitCode = status ?? 1;
