/** The process around a command. Tests pass their own. */
export interface IO {
  /** Writes to standard output. */
  readonly out: (text: string) => void;
  /** Writes to standard error. */
  readonly err: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborts when the command should stop, as with Ctrl-C. */
  readonly stop: AbortSignal;
  /** Path and arguments of this program, which `--watch` starts again. */
  readonly program: readonly [path: string, ...argv: string[]];
}
