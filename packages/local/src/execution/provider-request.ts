import { lookup as systemLookup } from "node:dns";
import http from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { refuse } from "../errors.ts";
import { isPublicAddress } from "./provider-address.ts";

export interface ProviderRequest {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body: Uint8Array | undefined;
  /** Whether addresses of this machine and its network may be reached. */
  allowPrivate: boolean;
  maxBytes: number;
  signal: AbortSignal;
  /** What refusals call the other side. Default: "The provider". */
  who?: string | undefined;
  /** Default: the system's. */
  lookup?: LookupFunction | undefined;
}

export interface ProviderAnswer {
  status: number;
  headers: Record<string, string>;
  bytes: Uint8Array;
}

class BlockedAddress extends Error {
  override readonly name = "BlockedAddress";
}

/**
 * Sends one request to a provider and follows no redirect. The address that is looked at is the one that is connected
 * to: a name that leads elsewhere a moment later leads nowhere.
 */
export async function requestProvider(request: ProviderRequest): Promise<ProviderAnswer> {
  const {
    url,
    method,
    headers,
    body,
    allowPrivate,
    maxBytes,
    signal,
    who = "The provider",
    lookup = systemLookup,
  } = request;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isBlocked = (address: string): boolean => !allowPrivate && !isPublicAddress(address);
  try {
    // For an address that is written out, nobody looks anything up, and every name below localhost is this machine.
    const written = /(^|\.)localhost\.?$/.test(host) ? "127.0.0.1" : isIP(host) === 0 ? undefined : host;
    if (written !== undefined && isBlocked(written)) throw new BlockedAddress();
    const checkedLookup: LookupFunction = (hostname, options, callback) => {
      lookup(hostname, options, (error, address, family) => {
        const found = Array.isArray(address) ? address.map((entry) => entry.address) : [address];
        const blocked = error === null && found.some(isBlocked);
        callback(blocked ? new BlockedAddress() : error, address, family);
      });
    };
    const { request: send } = url.protocol === "https:" ? https : http;
    const incoming = await new Promise<http.IncomingMessage>((resolve, reject) => {
      const outgoing = send(url, { method, headers, signal, lookup: checkedLookup, agent: false }, resolve);
      outgoing.on("error", reject);
      outgoing.end(body);
    });
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of incoming as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > maxBytes) {
        incoming.destroy();
        refuse("ToolRouterV2_PayloadTooLarge", `${who} answers with more than the limit of ${maxBytes} bytes`);
      }
      chunks.push(chunk);
    }
    return {
      status: incoming.statusCode ?? 0,
      headers: Object.fromEntries(
        Object.entries(incoming.headers).map(([name, value]) => [name, [value].flat().join(", ")]),
      ),
      bytes: new Uint8Array(Buffer.concat(chunks)),
    };
  } catch (error) {
    if (error instanceof BlockedAddress) {
      return refuse("ExternalProxy_SSRFBlocked", `${host} is not an address that the router connects to`, {
        suggestedFix: "Set proxy.allowPrivate on the toolkit if its provider is on your own machine or network",
      });
    }
    if (error instanceof Error && "code" in error) {
      const problem = signal.aborted ? "did not answer in time" : `could not be reached: ${String(error.code)}`;
      refuse("ToolRouterV2_UpstreamFailed", `${who} ${problem}`);
    }
    throw error;
  }
}
