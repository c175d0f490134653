// `npm test`: builds, checks and tests everything, and ends with one line that says what came of it.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";

const report = ".vitest/report.json";

/** Each step, and what to do when it fails. */
const steps = [
  {
    name: "layers",
    command: "turbo boundaries --no-color",
    help: "An import runs upward, or a package uses what its package.json does not name. CONTRIBUTING.md has the layers.",
  },
  {
    name: "build, types, lint, format, packages",
    command:
      "turbo run build typecheck lint check:format check:unused check:lockfile check:packages --output-logs=errors-only --log-order=grouped",
    help: "Read the first error above. Formatting mends itself with `pnpm format`, generated files with `pnpm generate`.",
  },
  {
    name: "tests",
    command: "turbo run test:vitest --output-logs=new-only --log-prefix=none",
    help: "Run one project with `pnpm exec vitest --project core`.",
  },
  {
    name: "attacks",
    command: "turbo run test:attacks --output-logs=new-only --log-prefix=none",
    help: "Run one class with `pnpm test:attacks --class SSRF`.",
  },
];

const started = performance.now();
mkdirSync(".vitest", { recursive: true });
rmSync(report, { force: true });

let failed;
for (const step of steps) {
  const began = performance.now();
  console.log(`\n── ${step.name}`);
  // What came out of a step is kept until a file or the version of Node changes.
  const env = { ...process.env, TOOLCHAIN_NODE: process.version };
  const { status } = spawnSync(`pnpm exec ${step.command}`, { shell: true, stdio: "inherit", env });
  console.log(`── ${step.name}: ${status === 0 ? "ok" : "FAILED"} in ${seconds(began)}`);
  if (status !== 0) {
    failed = step;
    break;
  }
}

if (failed) console.error(`\n${failed.name} failed after ${seconds(started)}. ${failed.help}`);
else console.log(`\nEverything holds, in ${seconds(started)}.`);
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
