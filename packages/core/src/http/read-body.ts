import type { FetchResponse } from "./fetch.ts";

/**
 * Reads a whole body of at most `maxBytes`. The limit applies to the decompressed bytes, so a small compressed response
 * cannot use up the memory.
 *
 * @returns undefined if the body is longer; the rest is discarded.
 */
export async function readBody(response: FetchResponse, maxBytes: number): Promise<Uint8Array | undefined> {
  if (response.read) return response.read(maxBytes);
  if (!response.body) return new Uint8Array();
  // The header may be wrong, or count compressed bytes, so it only serves to reject early.
  if (Number(response.headers.get("content-length")) > maxBytes) {
    await response.body.cancel();
    return undefined;
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
      return undefined;
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
