import { readdirSync, existsSync } from "node:fs";
import { defineConfig } from "vitest/config";

const conditions = ["@tool-router/source", "module", "node", "development|production"];
const folders = ["packages", "examples"].flatMap((parent) =>
  readdirSync(`${import.meta.dirname}/${parent}`)
    .map((name) => `${parent}/${name}`)
    .filter((folder) => existsSync(`${import.meta.dirname}/${folder}/package.json`)),
);

/** Projects whose tests need a Redis. */
const withRedis = new Set(["packages/local", "packages/conformance"]);

// One project per package, all with the sources of the other packages: no build is needed to test.
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    // The default leaves one core idle, which is half of a small machine.
    maxWorkers: "100%",
    projects: [...folders, "tools"].map((root) => ({
      extends: true as const,
      test: {
        name: root.replace("packages/", ""),
        root: `${import.meta.dirname}/${root}`,
        include: ["**/*.test.{ts,mjs}"],
        exclude: ["**/node_modules/**", "**/dist/**"],
        // A worker for each file costs more than most files do. The client's tests replace timers and modules.
        isolate: root === "packages/core",
        unstubEnvs: true,
        setupFiles: [`${import.meta.dirname}/tools/property-runs.ts`],
        // Vitest stops it when the tests are done.
        globalSetup: withRedis.has(root) ? [`${import.meta.dirname}/tools/redis-server.mjs`] : [],
      },
    })),
  },
});
