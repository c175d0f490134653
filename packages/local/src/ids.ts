/**
 * Generates an id that starts with `prefix` and `_`. Prefixes: `ak` (project key), `trs` (session), `ca` (connected
 * account), `ac` (auth config), `job` (revocation), `lt` (link token), `os` (sign-in state), `ob` (browser of a sign-in),
 * `ft` (file token), `file` (tool file), `as` (approval state), `mex` (offloaded result), `log` (run), `req` (request),
 * `workflow` (turned into a word).
 */
export interface Ids {
  (prefix: string): string;
  /** Starts over. Called by the router's `reset()`. */
  reset?(): void;
}

// 32 letters, so that five bits of a random byte pick one without bias.
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
/** Prefixes of credentials, which are longer. */
const secretPrefixes = new Set(["ak", "lt", "ft", "os", "ob", "as"]);

/** Unguessable ids, the default. */
export function randomIds(): Ids {
  // Random bytes are requested in bulk: a few cost as much as many.
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

/** Ids that count up for each prefix (`trs_000001`, `trs_000002`, …), for tests that compare whole responses. */
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
 * Generates ids until `take` accepts one. Sequential ids start over in each process and may already be in a persistent
 * store.
 */
export async function unusedId(ids: Ids, prefix: string, take: (id: string) => Promise<boolean>): Promise<string> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const id = ids(prefix);
    if (await take(id)) return id;
  }
  throw new Error(`The option ids returned ${MAX_ATTEMPTS} ids for ${prefix} that are all in use`);
}

const MAX_ATTEMPTS = 1000;
