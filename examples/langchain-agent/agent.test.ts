import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const flags = ["--conditions=@tool-router/source", "--disable-warning=ExperimentalWarning"];
const env = { ...process.env, OPENAI_API_KEY: "", COMPOSIO_API_KEY: "" };

test("calls the tool and repeats its result, without any key", { timeout: 60_000 }, async () => {
  const file = fileURLToPath(new URL("agent.mts", import.meta.url));
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [...flags, file], { env });
  expect(stdout).toMatch(/^called CLOCK_NOW\nThe clock says \{"now":"20\d\d-[^"]+Z"\}\n$/);
  expect(stderr).toBe("");
});
