/** Bodies of JSON responses as text, so that sockets need not read them back from a stream. */
const texts = new WeakMap<Response, string>();

/** Like `Response.json`. */
export function jsonResponse(value: unknown, init: { status: number; headers?: Record<string, string> }): Response {
  const text = JSON.stringify(value);
  const headers = { ...init.headers, "content-type": "application/json" };
  const response = new Response(text, { status: init.status, headers });
  texts.set(response, text);
  return response;
}

/** The body of a response made by `jsonResponse`; undefined for other responses. */
export function textOf(response: Response): string | undefined {
  return texts.get(response);
}
