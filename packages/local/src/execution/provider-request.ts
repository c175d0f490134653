import { lookup as systemLookup } from "node:dns";
import http from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { promisify } from "node:util";
import zlib from "node:zlib";
import { Refusal } from "../errors.ts";
import { ownValue } from "../json.ts";
import { isPublicAddress } from "./provider-address.ts";

export interface ProviderRequest {
  url: URL;
  method: string;
  /** `content-length` and `transfer-encoding` are ignored: they follow from `body`. */
  headers: Record<string, string>;
  body: Uint8Array | undefined;
  /** Allows addresses of this machine and its private network. */
  allowPrivate: boolean;
  maxBytes: number;
  signal: AbortSignal;
  /** The server's name in error messages. Default: "The provider". */
  who?: string | undefined;
  /** Default: the system's DNS lookup. */
  lookup?: LookupFunction | undefined;
}

export interface ProviderAnswer {
  status: number;
  headers: Record<string, string>;
  bytes: Uint8Array;
}

const DEFAULT_NAME = "The provider";

class BlockedAddress extends Error {
  override readonly name = "BlockedAddress";
}

/**
 * Sends one request to a provider, without following redirects.
 *
 * Checks the very address that it connects to, so that DNS rebinding cannot reach a private network.
 */
export async function requestProvider(request: ProviderRequest): Promise<ProviderAnswer> {
  try {
    const incoming = await send(request);
    return await readAnswer(incoming, await readBytes(incoming, request), request);
  } catch (error) {
    throw refusalFor(error, request);
  }
}

function send({
  url,
  method,
  headers,
  body,
  allowPrivate,
  signal,
  lookup = systemLookup,
}: ProviderRequest): Promise<http.IncomingMessage> {
  const host = hostOf(url);
  const isBlocked = (address: string): boolean => !allowPrivate && !isPublicAddress(address);
  // Node looks up neither IP addresses nor names below localhost.
  const literal = /(^|\.)localhost\.?$/.test(host) ? "127.0.0.1" : isIP(host) === 0 ? undefined : host;
  if (literal !== undefined && isBlocked(literal)) throw new BlockedAddress();
  const checkedLookup: LookupFunction = (hostname, options, callback) => {
    lookup(hostname, options, (error, address, family) => {
      const found = Array.isArray(address) ? address.map((entry) => entry.address) : [address];
      const blocked = error === null && found.some(isBlocked);
      callback(blocked ? new BlockedAddress() : error, address, family);
    });
  };
  const { request } = url.protocol === "https:" ? https : http;
  const options = { method, headers: framed(headers, body), signal, lookup: checkedLookup, agent: false };
  return new Promise((resolve, reject) => {
    const outgoing = request(url, options, resolve);
    outgoing.on("error", reject);
    // After an upgrade, Node would wait forever for a response.
    outgoing.on("upgrade", (_, socket) => {
      socket.destroy();
      reject(Object.assign(new Error("Unexpected upgrade"), { code: "UNEXPECTED_UPGRADE" }));
    });
    outgoing.end(body);
  });
}

async function readBytes(incoming: http.IncomingMessage, request: ProviderRequest): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > request.maxBytes) {
      incoming.destroy();
      throw tooLarge(request);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function readAnswer(
  incoming: http.IncomingMessage,
  compressed: Buffer,
  { maxBytes }: ProviderRequest,
): Promise<ProviderAnswer> {
  const received = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, [value].flat().join(", ")]),
  );
  const { "content-encoding": encoding = "", "content-length": _, ...rest } = received;
  const bytes = compressed.length === 0 ? compressed : await decompress(compressed, encoding, maxBytes);
  return {
    status: incoming.statusCode ?? 0,
    // These two headers do not describe the decompressed bytes.
    headers: encoding === "" || bytes === undefined ? received : rest,
    bytes: new Uint8Array(bytes ?? compressed),
  };
}

/** Turns an error of a request into a Refusal. Returns unexpected errors unchanged. */
function refusalFor(error: unknown, request: ProviderRequest): unknown {
  const { url, signal, who = DEFAULT_NAME } = request;
  if (error instanceof BlockedAddress) {
    return new Refusal("ExternalProxy_SSRFBlocked", `The router does not connect to ${hostOf(url)}: it is not public`, {
      suggestedFix: "Set proxy.allowPrivate on the toolkit if its provider is on your own machine or network",
    });
  }
  if (!(error instanceof Error) || !("code" in error)) return error;
  if (error.code === "ERR_BUFFER_TOO_LARGE") return tooLarge(request);
  if (/^(?:Z_|ERR__ZLIB|ERR_BROTLI|ERR__ERROR)/.test(String(error.code))) {
    return new Refusal(
      "ToolRouterV2_UpstreamFailed",
      `${who} sent a body that cannot be decompressed: ${error.message}`,
    );
  }
  const problem = signal.aborted ? "timed out" : `could not be reached: ${String(error.code)}`;
  return new Refusal("ToolRouterV2_UpstreamFailed", `${who} ${problem}`);
}

/** The host name or address, without the brackets of an IPv6 address. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}

/** Sets `content-length`. Node omits it for some methods, which would allow request smuggling. */
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

/** Undefined for an unsupported encoding: the caller gets its bytes unchanged. */
async function decompress(bytes: Buffer, encodings: string, maxBytes: number): Promise<Buffer | undefined> {
  const names = encodings
    .toLowerCase()
    .split(",")
    .flatMap((name) => name.trim() || []);
  let decoded = bytes;
  // Encodings are listed in the order in which they were applied.
  for (const name of names.toReversed()) {
    if (name === "identity") continue;
    const decode = ownValue(decompressors, name);
    if (decode === undefined) return undefined;
    decoded = await decode(decoded, { maxOutputLength: maxBytes });
  }
  return decoded;
}

function tooLarge({ who = DEFAULT_NAME, maxBytes }: ProviderRequest): Refusal {
  return new Refusal("ToolRouterV2_PayloadTooLarge", `${who} sent more than the limit of ${maxBytes} bytes`);
}
