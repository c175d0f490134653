import type { FetchResponse } from "./fetch.ts";

/** The body was longer than the limit; what arrived is dropped. */
export const tooLarge: unique symbol = Symbol("too large");

/**
 * Reads a whole body, `maxBytes` at most. The limit counts what the runtime hands out, so a small
 * compressed answer cannot become a huge one.
 */
export async function readBody(response: FetchResponse, maxBytes: number): Promise<Uint8Array | typeof tooLarge> {
  if (response.read) return (await response.read(maxBytes)) ?? tooLarge;
  if (!response.body) return new Uint8Array();
  // The announced length may be that of the compressed body, or a lie: it can only refuse early.
  if (Number(response.headers.get("content-length")) > maxBytes) {
    await response.body.cancel();
    return tooLarge;
  }
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      return tooLarge;
    }
    chunks.push(value);
  }
  if (chunks.length === 1) return chunks[0]!;
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
