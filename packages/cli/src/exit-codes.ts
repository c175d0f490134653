import { CommanderError } from "commander";

/** Exit codes of every command. They are documented in the help and in the README. */
export const EXIT_OK = 0;
const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

/** Ends a command that has already reported its failure. */
export class CommandFailed extends CommanderError {
  constructor() {
    super(EXIT_FAILED, "tool-router.failed", "");
  }
}

/** The exit code for an error that commander or a command threw. Rethrows any other error. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommandFailed) return error.exitCode;
  // Commander itself uses 1 for usage errors.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_OK : EXIT_USAGE;
  throw error;
}
