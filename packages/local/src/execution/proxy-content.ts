import { refuse } from "../errors.ts";
import { presignedFile } from "../files/presigned.ts";
import type { RouterContext } from "../router-context.ts";
import type { Schemas } from "../spec.ts";
import type { ToolkitProxy } from "../toolkits/define-toolkit.ts";
import { requireWebAddress } from "../validation/web-address.ts";
import { providerAddress } from "./provider-address.ts";
import { requestProvider } from "./provider-request.ts";

/** The body of a proxy call. */
export interface ProxyContent {
  readonly bytes: Uint8Array;
  readonly type: string;
}

/** Reads the body of a proxy call: JSON, base64, a file of this router, or the content of a public URL. */
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

/** Refuses invalid content without fetching anything. */
export function checkContent({ method, body, binary_body: binary }: ProxyContentFields): void {
  // Servers may ignore such a body and read it as another request.
  if (method === "GET" || method === "HEAD") {
    if (body !== undefined && body !== null) refuseContent(`body: ${method} takes no body`);
    if (binary !== undefined) refuseContent(`binary_body: ${method} takes no body`);
  }
  if (binary === undefined) return;
  // Prevents header injection.
  if (binary.content_type !== undefined && !/^[\x20-\x7e]+$/.test(binary.content_type)) {
    refuseContent("binary_body.content_type: must be a valid header value");
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
    // Never sends the user's credentials: the URL may belong to another party.
    headers: {},
    body: undefined,
    // `allowPrivate` covers the provider's own site only.
    allowPrivate: proxy.allowPrivate === true && providerAddress(proxy.baseUrl, address) !== undefined,
    maxBytes: router.maxResultBytes,
    signal,
    who: "The URL of binary_body",
  });
  if (status !== 200) refuseContent(`binary_body.url: answered ${status}, not 200; redirects are not followed`);
  return { bytes, type: headers["content-type"] ?? "application/octet-stream" };
}

function refuseContent(problem: string): never {
  return refuse("HTTP_BadRequest", "The request does not fit the schema", {
    errors: [`payload.${problem}`],
  });
}
