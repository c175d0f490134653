import { document } from "@tool-router/openapi/document";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";

const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
// Published as CommonJS: whether the import is the function or holds it depends on who loads it.
const addFormats = ("default" in formats ? formats.default : formats) as unknown as (target: unknown) => unknown;
addFormats(ajv);
ajv.addSchema(document, "document");

/** What any operation may answer although the document does not say so for each. */
export const answersOfAny: ReadonlySet<number> = new Set([404, 405, 413, 429, 501, 503]);

/**
 * The same `fetch`, except that it rejects where the document is not kept: an answer that it does not declare or whose
 * body does not fit, a header that is missing, or success for a request that does not fit.
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
  const what = `${method} ${path} → ${response.status}`;
  const problem = (text: string): Error => new Error(`${what}: ${text}`);
  for (const header of ["x-request-id", "x-ratelimit", "x-ratelimit-remaining", "x-ratelimit-window-size"]) {
    if (!response.headers.has(header)) throw problem(`has no header ${header}`);
  }
  const body: unknown = await response.json();
  if (!response.ok) {
    fit("#/components/schemas/Error", body, problem);
    const { error } = body as { error: { status: number; slug: string; code: number; request_id?: string } };
    const known = document.components.schemas.Error["x-error-codes"][error.slug];
    if (known?.code !== error.code || known.status !== response.status || error.status !== response.status) {
      throw problem(`slug, code and status do not belong together: ${JSON.stringify(error)}`);
    }
    if (error.request_id !== response.headers.get("x-request-id")) throw problem("has two request ids");
  }

  const template = templateOf(path);
  const operation = template && document.paths[template]?.[method.toLowerCase() as "get"];
  if (!template || !operation) return;
  const pointer = `#/paths/${escape(template)}/${method.toLowerCase()}`;
  const declared = operation.responses[String(response.status)];
  if (declared === undefined) {
    if (answersOfAny.has(response.status)) return;
    throw problem("the document has no such answer");
  }
  const answer = "$ref" in declared ? declared.$ref : `${pointer}/responses/${response.status}`;
  fit(`${answer}/content/${escape("application/json")}/schema`, body, problem);
  if (response.ok && operation.requestBody !== undefined && sent !== "") {
    fit(`${pointer}/requestBody/content/${escape("application/json")}/schema`, JSON.parse(sent), (text) =>
      problem(`the request should have been refused: ${text}`),
    );
  }
}

/** The path of the document that a request's path is one of. */
export function templateOf(path: string): string | undefined {
  return Object.keys(document.paths).find((candidate) =>
    new RegExp(`^${candidate.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(path),
  );
}

function fit(pointer: string, value: unknown, problem: (text: string) => Error): void {
  const validate = ajv.getSchema(`document${pointer}`) ?? ajv.compile({ $ref: `document${pointer}` });
  if (validate(value) !== true) throw problem(`${ajv.errorsText(validate.errors)} in ${JSON.stringify(value)}`);
}

function escape(segment: string): string {
  return encodeURIComponent(segment.replaceAll("~", "~0").replaceAll("/", "~1"));
}
