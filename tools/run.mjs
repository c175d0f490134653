// Runs a command with the pinned Node and pnpm: `node tools/run.mjs node tools/test.mjs`.
// Downloads both from the npm registry on the first run; later runs use npm's cache.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const NODE = readFileSync(new URL("../.nvmrc", import.meta.url), "utf8").trim();
const PNPM = "11.28.11";
/** The oldest system Node that is used as it is. */
const OLDEST = [24, 18];

const [major, minor] = process.versions.node.split(".").map(Number);
const nodeIsNewEnough = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
const command = process.argv.slice(2).join(" ");
const insidePnpm = (process.env.npm_config_user_agent ?? "").startsWith(`pnpm/${PNPM.split(".")[0]}.`);

const environment = {
  ...process.env,
  // In a terminal, pnpm asks questions that it skips in CI.
  CI: process.env.CI ?? "1",
  TURBO_TELEMETRY_DISABLED: "1",
  DO_NOT_TRACK: "1",
  REDOCLY_TELEMETRY: "off",
  REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
  TOOLCHAIN_READY: "1",
};

const ready = nodeIsNewEnough && (process.env.TOOLCHAIN_READY === "1" || insidePnpm);
const node = nodeIsNewEnough ? "" : `-p node@${NODE}`;
const install = "pnpm install --frozen-lockfile --prefer-offline --reporter=append-only --loglevel=warn";
const result = spawnSync(
  ready ? command : `npx -y --prefer-offline ${node} -p pnpm@${PNPM} -c "${install} && ${command}"`,
  { shell: true, stdio: "inherit", env: environment },
);

if (result.error) {
  console.error(`Could not start npx: ${result.error.message}. Install Node 20 or newer together with npm.`);
}
process.exit(result.status ?? 1);
