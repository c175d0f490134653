import { watch, type FSWatcher } from "node:fs";
import { dirname, join } from "node:path";

/** Editors write a file in several steps. */
const SETTLE_MS = 100;

export interface WatchedFiles {
  /** Adds an absolute path. The file may be missing. */
  readonly add: (file: string) => void;
  readonly close: () => void;
}

/** Calls a function after any of the files has changed. */
export function watchFiles(onChange: () => void): WatchedFiles {
  const files = new Set<string>();
  // Folders, because editors replace files instead of writing to them.
  const folders = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  const schedule = (): void => {
    clearTimeout(timer);
    timer = setTimeout(onChange, SETTLE_MS);
  };
  return {
    add: (file) => {
      files.add(file);
      const folder = dirname(file);
      if (folders.has(folder)) return;
      try {
        const watcher = watch(folder, (_, name) => {
          if (name === null || files.has(join(folder, name))) schedule();
        });
        watcher.on("error", () => {
          watcher.close();
          folders.delete(folder);
        });
        folders.set(folder, watcher);
      } catch {
        // The folder does not exist.
      }
    },
    close: () => {
      clearTimeout(timer);
      for (const watcher of folders.values()) watcher.close();
    },
  };
}
