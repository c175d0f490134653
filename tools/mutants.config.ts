import { readFileSync } from "node:fs";
import { defineConfig, mergeConfig, type Plugin } from "vitest/config";
import base from "../vitest.config.ts";

interface Mutant {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** Puts one mistake into one file, as it is read: the sources stay as they are. */
function mutate({ file, from, to }: Mutant): Plugin {
  const path = `${import.meta.dirname}/../${file}`;
  return {
    name: `mutant ${file} ${to}`,
    enforce: "pre",
    load(id) {
      if (!id.split("?")[0]?.endsWith(file)) return undefined;
      const code = readFileSync(path, "utf8");
      if (code.split(from).length !== 2) throw new Error(`MUTANT: ${file} does not hold ${from} once.`);
      return code.replace(from, () => to);
    },
  };
}

const mutant = JSON.parse(process.env["MUTANT"] ?? "null") as Mutant | null;

// What vitest keeps of earlier runs knows nothing of mutants.
const test = { fsModuleCache: false };

export default defineConfig(mergeConfig(base, { test, plugins: mutant ? [mutate(mutant)] : [] }));
