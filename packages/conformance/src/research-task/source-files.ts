import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { isAbsolute, join, posix, relative, sep } from "node:path";
import { closest } from "./closest.ts";

/** Folders that hold no sources: what was installed or built, and what tools keep for themselves. */
const isSkipped = (folder: string): boolean => folder.startsWith(".") || skipped.has(folder);
const skipped = new Set(["node_modules", "dist", "coverage"]);
const mostFiles = 20_000;

/** The source files of one folder. Paths are relative to it and have slashes; nothing outside can be reached. */
export interface SourceFiles {
  /** The paths below a folder (`""` is the top), sorted. */
  list(folder: string, signal: AbortSignal): Promise<string[]>;
  read(path: string, mostBytes: number, signal: AbortSignal): Promise<{ path: string; bytes: number; text: string }>;
}

export function sourceFiles(root: string): SourceFiles {
  const list = async (folder: string, signal: AbortSignal): Promise<string[]> => {
    const start = plainPath(folder);
    requireSources(start);
    const paths: string[] = [];
    const open = [start];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      signal.throwIfAborted();
      for (const entry of await entries(next)) {
        const path = posix.join(next, entry.name);
        // A link to somewhere else is neither a file nor a folder here.
        if (entry.isDirectory() && !isSkipped(entry.name)) open.push(path);
        if (entry.isFile() && !isSecret(entry.name)) paths.push(path);
      }
      if (paths.length > mostFiles) throw new Error(`There are more than ${mostFiles} files; name a smaller folder`);
    }
    return paths.toSorted();
  };

  const entries = async (folder: string): ReturnType<typeof readDirectory> => {
    try {
      return await readDirectory(join(root, folder));
    } catch (error) {
      if (!isMissing(error)) throw error;
      throw new Error(`There is no folder '${folder}'`, { cause: error });
    }
  };

  return {
    list,
    async read(path, mostBytes, signal) {
      const wanted = plainPath(path);
      requireSources(posix.dirname(wanted));
      const file = join(root, wanted);
      const found = await stat(file).catch(() => undefined);
      if (!found?.isFile() || isSecret(posix.basename(wanted))) {
        const similar = closest(wanted, await list("", signal), 3).map((candidate) => `'${candidate}'`);
        throw new Error(`There is no file '${wanted}'. The closest: ${similar.join(", ")}`);
      }
      // A link inside may lead outside.
      requireSources(posix.dirname(plainPath(relative(await realpath(root), await realpath(file)))));
      if (found.size > mostBytes) {
        throw new Error(
          `'${wanted}' has ${found.size} bytes, more than the ${mostBytes} that can be read; search it instead`,
        );
      }
      return { path: wanted, bytes: found.size, text: await readFile(file, { encoding: "utf8", signal }) };
    },
  };
}

/** The path in its plain form: `./a/../b/` is `b`, and the top is `""`. */
function plainPath(path: string): string {
  const plain = posix.normalize(path.replaceAll(sep, "/")).replace(/\/+$/, "");
  if (isAbsolute(path) || plain === ".." || plain.startsWith("../")) {
    throw new Error(`'${path}' leads out of the repository; paths begin at its top, such as 'package.json'`);
  }
  return plain === "." ? "" : plain;
}

function requireSources(folder: string): void {
  const part = folder.split("/").find((name) => name !== "." && isSkipped(name));
  if (part !== undefined) throw new Error(`The folder '${part}' holds no sources`);
}

// People keep credentials in such files.
const isSecret = (name: string): boolean => name === ".env" || name.startsWith(".env.");

const readDirectory = (path: string) => readdir(path, { withFileTypes: true });

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOENT" || code === "ENOTDIR";
}
