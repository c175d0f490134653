/**
 * Whether a browser sent the request for a page of another origin. `ownURLs` are URLs of this router. Programs send
 * neither `Sec-Fetch-Site` nor `Origin`.
 */
export function isCrossSite(headers: Headers, ownURLs: readonly string[]): boolean {
  const site = headers.get("sec-fetch-site");
  // Another port of the same host is "same-site".
  if (site !== null) return site !== "same-origin" && site !== "none";
  // Old browsers never send Sec-Fetch-Site, and new ones only over trustworthy connections.
  const origin = headers.get("origin");
  if (origin === null) return false;
  // Compares hosts only: behind a proxy that terminates TLS, the router sees http.
  return !URL.canParse(origin) || !ownURLs.some((url) => new URL(url).host === new URL(origin).host);
}
