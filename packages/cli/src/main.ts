import { readFileSync } from "node:fs";
import { Command } from "commander";
import { addServe } from "./commands/serve.ts";
import { EXIT_OK, exitCodeOf } from "./exit-codes.ts";
import type { IO } from "./io.ts";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
};

/** Runs a command line, without the names of Node and the program. Resolves with the exit code. */
export async function run(argv: readonly string[], io: IO): Promise<number> {
  const program = new Command("tool-router")
    .description("Tool router on your own machine.")
    .version(version, "--version")
    .exitOverride()
    .configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      outputError: (text, write) => {
        write(text + hintFor(text));
      },
    })
    .addHelpText(
      "after",
      `
Example:
  $ npx @tool-router/cli serve ./toolkits.ts --port 4310

Exit codes: 0 done or stopped by a signal, 1 failed, 2 invalid command line.`,
    );
  addServe(program, io);
  try {
    await program.parseAsync(argv, { from: "user" });
    return EXIT_OK;
  } catch (error) {
    return exitCodeOf(error);
  }
}

/** A path in the place of a command was probably meant for `serve`. */
function hintFor(text: string): string {
  const [, path] = /^error: unknown command '(.*[./].*)'/.exec(text) ?? [];
  return path === undefined ? "" : `(Did you mean tool-router serve ${path}?)\n`;
}
