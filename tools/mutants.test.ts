import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("each mistake of `pnpm test:mutants` still has its place in the sources", async () => {
  const program = fileURLToPath(new URL("mutants.mjs", import.meta.url));
  const { stderr } = await promisify(execFile)(process.execPath, [program, "--check"]).catch(
    (error: { stderr: string }) => error,
  );
  expect(stderr).toBe("");
});
