/** A minimal browser for sign-ins: follows redirects and `Refresh`, and keeps cookies per origin and path. */
export interface Browser {
  /** All visited URLs. */
  readonly visited: string[];
  /** The cookie header for a URL. */
  cookies(url: URL): string;
  open(url: string, form?: Record<string, string>): Promise<{ url: string; status: number; text: string }>;
}

/** `own` answers requests to `origin`. Visits of `app` are recorded but not sent. */
export function browser(origin: string, own: typeof globalThis.fetch, app = "https://app.example"): Browser {
  const jar = new Map<string, { value: string; path: string }>();
  const visited: string[] = [];
  const cookiesFor = (url: URL): string =>
    [...jar]
      .filter(([key, { path }]) => key.startsWith(`${url.origin} `) && url.pathname.startsWith(path))
      .map(([key, { value }]) => `${key.slice(key.indexOf(" ") + 1)}=${value}`)
      .join("; ");
  const keep = (url: URL, headers: Headers): void => {
    for (const written of headers.getSetCookie()) {
      const [pair = "", ...attributes] = written.split(/;\s*/);
      const [name = "", value = ""] = pair.split(/=(.*)/s);
      const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? "/";
      jar.set(`${url.origin} ${name}`, { value, path });
    }
  };
  const open: Browser["open"] = async (address, form) => {
    let url = new URL(address);
    let body = form && new URLSearchParams(form);
    for (;;) {
      visited.push(url.href);
      if (url.origin === app) return { url: url.href, status: 200, text: "" };
      const fetch = url.origin === origin ? own : globalThis.fetch;
      const response = await fetch(url.href, {
        method: body === undefined ? "GET" : "POST",
        headers: { cookie: cookiesFor(url) },
        body: body ?? null,
        redirect: "manual",
      });
      keep(url, response.headers);
      const refresh = response.headers.get("refresh");
      const location = response.headers.get("location") ?? refresh?.replace(/^0; url=/, "") ?? null;
      if (location === null) return { url: url.href, status: response.status, text: await response.text() };
      await response.text();
      url = new URL(location, url);
      body = undefined;
    }
  };
  return { visited, cookies: cookiesFor, open };
}
