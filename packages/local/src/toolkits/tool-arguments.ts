import { Ajv, type Options, type ValidateFunction } from "ajv";
import { Ajv2019 } from "ajv/dist/2019.js";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { JsonObject } from "../json.ts";
import { addFormats } from "../validation/formats.ts";
import { dotted, schemaProblems } from "../validation/schema-problems.ts";

/** Says in one line what is wrong with the arguments, or nothing. It changes nothing about them. */
export type ArgumentCheck = (args: JsonObject) => string | undefined;

const options: Options = {
  strict: false,
  allErrors: true,
  // `toString` as the name of an argument must not count as given.
  ownProperties: true,
  // Patterns in the wild are rarely written for the u flag.
  unicodeRegExp: false,
  logger: false,
  // Checked before, for a better message.
  validateSchema: false,
};

const checks = new WeakMap<JsonObject, ArgumentCheck>();
const resultChecks = new WeakMap<JsonObject, ArgumentCheck>();

/** Says in one line what is wrong with a tool's result, or nothing. */
export function compileResultCheck(outputSchema: JsonObject): ArgumentCheck {
  return compileCheck(outputSchema, resultChecks, "The result does not fit the output schema: ", "the result");
}

/** Compiles a tool's input schema. A dialect that is unknown, or not named, is read as 2020-12. Throws if it does not compile. */
export function compileArgumentCheck(inputSchema: JsonObject): ArgumentCheck {
  return compileCheck(inputSchema, checks, "Invalid arguments: ", "the arguments");
}

function compileCheck(
  written: JsonObject,
  compiled: WeakMap<JsonObject, ArgumentCheck>,
  beginning: string,
  whole: string,
): ArgumentCheck {
  const known = compiled.get(written);
  if (known !== undefined) return known;
  // Draft-04 called its $id so; later drafts have no such keyword, and the compiler stumbles over it.
  const { $schema: dialect, id: _, ...schema } = written;
  const compiler = compilerFor(dialect);
  if (compiler.validateSchema(schema) === false) {
    throw new Error(describe({ errors: compiler.errors }, "the schema"));
  }
  const validate = compiler.compile(schema);
  // The compiler would keep every schema for good, and refuse the next one with the same $id.
  compiler.removeSchema(schema);
  const check: ArgumentCheck = (args) => (validate(args) ? undefined : `${beginning}${describe(validate, whole)}`);
  compiled.set(written, check);
  return check;
}

function describe({ errors }: { errors?: ValidateFunction["errors"] | undefined }, whole: string): string {
  return schemaProblems(errors ?? [], (path, text) =>
    path.length === 0 ? `${whole} ${text}` : `'${dotted(path)}' ${text}`,
  ).join("; ");
}

const compilers = new Map<string, Ajv>();

function compilerFor(dialect: unknown): Ajv {
  const draft =
    typeof dialect === "string" ? (/draft-0?([4-7])|(2019)-09/.exec(dialect)?.slice(1).find(Boolean) ?? "") : "";
  const existing = compilers.get(draft);
  if (existing !== undefined) return existing;
  const Compiler = draft === "" ? Ajv2020 : draft === "2019" ? Ajv2019 : Ajv;
  const compiler = new Compiler(options);
  addFormats(compiler);
  compilers.set(draft, compiler);
  return compiler;
}
