import { document } from "@tool-router/openapi/document";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";

const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
// A CommonJS package: depending on the loader, the import is the function or an object with it.
const addFormats = ("default" in formats ? formats.default : formats) as unknown as (target: unknown) => unknown;
addFormats(ajv);
ajv.addSchema(document, "document");

/** Statuses that any operation may return without declaring them. */
export const undeclaredStatuses: ReadonlySet<number> = new Set([404, 405, 413, 429, 501, 503]);

/**
 * Wraps `fetch` and rejects on violations of the API document: an undeclared response, a body that does not match its
 * schema, a missing header, or success for an invalid request.
 */
export function checkedFetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const sent = request.body === null ? "" : await request.clone().text();
    const response = await fetch(request, init?.signal ? { signal: init.signal } : undefined);
    const path = /^\/api\/v3(?:\.1)?(\/.*)$/.exec(new URL(request.url).pathname)?.[1];
    if (path !== undefined) await check(request.method, path, sent, response.clone());
    return response;
  };
}

async function check(method: string, path: string, sent: string, response: Response): Promise<void> {
  const subject = `${method} ${path} → ${response.status}`;
  const problem = (text: string): Error => new Error(`${subject}: ${text}`);
  for (const header of ["x-request-id", "x-ratelimit", "x-ratelimit-remaining", "x-ratelimit-window-size"]) {
    if (!response.headers.has(header)) throw problem(`missing header ${header}`);
  }
  const body: unknown = await response.json();
  if (!response.ok) {
    assertValid("#/components/schemas/Error", body, problem);
    const { error } = body as { error: { status: number; slug: string; code: number; request_id?: string } };
    const known = document.components.schemas.Error["x-error-codes"][error.slug];
    if (known?.code !== error.code || known.status !== response.status || error.status !== response.status) {
      throw problem(`slug, code and status do not match: ${JSON.stringify(error)}`);
    }
    if (error.request_id !== response.headers.get("x-request-id"))
      throw problem("error.request_id differs from x-request-id");
  }

  const template = templateOf(path);
  const operation = template && document.paths[template]?.[method.toLowerCase() as "get"];
  if (!template || !operation) return;
  const pointer = `#/paths/${escape(template)}/${method.toLowerCase()}`;
  const declared = operation.responses[String(response.status)];
  if (declared === undefined) {
    if (undeclaredStatuses.has(response.status)) return;
    throw problem("undeclared status");
  }
  const responsePointer = "$ref" in declared ? declared.$ref : `${pointer}/responses/${response.status}`;
  assertValid(`${responsePointer}/content/${escape("application/json")}/schema`, body, problem);
  if (response.ok && operation.requestBody !== undefined && sent !== "") {
    assertValid(`${pointer}/requestBody/content/${escape("application/json")}/schema`, JSON.parse(sent), (text) =>
      problem(`accepted an invalid request: ${text}`),
    );
  }
}

/** Finds the path template in the document that matches a request's path. */
export function templateOf(path: string): string | undefined {
  return Object.keys(document.paths).find((candidate) =>
    new RegExp(`^${candidate.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(path),
  );
}

function assertValid(pointer: string, value: unknown, problem: (text: string) => Error): void {
  const validate = ajv.getSchema(`document${pointer}`) ?? ajv.compile({ $ref: `document${pointer}` });
  if (validate(value) !== true) throw problem(`${ajv.errorsText(validate.errors)} in ${JSON.stringify(value)}`);
}

function escape(segment: string): string {
  return encodeURIComponent(segment.replaceAll("~", "~0").replaceAll("/", "~1"));
}
