import type { CustomToolContext, CustomToolDefinition, CustomToolRun, StandardSchema } from "./custom-tool-types.ts";
import { andThen } from "./read-result.ts";
import type { ExecuteResult, JSONObject } from "./result.ts";
import type { ExecuteOptions } from "./tool-calls.ts";

/** Validates the arguments and runs the tool. Never rejects. */
export async function runCustomTool<Args>(
  definition: CustomToolDefinition<Args>,
  standard: Partial<StandardSchema<Args>["~standard"]> | undefined,
  args: JSONObject,
  { session, userId }: CustomToolRun,
  signal: AbortSignal,
): Promise<ExecuteResult> {
  try {
    const checked = await standard?.validate?.(args);
    if (checked?.issues) {
      const problems = checked.issues.map(({ path, message }) => `${pathText(path)}: ${message}`);
      return failure(`Invalid arguments: ${problems.join("; ")}`);
    }
    const context = createContext(session, userId, signal);
    return await toResult(await definition.execute((checked ? checked.value : args) as Args, context));
  } catch (error) {
    return failure(textOfError(error) || "The tool failed.", error);
  }
}

/** The location of a Standard Schema's issue. Each step is a key, or an object with a key. */
const pathText = (path: readonly unknown[] = []): string =>
  path.map((step) => String(typeof step === "object" && step && "key" in step ? step.key : step)).join(".") ||
  "arguments";

function createContext(
  { id, execute, proxy }: CustomToolRun["session"],
  userId: string | undefined,
  signal: AbortSignal,
): CustomToolContext {
  const withSignal = <Options extends { readonly signal?: AbortSignal | undefined }>(options?: Options): Options =>
    ({ ...options, signal: options?.signal ? AbortSignal.any([signal, options.signal]) : signal }) as Options;
  return {
    signal,
    userId,
    sessionId: id,
    execute: (tool: string, args: object, options?: ExecuteOptions) => execute(tool, args, withSignal(options)),
    proxy: (request, options) => proxy(request, withSignal(options)),
  };
}

/** Converts the value that a tool returned. */
async function toResult(value: unknown): Promise<ExecuteResult> {
  if (value instanceof Error) return failure(textOfError(value) || "The tool failed.", value);
  if (typeof value === "function") return failure("The tool returned a function. Return a JSON value.");
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return completed(value === undefined ? {} : { result: value });
  }
  const isResult = "resultType" in value && "error" in value && "logId" in value;
  return isResult ? andThen(value as ExecuteResult, proxyToResult) : completed(value as JSONObject);
}

/** A completed result of `context.proxy` has its response beside `data`; moves it into `data`. */
function proxyToResult(result: ExecuteResult): ExecuteResult {
  if (!("status" in result)) return result;
  const { status, data, headers, binary_data } = result as unknown as JSONObject;
  return completed({ status, data, headers, binary_data });
}

const completed = (data: JSONObject): ExecuteResult => ({ resultType: "completed", data, error: null, logId: "" });

const failure = (error: string, cause?: unknown): ExecuteResult =>
  Object.defineProperty({ resultType: "failed" as const, data: {}, error, logId: "" }, "cause", { value: cause });

export const textOfError = (error: unknown): string => (error instanceof Error ? error.message : String(error));
