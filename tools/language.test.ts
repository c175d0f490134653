import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

// CONTRIBUTING.md, "Language", explains the rule behind these phrases.

const root = fileURLToPath(new URL("..", import.meta.url));

/** Phrases to avoid, and what to write instead. */
const phrases: readonly (readonly [pattern: RegExp, advice: string])[] = [
  [/\b(no|some|any)body\b/gi, "name who: the caller, the user, a person"],
  [/\bwho(m|so)?ever\b/gi, "name who: the caller, the user"],
  [/\bwhat(so)?ever\b/gi, '"any", or name the thing'],
  [/\b(is|are|was|were) none\b/gi, "invalid, missing, unknown, empty, not a …"],
  [/\b(what|which|who|that) (is|are|was|were) no (?!longer\b)/gi, '"is not a …", "without …"'],
  [/\b(is|are) no (valid|plain|JSON|object|number|string|tool|session|URL|address)\b/gi, '"is not a …", "invalid …"'],
  [/\bthere (is|are|was|were) not\b/gi, "unknown, missing"],
  [/\bwhich there (is|are)\b/gi, "unknown, missing, or leave it out"],
  [/\bsuch as that\b/gi, "name the example"],
  [/\b(tell|tells|told|telling) that\b/gi, '"says that", "reports that"'],
  [/\bin vain\b/gi, '"without an answer", "fails"'],
  [/\bto be had\b/gi, "available"],
];

/** Uses that are correct, as `file: phrase`. */
const exceptions = new Set<string>([]);

const checked = /\.(md|ts|tsx|mjs|js|ya?ml|json|txt)$/;
const generated = /(^|\/)(pnpm-lock\.yaml|package-lock\.json)$|^packages\/openapi\/src\/(schema|document)\.ts$/;
const tracked = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root })
  .toString()
  .split("\0")
  .filter((file) => checked.test(file) && !generated.test(file) && existsSync(root + file));

/** Phrases may continue on the next line of a paragraph or a comment. */
const patterns = phrases.map(([{ source, flags }, advice]) => ({
  pattern: new RegExp(source.replaceAll(" ", String.raw`\s+(?:(?://+|\*|#)\s+)?`), flags),
  advice,
}));

function findings(file: string): string[] {
  const text = readFileSync(root + file, "utf8");
  return patterns.flatMap(({ pattern, advice }) =>
    [...text.matchAll(pattern)]
      .map(({ 0: found, index }) => ({ found: found.replaceAll(/\s+(?:(?:\/\/+|\*|#)\s+)?/g, " ").trim(), index }))
      .filter(({ found }) => !exceptions.has(`${file}: ${found}`))
      .map(({ found, index }) => `${file}:${text.slice(0, index).split("\n").length}: "${found}": ${advice}`),
  );
}

test("uses plain language", () => {
  expect(tracked.length).toBeGreaterThan(50);
  expect(tracked.flatMap(findings)).toEqual([]);
});
