import type { ErrorObject } from "ajv";
import { shorten } from "../shorten.ts";

type Path = readonly string[];
/** One thing that is wrong, at a path from the root of the value; or several of which one would have to be put right. */
type Problem = { path: Path; schemaPath: string } & ({ text: string } | { alternatives: Problem[] });

const MAX_PROBLEMS = 20;
const MAX_PROBLEM_LENGTH = 1_000;
const MAX_SEGMENT_LENGTH = 60;

/** The finding that sums up the others is the last one. */
const MAX_FINDINGS = 1_000;

/**
 * Turns a validator's findings into texts a person can act on, one per problem: at most 20, and 1,000 characters each.
 * `say` puts together where something is wrong and what.
 */
export function schemaProblems(findings: readonly ErrorObject[], say: (path: Path, text: string) => string): string[] {
  const problems = problemsOf(findings.slice(-MAX_FINDINGS));
  const texts = [...new Set(problems.map((problem) => shorten(render(problem, say), MAX_PROBLEM_LENGTH)))];
  const rest = texts.length - MAX_PROBLEMS;
  return rest > 0 ? [...texts.slice(0, MAX_PROBLEMS), `and ${rest} more`] : texts;
}

/** `["queries", "0", "use_case"]` → `queries[0].use_case`, with long names shortened. */
export function dotted(path: Path): string {
  return path.reduce((text, segment) => {
    const name = shorten(segment, MAX_SEGMENT_LENGTH);
    if (/^\d+$/.test(name)) return `${text}[${name}]`;
    return text === "" ? name : `${text}.${name}`;
  }, "");
}

function problemsOf(findings: readonly ErrorObject[]): Problem[] {
  const problems: Problem[] = [];
  for (const finding of findings) {
    const path = segments(finding.instancePath);
    const { schemaPath } = finding;
    if (finding.keyword === "anyOf" || finding.keyword === "oneOf") {
      // The findings of each alternative come just before the one that says that none fits.
      const end = problems.findLastIndex((problem) => !isWithin(problem, path, schemaPath));
      const alternatives = problems.splice(end + 1);
      problems.push(
        alternatives.length > 0
          ? { path, schemaPath, alternatives }
          : { path, schemaPath, text: "fits none of the allowed forms" },
      );
    } else {
      const { name, text } = readFinding(finding);
      problems.push({ path: name === undefined ? path : [...path, name], schemaPath, text });
    }
  }
  return problems;
}

function isWithin(problem: Problem, path: Path, choicePath: string): boolean {
  if (!path.every((segment, index) => problem.path[index] === segment)) return false;
  const parent = choicePath.slice(0, choicePath.lastIndexOf("/") + 1);
  if (problem.schemaPath.startsWith(`${choicePath}/`) || !problem.schemaPath.startsWith(parent)) return true;
  // A keyword beside the choice is no part of it. What an alternative refers to may lie anywhere.
  return /^(?:\$defs|definitions|components)\//.test(problem.schemaPath.slice(parent.length));
}

function render(problem: Problem, say: (path: Path, text: string) => string): string {
  // Alternatives for the same value name it once.
  const byPlace = new Map<string, { path: Path; texts: Set<string> }>();
  for (const { path, text } of leavesOf(problem)) {
    const place = JSON.stringify(path);
    const { texts } = byPlace.get(place) ?? { texts: new Set<string>() };
    byPlace.set(place, { path, texts: texts.add(text) });
  }
  return [...byPlace.values()].map(({ path, texts }) => say(path, [...texts].join(", or "))).join(", or ");
}

function leavesOf(problem: Problem): { path: Path; text: string }[] {
  return "text" in problem ? [problem] : problem.alternatives.flatMap(leavesOf);
}

/** What a finding says, and the name of the property if it is about one that is missing or not known. */
function readFinding({ keyword, params, message }: ErrorObject): { name?: string; text: string } {
  switch (keyword) {
    case "required":
      return { name: String(params["missingProperty"]), text: "is required" };
    case "additionalProperties":
      return { name: String(params["additionalProperty"]), text: "is not known here" };
    case "unevaluatedProperties":
      return { name: String(params["unevaluatedProperty"]), text: "is not known here" };
    case "enum": {
      const allowed = (params["allowedValues"] as unknown[]).map((value) => JSON.stringify(value));
      return { text: `must be one of ${allowed.join(", ")}` };
    }
    case "const":
      return { text: `must be ${JSON.stringify(params["allowedValue"])}` };
    case "type":
      return { text: `must be ${[params["type"] as string | string[]].flat().join(" or ")}` };
    case "false schema":
      return { text: "is not allowed" };
    default:
      return { text: message ?? "is not valid" };
  }
}

function segments(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}
