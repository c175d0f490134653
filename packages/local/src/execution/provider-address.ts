import ipaddr from "ipaddr.js";
import { parse } from "tldts";

/** Where the endpoint of a proxy call leads; undefined if that is not the provider's own site. */
export function providerAddress(baseUrl: string, endpoint: string): URL | undefined {
  const base = new URL(baseUrl);
  const isAbsolute = /^[a-z][a-z\d+.-]*:/i.test(endpoint.trim());
  // Joined as text: what begins with two slashes or a backslash must not become another host.
  const written = isAbsolute ? endpoint : `${base.href.replace(/\/+$/, "")}/${endpoint.replace(/^[/\\\s]+/, "")}`;
  if (!URL.canParse(written)) return undefined;
  const url = new URL(written);
  if (url.protocol !== base.protocol || url.username !== "" || url.password !== "") return undefined;
  if (url.host === base.host) return url;
  const site = siteOf(base.hostname);
  // Another port is another service, unless both are the usual one.
  return site !== undefined && site === siteOf(url.hostname) && url.port === base.port ? url : undefined;
}

/** Whether anybody on the internet may reach the address: not this machine, its network, or what is reserved. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === "unicast";
}

/** The registrable domain; undefined for an IP address, `localhost` and the like. */
function siteOf(hostname: string): string | undefined {
  return parse(hostname, { allowPrivateDomains: true }).domain ?? undefined;
}
