import { lookup as systemLookup } from "node:dns";
import http from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { promisify } from "node:util";
import zlib from "node:zlib";
import { refuse } from "../errors.ts";
import { ownValue } from "../json.ts";
import { isPublicAddress } from "./provider-address.ts";

export interface ProviderRequest {
  url: URL;
  method: string;
  /** Headers that frame the body are left out: `body` alone decides them. */
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
    const options = { method, headers: framed(headers, body), signal, lookup: checkedLookup, agent: false };
    const incoming = await new Promise<http.IncomingMessage>((resolve, reject) => {
      const outgoing = send(url, options, resolve);
      outgoing.on("error", reject);
      // Node would wait for a response that cannot come any more.
      outgoing.on("upgrade", (_, socket) => {
        socket.destroy();
        reject(Object.assign(new Error("Unexpected upgrade"), { code: "UNEXPECTED_UPGRADE" }));
      });
      outgoing.end(body);
    });
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of incoming as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > maxBytes) {
        incoming.destroy();
        tooLarge(who, maxBytes);
      }
      chunks.push(chunk);
    }
    const received = Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, [value].flat().join(", ")]),
    );
    const { "content-encoding": encoding = "", "content-length": _, ...rest } = received;
    const compressed = Buffer.concat(chunks);
    const bytes = compressed.length === 0 ? compressed : await decompress(compressed, encoding, maxBytes);
    return {
      status: incoming.statusCode ?? 0,
      // Once the bytes are decompressed, these two headers no longer describe them.
      headers: encoding === "" || bytes === undefined ? received : rest,
      bytes: new Uint8Array(bytes ?? compressed),
    };
  } catch (error) {
    if (error instanceof BlockedAddress) {
      return refuse("ExternalProxy_SSRFBlocked", `${host} is not an address that the router connects to`, {
        suggestedFix: "Set proxy.allowPrivate on the toolkit if its provider is on your own machine or network",
      });
    }
    if (error instanceof Error && "code" in error) {
      if (error.code === "ERR_BUFFER_TOO_LARGE") tooLarge(who, maxBytes);
      if (/^(?:Z_|ERR__ZLIB|ERR_BROTLI|ERR__ERROR)/.test(String(error.code))) {
        refuse("ToolRouterV2_UpstreamFailed", `${who} sent a body that cannot be decompressed: ${error.message}`);
      }
      const problem = signal.aborted ? "did not answer in time" : `could not be reached: ${String(error.code)}`;
      refuse("ToolRouterV2_UpstreamFailed", `${who} ${problem}`);
    }
    throw error;
  }
}

/** Adds the length of the body, which Node leaves out for some methods: the provider would read another request in it. */
function framed(headers: Record<string, string>, body: Uint8Array | undefined): Record<string, string> {
  const others = Object.entries(headers).filter(([name]) => !/^(content-length|transfer-encoding)$/i.test(name));
  if (body !== undefined) others.push(["content-length", String(body.byteLength)]);
  return Object.fromEntries(others);
}

const decompressors: Readonly<
  Record<string, (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>>
> = {
  gzip: promisify(zlib.gunzip),
  "x-gzip": promisify(zlib.gunzip),
  deflate: promisify(zlib.inflate),
  br: promisify(zlib.brotliDecompress),
};

/** Undefined for an encoding that is unknown here: its bytes go to the caller as they are. */
async function decompress(bytes: Buffer, encodings: string, maxBytes: number): Promise<Buffer | undefined> {
  const names = encodings
    .toLowerCase()
    .split(",")
    .flatMap((name) => name.trim() || []);
  let decoded = bytes;
  // The last encoding was applied last.
  for (const name of names.toReversed()) {
    if (name === "identity") continue;
    const decode = ownValue(decompressors, name);
    if (decode === undefined) return undefined;
    decoded = await decode(decoded, { maxOutputLength: maxBytes });
  }
  return decoded;
}

function tooLarge(who: string, maxBytes: number): never {
  return refuse("ToolRouterV2_PayloadTooLarge", `${who} answers with more than the limit of ${maxBytes} bytes`);
}
