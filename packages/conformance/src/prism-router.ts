import { createLocalRouter, type LocalRouter } from "@tool-router/local";
import { undeclaredStatuses, templateOf } from "./checked-fetch.ts";
import type { Prism, PrismProxy, Violation } from "./prism.ts";
import { replaceFetch } from "./replace-fetch.ts";
import type { MakeRouter } from "./make-router.ts";

export interface PrismRouters {
  /** Creates routers behind Prism. Their `fetch` rejects if Prism reports a violation. */
  readonly make: MakeRouter;
  /** Number of requests that Prism validated, and of those that bypassed it. */
  readonly counts: { validated: number; bypassed: number };
  /** Closes all routers and proxies created since the last call. */
  close(): Promise<void>;
}

/** Creates routers that listen on a port, with a Prism proxy in front of them. */
export function prismRouters(prism: Prism): PrismRouters {
  const counts = { validated: 0, bypassed: 0 };
  const made: { router: LocalRouter; proxies: Map<string, Promise<PrismProxy>> }[] = [];

  const make: MakeRouter = (options) => {
    const unimplemented = new Set<string>();
    const router = createLocalRouter({
      publicUrl: "http://tool-router.localhost",
      ...options,
      onRequest: (request) => {
        if (request.status === 501) unimplemented.add(`${request.method} ${request.path}`);
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
      if (version === undefined || !isInDocument || !canPassPrism(request, body)) {
        if (version !== undefined) counts.bypassed++;
        return router.fetch(request);
      }
      const known = proxies.get(version) ?? proxyTo(version);
      proxies.set(version, known);
      const { origin } = await known;
      const headers = new Headers(request.headers);
      // Prism rejects the text/plain that `fetch` sets by default.
      if (body !== undefined) headers.set("content-type", "application/json");
      const response = await globalThis.fetch(origin + path + search, {
        method: request.method,
        headers,
        body: body ?? null,
        redirect: "manual",
        signal: request.signal,
      });
      // Prism mocks the response to a 501. The repeated request has no effect.
      if (unimplemented.delete(`${request.method} ${pathname}`)) {
        counts.bypassed++;
        return router.fetch(request);
      }
      counts.validated++;
      assertNoViolations(`${request.method} ${pathname} → ${response.status}`, response);
      return response;
    };
    return replaceFetch(router, fetch);
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
 * Returns whether Prism forwards a body unchanged. It rejects invalid JSON, strips the quotes of strings, and drops
 * `null` and `false`. Tests send such bodies on purpose, and the router must receive them unchanged.
 */
function canPassPrism({ method, headers }: Request, body: string | undefined): boolean {
  if (body === undefined) return true;
  if (method === "GET" || !/json|^text\/plain/i.test(headers.get("content-type") ?? "json")) return false;
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}

function assertNoViolations(subject: string, response: Response): void {
  const violations = violationsIn(response);
  if (violations.length === 0) return;
  const lines = violations.map(({ location, message }) => `${location.join(".")}: ${message}`);
  throw new Error(`${subject} violates the API document: ${lines.join("; ")}`);
}

/** Returns the violations of the router that Prism reported in a response. */
export function violationsIn(response: Response): Violation[] {
  const written = response.headers.get("sl-violations");
  if (written === null) return [];
  return parseViolations(written).filter(({ location: [side, ...place] }) => {
    // An invalid request is the router's fault only if it accepts it.
    if (side === "request") return response.ok;
    // An undeclared status is reported for the response as a whole.
    return place.length > 0 || !undeclaredStatuses.has(response.status);
  });
}

// Prism truncates a list that is too long for a header, so it may be invalid JSON.
function parseViolations(written: string): Violation[] {
  try {
    return JSON.parse(written) as Violation[];
  } catch {
    return [{ location: ["response"], severity: "Error", message: written }];
  }
}
