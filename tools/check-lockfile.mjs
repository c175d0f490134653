// A lockfile made where a registry lacks some platform packages installs no binary elsewhere.
// Fails when a family of native packages in pnpm-lock.yaml misses a platform.
import { readFileSync } from "node:fs";

const lockfile = readFileSync(new URL("../pnpm-lock.yaml", import.meta.url), "utf8");
const locked = new Set(
  [...lockfile.matchAll(/^ {2}'?((?:@[^/'\s]+\/)?[^@'\s]+)@[^:\s]+'?:$/gm)].map((match) => match[1]),
);

/** What each native package calls its platform packages. */
const families = {
  turbo: ["@turbo/darwin-64", "@turbo/darwin-arm64", "@turbo/linux-64", "@turbo/linux-arm64", "@turbo/windows-64"],
  typescript: ["darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64", "win32-x64"].map(
    (p) => `@typescript/typescript-${p}`,
  ),
  esbuild: ["darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64", "win32-x64"].map((p) => `@esbuild/${p}`),
  rolldown: ["darwin-arm64", "darwin-x64", "linux-arm64-gnu", "linux-x64-gnu", "win32-x64-msvc"].map(
    (p) => `@rolldown/binding-${p}`,
  ),
  lightningcss: ["darwin-arm64", "darwin-x64", "linux-arm64-gnu", "linux-x64-gnu", "win32-x64-msvc"].map(
    (p) => `lightningcss-${p}`,
  ),
  lefthook: ["darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64", "windows-x64"].map((p) => `lefthook-${p}`),
  oxlint: ["darwin-arm64", "darwin-x64", "linux-arm64-gnu", "linux-x64-gnu", "win32-x64-msvc"].map(
    (p) => `@oxlint/binding-${p}`,
  ),
  "oxlint-tsgolint": ["darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64", "win32-x64"].map(
    (p) => `@oxlint-tsgolint/${p}`,
  ),
  oxfmt: ["darwin-arm64", "darwin-x64", "linux-arm64-gnu", "linux-x64-gnu", "win32-x64-msvc"].map(
    (p) => `@oxfmt/binding-${p}`,
  ),
};

const missing = Object.entries(families)
  .filter(([name]) => locked.has(name))
  .flatMap(([name, platforms]) =>
    platforms.filter((platform) => !locked.has(platform)).map((platform) => `${name}: ${platform}`),
  );
const hosts = lockfile.match(/https?:\/\/[^\s}]+/g) ?? [];

if (missing.length > 0 || hosts.length > 0) {
  for (const line of missing) console.error(`pnpm-lock.yaml lacks the platform package of ${line}`);
  for (const host of hosts) console.error(`pnpm-lock.yaml names a host: ${host}`);
  console.error(
    "Pin the version in pnpm-workspace.yaml to one that is complete in every registry, then run pnpm install.",
  );
  process.exit(1);
}
console.log(
  `pnpm-lock.yaml holds every platform of: ${Object.keys(families)
    .filter((name) => locked.has(name))
    .join(", ")}`,
);
