// Checks that commit messages are conventional: `type(scope): summary`.
//   node tools/check-commits.mjs <file>            the message in a file (commit-msg hook)
//   node tools/check-commits.mjs <from>..<to>      the commits of a range, without merges (CI)
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const TYPES = ["build", "chore", "ci", "docs", "feat", "fix", "perf", "refactor", "revert", "style", "test"];
const MAX_SUBJECT_LENGTH = 72;

/** What is wrong with the subject of a commit; undefined if it is valid. */
export function problemOf(subject) {
  if (/^(Merge |Revert |fixup! |squash! |amend! )/.test(subject)) return undefined;
  const format = /^([a-z]+)(\([a-z0-9./,-]+\))?!?: (\S.*)$/;
  const [, type, , summary] = format.exec(subject) ?? [];
  if (type === undefined) return 'Expected "type(scope): summary", such as "fix(core): report lost batch items".';
  if (!TYPES.includes(type)) return `Unknown type "${type}". Types: ${TYPES.join(", ")}.`;
  if (subject.length > MAX_SUBJECT_LENGTH) {
    return `Expected at most ${MAX_SUBJECT_LENGTH} characters, got ${subject.length}.`;
  }
  if (summary.endsWith(".")) return "Remove the period at the end.";
  return undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [source = ""] = process.argv.slice(2);
  const problems = subjectsOf(source).flatMap((subject) => {
    const problem = problemOf(subject);
    return problem ? [`"${subject}": ${problem}`] : [];
  });
  if (problems.length > 0) console.error(problems.join("\n"));
  process.exitCode = problems.length > 0 ? 1 : 0;
}

function subjectsOf(source) {
  if (source.includes("..")) {
    const log = execFileSync("git", ["log", "--no-merges", "--format=%s", source], { encoding: "utf8" });
    return log.split("\n").filter((line) => line !== "");
  }
  const lines = readFileSync(source, "utf8").split("\n");
  return [lines.find((line) => line.trim() !== "" && !line.startsWith("#")) ?? ""];
}
