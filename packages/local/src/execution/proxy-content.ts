import { refuse } from "../errors.ts";
import { presignedFile } from "../files/presigned.ts";
import type { RouterContext } from "../router-context.ts";
import type { Schemas } from "../spec.ts";
import type { ToolkitProxy } from "../toolkits/define-toolkit.ts";
import { requireWebAddress } from "../validation/web-address.ts";
import { providerAddress } from "./provider-address.ts";
import { requestProvider } from "./provider-request.ts";

/** What a proxy call sends as its body. */
export interface ProxyContent {
  readonly bytes: Uint8Array;
  readonly type: string;
}

/** The body that a caller wrote, or names: bytes of its own, a file of this router, or what is at a public address. */
export async function contentOf(
  router: RouterContext,
  proxy: ToolkitProxy,
  content: ProxyContentFields,
  signal: AbortSignal,
): Promise<ProxyContent | undefined> {
  checkContent(content);
  const { body, binary_body: binary } = content;
  if (binary === undefined) {
    if (body === undefined || body === null) return undefined;
    return { bytes: new TextEncoder().encode(JSON.stringify(body)), type: "application/json" };
  }
  const { bytes, type } =
    "base64" in binary
      ? { bytes: Buffer.from(binary.base64, "base64"), type: "application/octet-stream" }
      : await contentAt(router, proxy, binary.url, signal);
  return { bytes, type: binary.content_type ?? type };
}

type ProxyContentFields = Pick<Schemas["ProxyRequest"], "method" | "body" | "binary_body">;

/** Refuses what can be seen to be wrong before anything is fetched. */
export function checkContent({ method, body, binary_body: binary }: ProxyContentFields): void {
  // Servers may ignore such a body, and take its bytes for another request.
  if (method === "GET" || method === "HEAD") {
    if (body !== undefined && body !== null) misfit(`body: ${method} takes no body`);
    if (binary !== undefined) misfit(`binary_body: ${method} takes no body`);
  }
  if (binary === undefined) return;
  // What is not a media type could end the header and begin another one.
  if (binary.content_type !== undefined && !/^[\x20-\x7e]+$/.test(binary.content_type)) {
    misfit("binary_body.content_type: cannot stand in a header");
  }
  if ("url" in binary) requireWebAddress(binary.url, "payload.binary_body.url");
}

async function contentAt(
  router: RouterContext,
  proxy: ToolkitProxy,
  address: string,
  signal: AbortSignal,
): Promise<ProxyContent> {
  const url = new URL(address);
  const file = await presignedFile(router, url);
  if (file !== undefined) return { bytes: file.bytes, type: file.mimetype };
  const { status, headers, bytes } = await requestProvider({
    url,
    method: "GET",
    // None of the user's credentials: whose address it is, nobody knows.
    headers: {},
    body: undefined,
    // What is allowed of the provider is not allowed of its neighbours.
    allowPrivate: proxy.allowPrivate === true && providerAddress(proxy.baseUrl, address) !== undefined,
    maxBytes: router.maxResultBytes,
    signal,
    who: "The address of binary_body",
  });
  if (status !== 200) misfit(`binary_body.url: answered ${status}, not 200; redirects are not followed`);
  return { bytes, type: headers["content-type"] ?? "application/octet-stream" };
}

function misfit(problem: string): never {
  return refuse("HTTP_BadRequest", "The request does not fit the schema", {
    errors: [`payload.${problem}`],
  });
}
