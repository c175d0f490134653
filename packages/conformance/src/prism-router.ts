import { createLocalRouter, type LocalRouter } from "@tool-router/local";
import { answersOfAny, templateOf } from "./checked-fetch.ts";
import type { Prism, PrismProxy, Violation } from "./prism.ts";
import { withFetch } from "./with-fetch.ts";
import type { MakeRouter } from "./world.ts";

export interface PrismRouters {
  /** Makes routers that are asked through Prism. Their `fetch` rejects where Prism sees that the document is not kept. */
  readonly make: MakeRouter;
  /** How many requests Prism has judged, and how many it was not shown. */
  readonly counts: { judged: number; past: number };
  /** Ends what was made since it was called last. */
  close(): Promise<void>;
}

/** Routers at ports, with Prism between them and their callers. */
export function prismRouters(prism: Prism): PrismRouters {
  const counts = { judged: 0, past: 0 };
  const made: { router: LocalRouter; proxies: Map<string, Promise<PrismProxy>> }[] = [];

  const make: MakeRouter = (options) => {
    const notServed = new Set<string>();
    const router = createLocalRouter({
      publicUrl: "http://tool-router.localhost",
      ...options,
      onRequest: (request) => {
        if (request.status === 501) notServed.add(`${request.method} ${request.path}`);
        options.onRequest?.(request);
      },
    });
    const proxies = new Map<string, Promise<PrismProxy>>();
    made.push({ router, proxies });
    let listening: ReturnType<LocalRouter["listen"]> | undefined;
    const proxyTo = async (version: string): Promise<PrismProxy> => {
      const { origin } = await (listening ??= router.listen());
      return prism.proxy(`${origin}/api/${version}`);
    };
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const request = new Request(input, init);
      const { pathname, search } = new URL(request.url);
      const [, version, path] = /^\/api\/(v3(?:\.1)?)(\/.*)$/.exec(pathname) ?? [];
      const body = request.body === null ? undefined : await request.clone().text();
      const isInDocument = path !== undefined && templateOf(path) !== undefined;
      if (version === undefined || !isInDocument || !isForPrism(request, body)) {
        if (version !== undefined) counts.past++;
        return router.fetch(request);
      }
      const known = proxies.get(version) ?? proxyTo(version);
      proxies.set(version, known);
      const { origin } = await known;
      const headers = new Headers(request.headers);
      // What `fetch` says of any text is refused by Prism.
      if (body !== undefined) headers.set("content-type", "application/json");
      const response = await globalThis.fetch(origin + path + search, {
        method: request.method,
        headers,
        body: body ?? null,
        redirect: "manual",
        signal: request.signal,
      });
      // Prism makes an answer up where the router has none. Asking for that one again does nothing.
      if (notServed.delete(`${request.method} ${pathname}`)) {
        counts.past++;
        return router.fetch(request);
      }
      counts.judged++;
      requireKept(`${request.method} ${pathname} → ${response.status}`, response);
      return response;
    };
    return withFetch(router, fetch);
  };

  return {
    make,
    counts,
    close: async () => {
      for (const { router, proxies } of made.splice(0)) {
        for (const proxy of proxies.values()) await (await proxy).close();
        await router.close();
      }
    },
  };
}

/**
 * Prism reads bodies itself, refuses those that are no JSON, and writes the others anew: texts lose their quotes, `null`
 * and `false` vanish. Such bodies are wrong on purpose; the router has to see them as they are.
 */
function isForPrism({ method, headers }: Request, body: string | undefined): boolean {
  if (body === undefined) return true;
  if (method === "GET" || !/json|^text\/plain/i.test(headers.get("content-type") ?? "json")) return false;
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}

function requireKept(what: string, response: Response): void {
  const violations = violationsIn(response);
  if (violations.length === 0) return;
  const lines = violations.map(({ location, message }) => `${location.join(".")}: ${message}`);
  throw new Error(`${what}: Prism says: ${lines.join("; ")}`);
}

/** What Prism holds against the router that gave this answer. */
export function violationsIn(response: Response): Violation[] {
  const written = response.headers.get("sl-violations");
  if (written === null) return [];
  return readViolations(written).filter(({ location: [side, ...place] }) => {
    // A request that is not as the document says is none of the router's faults, unless it takes it.
    if (side === "request") return response.ok;
    // That a status is not declared is told of the response as a whole.
    return place.length > 0 || !answersOfAny.has(response.status);
  });
}

// A list that is too long for a header is cut, and then no JSON.
function readViolations(written: string): Violation[] {
  try {
    return JSON.parse(written) as Violation[];
  } catch {
    return [{ location: ["response"], severity: "Error", message: written }];
  }
}
