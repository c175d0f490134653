import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, isAbsolute, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** A position in a source file. */
interface SourcePosition {
  /** An absolute path. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const LINES_AROUND = 2;
const MAX_LINE_LENGTH = 160;

/** File, line and source excerpt of a loading error; undefined if the position is unknown. */
export function errorFrame(error: unknown, lastLoaded: string | undefined): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const stack = error.stack ?? "";
  const position =
    positionInHeader(stack) ??
    (error instanceof SyntaxError && lastLoaded !== undefined ? syntaxErrorPosition(lastLoaded) : undefined) ??
    positionInFrames(stack);
  return position && codeFrame(position);
}

/** The lines around a position, with its line marked. */
export function codeFrameOf(source: string, { file, line, column }: SourcePosition): string {
  const lines = source.split(/\r?\n/);
  const first = Math.max(1, line - LINES_AROUND);
  const last = Math.min(lines.length, line + LINES_AROUND);
  const width = String(last).length;
  const shown = lines.slice(first - 1, last).flatMap((text, index) => {
    const number = first + index;
    const code = `${number === line ? ">" : " "} ${String(number).padStart(width)} | ${text.slice(0, MAX_LINE_LENGTH)}`;
    if (number !== line || column > MAX_LINE_LENGTH) return [code.trimEnd()];
    // Keep tabs, so that the caret lines up.
    const indent = text.slice(0, column - 1).replaceAll(/[^\t]/g, " ");
    return [code.trimEnd(), `  ${" ".repeat(width)} | ${indent}^`];
  });
  return [`${shortPath(file)}:${line}:${column}`, ...shown].join("\n");
}

function codeFrame(position: SourcePosition): string | undefined {
  try {
    return codeFrameOf(readFileSync(position.file, "utf8"), position);
  } catch {
    return undefined;
  }
}

/** Node begins the stack of many syntax errors with file, line, code and a caret. */
function positionInHeader(stack: string): SourcePosition | undefined {
  const header = /^(\S[^\n]*):(\d+)\n[\s\S]*?^( *)\^+ *$/m.exec(stack);
  if (header?.index !== 0) return undefined;
  const [, file = "", line, indent = ""] = header;
  const path = pathOf(file);
  return isAbsolute(path) ? { file: path, line: Number(line), column: indent.length + 1 } : undefined;
}

/** Folders of the router's own code. In a clone they are not in `node_modules`. */
const ownFolders = [import.meta.dirname, dirname(fileURLToPath(import.meta.resolve("@tool-router/local")))].map(
  (folder) => folder + sep,
);

/** The innermost stack frame outside of Node, the router's own code and installed packages. */
function positionInFrames(stack: string): SourcePosition | undefined {
  for (const [, file = "", line, column] of stack.matchAll(
    /^ +at (?:.*\()?((?:file:\/\/)?\/?[^()\n]+):(\d+):(\d+)\)?$/gm,
  )) {
    const path = pathOf(file);
    const isForeign = path.includes(`${sep}node_modules${sep}`) || ownFolders.some((folder) => path.startsWith(folder));
    if (isAbsolute(path) && !isForeign) return { file: path, line: Number(line), column: Number(column) };
  }
  return undefined;
}

/** Node reports the position of a module's syntax error only with `--check`. */
function syntaxErrorPosition(file: string): SourcePosition | undefined {
  let input: string;
  try {
    input = readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
  const { stderr } = spawnSync(process.execPath, ["--check", "--input-type=module", "-"], {
    input,
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  const found = /^\[stdin\]:(\d+)\n[^\n]*\n( *)\^/m.exec(stderr);
  return found === null ? undefined : { file, line: Number(found[1]), column: (found[2] ?? "").length + 1 };
}

function pathOf(file: string): string {
  return file.startsWith("file://") ? fileURLToPath(file) : file;
}

function shortPath(file: string): string {
  const short = relative(process.cwd(), file);
  return short.startsWith("..") ? file : short;
}
