/** The body was longer than the limit; what arrived is dropped. */
export const tooLarge: unique symbol = Symbol("too large");

/**
 * Reads a whole body, `maxBytes` at most. The limit counts what the runtime hands out, so a small
 * compressed answer cannot become a huge one.
 */
export async function readBody(response: Response, maxBytes: number): Promise<ArrayBuffer | typeof tooLarge> {
  if (!response.body) return new ArrayBuffer(0);
  const announced = response.headers.get("content-length");
  if (announced !== null && !response.headers.has("content-encoding")) {
    // The runtime ends the body at this length, so reading at once is safe, and faster.
    if (Number(announced) <= maxBytes) return response.arrayBuffer();
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
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes.buffer;
}
