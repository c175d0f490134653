import ipaddr from "ipaddr.js";
import { parse } from "tldts";

/** The URL of a proxy call's endpoint. Undefined if it is outside of the provider's site. */
export function providerAddress(baseUrl: string, endpoint: string): URL | undefined {
  const base = new URL(baseUrl);
  const isAbsolute = /^[a-z][a-z\d+.-]*:/i.test(endpoint.trim());
  // Joined as strings, so that leading slashes or backslashes cannot change the host.
  const written = isAbsolute ? endpoint : `${base.href.replace(/\/+$/, "")}/${endpoint.replace(/^[/\\\s]+/, "")}`;
  if (!URL.canParse(written)) return undefined;
  const url = new URL(written);
  if (url.protocol !== base.protocol || url.username !== "" || url.password !== "") return undefined;
  if (url.host === base.host) return url;
  const site = siteOf(base.hostname);
  // Another port is another service.
  return site !== undefined && site === siteOf(url.hostname) && url.port === base.port ? url : undefined;
}

/** Whether an IP address is public: not loopback, private or reserved. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === "unicast";
}

/** The registrable domain. Undefined for IP addresses, `localhost` and the like. */
function siteOf(hostname: string): string | undefined {
  return parse(hostname, { allowPrivateDomains: true }).domain ?? undefined;
}
