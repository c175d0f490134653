import type { ErrorObject } from "ajv";
import { shorten } from "../shorten.ts";

type Path = readonly string[];
/** A problem at a path from the root of the value; or alternatives, of which one must be fixed. */
type Problem = { path: Path; schemaPath: string } & ({ text: string } | { alternatives: Problem[] });

const MAX_PROBLEMS = 20;
const MAX_PROBLEM_LENGTH = 1_000;
const MAX_SEGMENT_LENGTH = 60;

/** Later errors are kept: the last one sums up the others. */
const MAX_VALIDATION_ERRORS = 1_000;

/**
 * Turns validation errors into readable messages, one per problem: at most 20, and 1,000 characters each.
 *
 * `format` combines the path of a value with its problem.
 */
export function schemaProblems(errors: readonly ErrorObject[], format: (path: Path, text: string) => string): string[] {
  const problems = problemsOf(errors.slice(-MAX_VALIDATION_ERRORS));
  const texts = [...new Set(problems.map((problem) => shorten(render(problem, format), MAX_PROBLEM_LENGTH)))];
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

function problemsOf(errors: readonly ErrorObject[]): Problem[] {
  const problems: Problem[] = [];
  for (const error of errors) {
    const path = segments(error.instancePath);
    const { schemaPath } = error;
    if (error.keyword === "anyOf" || error.keyword === "oneOf") {
      // The errors of the alternatives come right before the error of the keyword itself.
      const end = problems.findLastIndex((problem) => !isWithin(problem, path, schemaPath));
      const alternatives = problems.splice(end + 1);
      problems.push(
        alternatives.length > 0
          ? { path, schemaPath, alternatives }
          : { path, schemaPath, text: "does not match any allowed schema" },
      );
    } else {
      const { name, text } = readError(error);
      problems.push({ path: name === undefined ? path : [...path, name], schemaPath, text });
    }
  }
  return problems;
}

function isWithin(problem: Problem, path: Path, choicePath: string): boolean {
  if (!path.every((segment, index) => problem.path[index] === segment)) return false;
  const parent = choicePath.slice(0, choicePath.lastIndexOf("/") + 1);
  if (problem.schemaPath.startsWith(`${choicePath}/`) || !problem.schemaPath.startsWith(parent)) return true;
  // A sibling keyword is not an alternative. An alternative's `$ref` may point to any of these.
  return /^(?:\$defs|definitions|components)\//.test(problem.schemaPath.slice(parent.length));
}

function render(problem: Problem, format: (path: Path, text: string) => string): string {
  // Alternatives for the same value share one path.
  const byPath = new Map<string, { path: Path; texts: Set<string> }>();
  for (const { path, text } of leavesOf(problem)) {
    const key = JSON.stringify(path);
    const { texts } = byPath.get(key) ?? { texts: new Set<string>() };
    byPath.set(key, { path, texts: texts.add(text) });
  }
  return [...byPath.values()].map(({ path, texts }) => format(path, [...texts].join(", or "))).join(", or ");
}

function leavesOf(problem: Problem): { path: Path; text: string }[] {
  return "text" in problem ? [problem] : problem.alternatives.flatMap(leavesOf);
}

/** The message of an error, and the name of its property if that is missing or unknown. */
function readError({ keyword, params, message }: ErrorObject): { name?: string; text: string } {
  switch (keyword) {
    case "required":
      return { name: String(params["missingProperty"]), text: "is required" };
    case "additionalProperties":
      return { name: String(params["additionalProperty"]), text: "is unknown" };
    case "unevaluatedProperties":
      return { name: String(params["unevaluatedProperty"]), text: "is unknown" };
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
      return { text: message ?? "is invalid" };
  }
}

function segments(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}
