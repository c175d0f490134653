import { document } from "@tool-router/openapi/document";
import { Ajv2020 } from "ajv/dist/2020.js";
import { isJSONObject } from "../json.ts";
import { errorCodes, pointerTo, resolvePointer, specOperations } from "../spec.ts";
import { addFormats } from "../validation/formats.ts";

const compiler = new Ajv2020({ strict: false, allErrors: true, logger: false });
addFormats(compiler);
compiler.addSchema(document, "document");

/** Statuses that the HTTP layer may return for any operation. */
const COMMON_STATUSES = [404, 405, 413, 429, 501, 503];

/** A `fetch` that throws for responses that violate the API document. */
export function checkedFetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const method = (init?.method ?? (input instanceof Request ? input.method : "GET")).toLowerCase();
    await checkAnswer(method, pathname, response.clone());
    return response;
  };
}

async function checkAnswer(method: string, pathname: string, response: Response): Promise<void> {
  const path = /^\/api\/v3(?:\.1)?(\/.*)$/.exec(pathname)?.[1];
  if (path === undefined) return;
  const what = `${method} ${path} → ${response.status}`;
  for (const header of ["x-request-id", "x-ratelimit", "x-ratelimit-remaining", "x-ratelimit-window-size"]) {
    if (!response.headers.has(header)) throw new Error(`${what}: missing header ${header}`);
  }
  const body: unknown = await response.json();
  if (!response.ok) checkEnvelope(what, response, body);

  const operation = specOperations.find(
    (candidate) => candidate.method.toLowerCase() === method && matches(candidate.path, path),
  );
  if (operation === undefined) return;
  const pointer = pointerTo("paths", operation.path, method, "responses", String(response.status));
  if (resolvePointer(pointer) === undefined) {
    if (COMMON_STATUSES.includes(response.status)) return;
    throw new Error(`${what}: status not in the API document`);
  }
  requireFit(what, bodyPointer(pointer), body);
}

function checkEnvelope(what: string, response: Response, body: unknown): void {
  requireFit(what, "#/components/schemas/Error", body);
  const error = isJSONObject(body) ? body["error"] : undefined;
  if (!isJSONObject(error)) throw new Error(`${what}: missing error envelope`);
  const known = errorCodes.get(String(error["slug"]));
  if (error["status"] !== response.status || known?.status !== response.status || known.code !== error["code"]) {
    throw new Error(`${what}: slug, code and status do not match: ${JSON.stringify(error)}`);
  }
  if (error["request_id"] !== response.headers.get("x-request-id")) throw new Error(`${what}: request ids differ`);
}

function bodyPointer(responsePointer: string): string {
  const response = resolvePointer(responsePointer);
  const reference = isJSONObject(response) ? response["$ref"] : undefined;
  const inline = typeof reference === "string" ? reference : responsePointer;
  return `${inline}/content/${encodeURIComponent("application~1json")}/schema`;
}

function requireFit(what: string, pointer: string, body: unknown): void {
  const validate = compiler.getSchema(`document${pointer}`) ?? compiler.compile({ $ref: `document${pointer}` });
  if (!validate(body)) throw new Error(`${what}: ${compiler.errorsText(validate.errors)} in ${JSON.stringify(body)}`);
}

function matches(template: string, path: string): boolean {
  return new RegExp(`^${template.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(path);
}
