import { Ajv } from "ajv";
import { Ajv2019 } from "ajv/dist/2019.js";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { JsonObject } from "../json.ts";
import { shorten } from "../shorten.ts";
import { createSchemaCompiler, type SchemaCompiler, type Validate } from "../validation/compile-schema.ts";
import { dotted, schemaProblems } from "../validation/schema-problems.ts";
import { sizeOf } from "../validation/size.ts";

/** Says in one line what is wrong with the arguments, or nothing. It changes nothing about them. */
export type ArgumentCheck = (args: JsonObject) => string | undefined;

const MAX_PROBLEM_LENGTH = 5_000;

/** Compiling takes about a second for a schema of this size. */
const MAX_SCHEMA_SIZE = 50_000;

const checks = new WeakMap<JsonObject, ArgumentCheck>();
const resultChecks = new WeakMap<JsonObject, ArgumentCheck>();

/** Says in one line what is wrong with a tool's result, or nothing. `where` names the schema in warnings. */
export function compileResultCheck(outputSchema: JsonObject, where?: string): ArgumentCheck {
  return compileCheck(outputSchema, resultChecks, "The result does not fit the output schema: ", "the result", where);
}

/**
 * Compiles a tool's input schema. A dialect that is unknown, or not named, is read as 2020-12. Patterns that the engine
 * does not support are left unchecked, with a warning of the process; `where` names the schema in it.
 *
 * @throws Error if the schema does not compile, or has more than 50,000 values.
 */
export function compileArgumentCheck(inputSchema: JsonObject, where?: string): ArgumentCheck {
  return compileCheck(inputSchema, checks, "Invalid arguments: ", "the arguments", where);
}

function compileCheck(
  written: JsonObject,
  compiled: WeakMap<JsonObject, ArgumentCheck>,
  beginning: string,
  whole: string,
  where = "a schema",
): ArgumentCheck {
  const known = compiled.get(written);
  if (known !== undefined) return known;
  // Draft-04 called its $id so; later drafts have no such keyword, and the compiler stumbles over it.
  const { $schema: dialect, id: _, ...schema } = written;
  if (sizeOf(schema, MAX_SCHEMA_SIZE) === MAX_SCHEMA_SIZE) {
    throw new Error(`the schema has more than ${MAX_SCHEMA_SIZE} values; split the tool, or describe less`);
  }
  const compiler = compilerFor(dialect);
  const wrong = compiler.checkSchema(schema);
  if (wrong !== undefined) throw new Error(describe(wrong, "the schema"));
  const validate = compiler.compile(schema, (pattern) => {
    process.emitWarning(
      `${where}: the pattern ${shorten(pattern, 200)} is not checked. Lookarounds, backreferences and counts above 1000 are not supported, since matching them can take exponential time.`,
      "ToolRouterWarning",
    );
  });
  const check: ArgumentCheck = (args) => {
    const findings = validate(args);
    return findings && `${beginning}${describe(findings, whole)}`;
  };
  compiled.set(written, check);
  return check;
}

function describe(findings: NonNullable<ReturnType<Validate>>, whole: string): string {
  const problems = schemaProblems(findings, (path, text) =>
    path.length === 0 ? `${whole} ${text}` : `'${dotted(path)}' ${text}`,
  );
  return shorten(problems.join("; "), MAX_PROBLEM_LENGTH);
}

const compilers = new Map<string, SchemaCompiler>();

function compilerFor(dialect: unknown): SchemaCompiler {
  const draft =
    typeof dialect === "string" ? (/draft-0?([4-7])|(2019)-09/.exec(dialect)?.slice(1).find(Boolean) ?? "") : "";
  const existing = compilers.get(draft);
  if (existing !== undefined) return existing;
  const Compiler = draft === "" ? Ajv2020 : draft === "2019" ? Ajv2019 : Ajv;
  const compiler = createSchemaCompiler(Compiler);
  compilers.set(draft, compiler);
  return compiler;
}
