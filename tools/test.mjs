// `npm test`: builds, checks and tests everything, and ends with a summary.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";

const report = ".vitest/report.json";

/** Each step, and what to do when it fails. */
const steps = [
  {
    name: "layers",
    command: "turbo boundaries --no-color",
    help: "An import points upward, or a dependency is missing from package.json. See the layers in CONTRIBUTING.md.",
  },
  {
    name: "build, types, lint, format, packages",
    command:
      "turbo run build typecheck lint check:format check:unused check:lockfile check:packages --output-logs=errors-only --log-order=grouped",
    help: "Read the first error above. `pnpm format` fixes formatting, `pnpm generate` generated files.",
  },
  {
    name: "tests",
    command: "turbo run test:vitest --output-logs=new-only --log-prefix=none",
    help: "Run one project with `pnpm exec vitest --project core`.",
  },
];

const started = performance.now();
mkdirSync(".vitest", { recursive: true });
rmSync(report, { force: true });

let failed;
for (const step of steps) {
  const began = performance.now();
  console.log(`\n── ${step.name}`);
  // Turbo caches a step until a file or the version of Node changes.
  const env = { ...process.env, TOOLCHAIN_NODE: process.version };
  const { status } = spawnSync(`pnpm exec ${step.command}`, { shell: true, stdio: "inherit", env });
  console.log(`── ${step.name}: ${status === 0 ? "ok" : "FAILED"} in ${seconds(began)}`);
  if (status !== 0) {
    failed = step;
    break;
  }
}

if (failed) console.error(`\n${failed.name} failed after ${seconds(started)}. ${failed.help}`);
else console.log(`\nAll checks passed in ${seconds(started)}.`);
const tests = readReport();
if (tests)
  console.log(
    `tests: ${tests.numPassedTests} passed, ${tests.numFailedTests} failed, ${tests.numPendingTests} skipped`,
  );
process.exit(failed ? 1 : 0);

function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

function readReport() {
  try {
    return JSON.parse(readFileSync(report, "utf8"));
  } catch {
    return undefined;
  }
}
