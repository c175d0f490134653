/**
 * Whether a browser sent the request for a page of another origin. `ownUrls` are URLs of this router. Programs send
 * neither header.
 */
export function isCrossSite(headers: Headers, ownUrls: readonly string[]): boolean {
  const site = headers.get("sec-fetch-site");
  // Another port of the same host is "same-site".
  if (site !== null) return site !== "same-origin" && site !== "none";
  // Browsers leave the header above out where they do not trust the connection, and old ones everywhere.
  const origin = headers.get("origin");
  if (origin === null) return false;
  // Behind a proxy that ends TLS, the router sees http.
  return !URL.canParse(origin) || !ownUrls.some((url) => new URL(url).host === new URL(origin).host);
}
