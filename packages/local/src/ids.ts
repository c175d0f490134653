/**
 * Makes an id that begins with `prefix` and `_`. The prefixes in use: `ak` (project key), `trs` (session), `ca`
 * (connected account), `ac` (auth config), `job` (revocation), `lt` (link token), `os` (state of a sign-in), `ob` (the
 * browser that it is of), `ft` (file token), `file` (tool's file), `as` (state of a question), `mex` (offloaded result),
 * `log` (run), `req` (request), `workflow` (becomes a word).
 */
export interface Ids {
  (prefix: string): string;
  /** Begins anew. Called by the router's `reset()`. */
  reset?(): void;
}

// 32 letters, so that five bits of a random byte pick one without bias.
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
/** Whoever knows a key, or the token of a link or a file, may use it, so these are long. */
const secretPrefixes = new Set(["ak", "lt", "ft", "os", "ob", "as"]);

/** Ids that nobody can guess: the default. */
export function randomIds(): Ids {
  // To ask for a few bytes costs as much as to ask for many.
  const bytes = new Uint8Array(4096);
  let used = bytes.length;
  return (prefix) => {
    const length = secretPrefixes.has(prefix) ? 26 : 14;
    if (used + length > bytes.length) {
      crypto.getRandomValues(bytes);
      used = 0;
    }
    let id = `${prefix}_`;
    for (const end = used + length; used < end; used++) {
      id += alphabet.charAt((bytes[used] as number) & 31);
      bytes[used] = 0;
    }
    return id;
  };
}

/** Ids that count up for each prefix (`trs_000001`, `trs_000002`, …), for tests that compare whole answers. */
export function sequentialIds(): Ids {
  const counts = new Map<string, number>();
  const next = (prefix: string): string => {
    const count = (counts.get(prefix) ?? 0) + 1;
    counts.set(prefix, count);
    return `${prefix}_${String(count).padStart(6, "0")}`;
  };
  return Object.assign(next, {
    reset: () => {
      counts.clear();
    },
  });
}

/**
 * Makes ids until one is `taken` for the first time. Random ones are; counted ones begin anew with each process, and go
 * past those that a store has already.
 */
export async function unusedId(ids: Ids, prefix: string, take: (id: string) => Promise<boolean>): Promise<string> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const id = ids(prefix);
    if (await take(id)) return id;
  }
  throw new Error(`ids gave ${mostAttempts} ids for ${prefix} that are all in use`);
}

const mostAttempts = 1000;
