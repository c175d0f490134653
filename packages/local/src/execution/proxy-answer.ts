import { presign } from "../files/presigned.ts";
import { keepToolFile } from "../files/stored-tool-file.ts";
import type { RouterContext } from "../router-context.ts";
import type { Schemas } from "../spec.ts";
import type { ProviderAnswer } from "./provider-request.ts";

/** The provider's response as the API shows it. Binary content is stored and linked. */
export async function proxyAnswer(
  router: RouterContext,
  origin: string,
  { status, headers, bytes }: ProviderAnswer,
): Promise<Schemas["ProxyResult"]> {
  const mimetype = headers["content-type"] ?? "application/octet-stream";
  if (bytes.length === 0) return { result_type: "completed", status, headers, data: null };
  const isEncoded = headers["content-encoding"] !== undefined;
  const isText = !isEncoded && /^text\/|[/+](json|xml|javascript|x-www-form-urlencoded)\b/i.test(mimetype);
  if (isText) {
    return { result_type: "completed", status, headers, data: decoded(new TextDecoder().decode(bytes), mimetype) };
  }
  const key = router.ids("file");
  await keepToolFile(router, key, { name: "answer", file: { bytes, mimetype, modified: router.now() } });
  const { url, expiresAt } = await presign(router, origin, { method: "GET", target: { toolFile: key } });
  const binary = { url, content_type: mimetype, size: bytes.length, expires_at: expiresAt.toISOString() };
  return { result_type: "completed", status, headers, binary_data: binary };
}

function decoded(text: string, mimetype: string): unknown {
  if (!/json/i.test(mimetype)) return text;
  try {
    return JSON.parse(text);
  } catch {
    // Invalid JSON from a provider is passed on as text.
    return text;
  }
}
