import { readFileSync } from "node:fs";
import { defineConfig, mergeConfig, type Plugin } from "vitest/config";
import base from "../../vitest.config.ts";

/** A range of a file, and the code to put there. */
interface Mutation {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly code: string;
}

/** Changes one file as it is loaded; the file on disk stays as it is. */
function mutate({ file, start, end, code }: Mutation): Plugin {
  return {
    name: `mutant ${file} ${code}`,
    enforce: "pre",
    load(id) {
      if (!id.split("?")[0]?.endsWith(file)) return undefined;
      const text = readFileSync(`${import.meta.dirname}/../../${file}`, "utf8");
      return text.slice(0, start) + code + text.slice(end);
    },
  };
}

const mutation = JSON.parse(process.env["MUTANT"] ?? "null") as Mutation | null;

// Vitest's module cache does not see the mutation.
const test = { fsModuleCache: false };

export default defineConfig(mergeConfig(base, { test, plugins: mutation ? [mutate(mutation)] : [] }));
