/**
 * Makes an id that begins with `prefix` and `_`. The prefixes in use: `ak` (project key), `trs` (session), `ca`
 * (connected account), `lt` (link token), `ft` (file token), `file` (tool's file), `mex` (offloaded
 * result), `log` (run), `req` (request), `workflow` (becomes a word).
 */
export type Ids = (prefix: string) => string;

// 32 letters, so that five bits of a random byte pick one without bias.
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
/** Whoever knows a key, or the token of a link or a file, may use it, so these are long. */
const secretPrefixes = new Set(["ak", "lt", "ft"]);

/** Ids that nobody can guess: the default. */
export function randomIds(): Ids {
  return (prefix) => {
    const bytes = crypto.getRandomValues(new Uint8Array(secretPrefixes.has(prefix) ? 26 : 14));
    return `${prefix}_${Array.from(bytes, (byte) => alphabet[byte & 31]).join("")}`;
  };
}

/** Ids that count up for each prefix (`trs_000001`, `trs_000002`, …), for tests that compare whole answers. */
export function sequentialIds(): Ids {
  const counts = new Map<string, number>();
  return (prefix) => {
    const count = (counts.get(prefix) ?? 0) + 1;
    counts.set(prefix, count);
    return `${prefix}_${String(count).padStart(6, "0")}`;
  };
}
