import { Ajv } from "ajv";
import { Ajv2019 } from "ajv/dist/2019.js";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { JSONObject } from "../json.ts";
import { shorten } from "../shorten.ts";
import { createSchemaCompiler, type SchemaCompiler, type Validate } from "../validation/compile-schema.ts";
import { dotted, schemaProblems } from "../validation/schema-problems.ts";
import { sizeOf } from "../validation/size.ts";

/** Returns a one-line description of the problems with the arguments, or undefined. Never changes the arguments. */
export type ArgumentCheck = (args: JSONObject) => string | undefined;

const MAX_PROBLEM_LENGTH = 5_000;

/** Compiling a schema of this size takes about a second. */
const MAX_SCHEMA_SIZE = 50_000;

const checks = new WeakMap<JSONObject, ArgumentCheck>();
const resultChecks = new WeakMap<JSONObject, ArgumentCheck>();

/** Compiles a tool's output schema. `where` names the schema in warnings. */
export function compileResultCheck(outputSchema: JSONObject, where?: string): ArgumentCheck {
  return compileCheck(outputSchema, resultChecks, "The result does not match the output schema: ", "the result", where);
}

/**
 * Compiles a tool's input schema. The default dialect is 2020-12.
 *
 * Unsupported patterns are not checked; a process warning names them and `where`.
 *
 * @throws Error if the schema is invalid, or has more than 50,000 values.
 */
export function compileArgumentCheck(inputSchema: JSONObject, where?: string): ArgumentCheck {
  return compileCheck(inputSchema, checks, "Invalid arguments: ", "the arguments", where);
}

function compileCheck(
  written: JSONObject,
  compiled: WeakMap<JSONObject, ArgumentCheck>,
  prefix: string,
  whole: string,
  where = "a schema",
): ArgumentCheck {
  const known = compiled.get(written);
  if (known !== undefined) return known;
  // Draft-04's name of $id. Later drafts lack it, and Ajv rejects it.
  const { $schema: dialect, id: _, ...schema } = written;
  if (sizeOf(schema, MAX_SCHEMA_SIZE) === MAX_SCHEMA_SIZE) {
    throw new Error(`the schema has more than ${MAX_SCHEMA_SIZE} values. Split the tool, or simplify the schema`);
  }
  const compiler = compilerFor(dialect);
  const schemaErrors = compiler.checkSchema(schema);
  if (schemaErrors !== undefined) throw new Error(describe(schemaErrors, "the schema"));
  const validate = compiler.compile(schema, (pattern) => {
    process.emitWarning(
      `${where}: the pattern ${shorten(pattern, 200)} is not checked. Lookarounds, backreferences and counts above 1000 are not supported, since matching them can take exponential time.`,
      "ToolRouterWarning",
    );
  });
  const check: ArgumentCheck = (args) => {
    const errors = validate(args);
    return errors && `${prefix}${describe(errors, whole)}`;
  };
  compiled.set(written, check);
  return check;
}

function describe(errors: NonNullable<ReturnType<Validate>>, whole: string): string {
  const problems = schemaProblems(errors, (path, text) =>
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
