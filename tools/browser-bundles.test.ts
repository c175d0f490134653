import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import { budgets } from "./budgets.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

const peersOf = (name: string): string[] =>
  Object.keys(
    (JSON.parse(readFileSync(`${root}packages/${name}/package.json`, "utf8")) as { peerDependencies?: object })
      .peerDependencies ?? {},
  );

/**
 * Everything that a bundler for browsers puts in beside the package's entry; its framework is left out, and
 * so is what is imported only when it is asked for.
 */
async function bundled(name: string): Promise<string[]> {
  const folder = `${root}packages/${name}`;
  const frameworks = [...peersOf(name), ...peersOf("adapter-kit")];
  const { metafile } = await build({
    entryPoints: [`${folder}/src/index.ts`],
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    platform: "browser",
    format: "esm",
    conditions: ["@tool-router/source"],
    external: frameworks.flatMap((framework) => [framework, `${framework}/*`]),
    logLevel: "silent",
  });
  const outside = Object.values(metafile.outputs)
    .flatMap(({ imports }) => imports)
    .flatMap(({ path, kind }) => (kind === "dynamic-import" ? [] : [path]));
  return [...Object.keys(metafile.inputs), ...outside];
}

describe.each(Object.entries(budgets.nodeModules))("the root entry of %s", (name, nodeModules) => {
  test("bundles for browsers, with nothing of Node, no zod and no validator", async () => {
    const parts = await bundled(name);
    expect(parts).toContain(`packages/${name}/src/index.ts`);
    expect(parts.filter((part) => part.startsWith("node:"))).toHaveLength(nodeModules);
    expect(parts.filter((part) => /\/(zod|ajv|@cfworker\+json-schema)[@/]/.test(part))).toEqual([]);
    expect(parts.filter((part) => part.startsWith("packages/local/"))).toEqual([]);
  });
});

test("the entry of core for Node brings undici, two modules of Node, and nothing of the client", async () => {
  const { metafile } = await build({
    entryPoints: [`${root}packages/core/src/node/index.ts`],
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    format: "esm",
    conditions: ["@tool-router/source"],
    external: peersOf("core"),
  });
  const outside = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  expect(new Set(outside)).toEqual(new Set(["undici", "node:stream", "node:zlib"]));
  const own = Object.keys(metafile.inputs).filter((path) => !path.startsWith("packages/core/src/node/"));
  expect(own).toEqual([]);
});

test("the entries for OpenTelemetry bring its API and nothing else", async () => {
  for (const name of ["core", "local"]) {
    const { metafile } = await build({
      entryPoints: [`${root}packages/${name}/src/opentelemetry.ts`],
      absWorkingDir: root,
      bundle: true,
      write: false,
      metafile: true,
      platform: "browser",
      format: "esm",
      conditions: ["@tool-router/source"],
      external: peersOf(name),
    });
    const outside = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
    expect(outside).toEqual(["@opentelemetry/api"]);
    expect(Object.keys(metafile.inputs)).toEqual([`packages/${name}/src/opentelemetry.ts`]);
  }
});

test("the root entries bring nothing of OpenTelemetry", async () => {
  for (const name of ["core", "local"]) {
    const { metafile } = await build({
      entryPoints: [`${root}packages/${name}/src/index.ts`],
      absWorkingDir: root,
      bundle: true,
      write: false,
      metafile: true,
      platform: "node",
      format: "esm",
      conditions: ["@tool-router/source"],
      external: peersOf(name),
    });
    const parts = Object.values(metafile.outputs).flatMap(({ imports, inputs }) => [
      ...imports.map(({ path }) => path),
      ...Object.keys(inputs),
    ]);
    expect(parts.filter((part) => part.includes("opentelemetry"))).toEqual([]);
  }
});

test("a module of Node would be found", async () => {
  await expect(bundled("local")).rejects.toThrow(/Could not resolve "node:/);
});
