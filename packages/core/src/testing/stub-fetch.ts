import type { Fetch } from "../index.ts";

/** A request as the router sees it. */
export interface Seen {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | undefined;
  readonly init: RequestInit;
}

/** A `fetch` that returns the given responses in order, repeats the last one, and records requests. */
export function stubFetch(...answers: ((seen: Seen) => Response | Promise<Response>)[]): {
  fetch: Fetch;
  seen: Seen[];
} {
  const seen: Seen[] = [];
  return {
    seen,
    fetch: async (url, init) => {
      const body = init.body instanceof ArrayBuffer ? new TextDecoder().decode(init.body) : (init.body ?? undefined);
      const request: Seen = {
        url,
        method: init.method ?? "GET",
        headers: new Headers(init.headers),
        body: body as string | undefined,
        init,
      };
      seen.push(request);
      return answers[Math.min(seen.length, answers.length) - 1]!(request);
    },
  };
}

type Answer = () => Response;

export const json =
  (body: unknown, init: ResponseInit = {}): Answer =>
  () =>
    Response.json(body, init);

/** The error envelope. */
export const refusal = (status: number, slug: string, code: number, more: Record<string, unknown> = {}): Answer =>
  json({ error: { message: `refused by ${slug}`, code, slug, status, ...more } }, { status });

/** The response of `execute` for a successful tool. */
export const ran = (data: Record<string, unknown> = {}): Answer => json({ data, error: null, log_id: "log_1" });
