import type { Access } from "../http/access.ts";
import type { UploadOptions } from "./files.ts";

/**
 * Wraps a stream to report progress and to check its size, unless it is stopped early.
 *
 * @param onFailure - called if the source fails or has another size.
 */
export function countedStream(
  access: Access,
  source: ReadableStream<Uint8Array>,
  size: number,
  onProgress: UploadOptions["onProgress"],
  onFailure: (error: unknown) => void,
): { stream: ReadableStream<Uint8Array>; stop: (reason: unknown) => Promise<void> } {
  const reader = source.getReader();
  let read = 0;
  let isStopped = false;
  const stop = (reason: unknown): Promise<void> => {
    isStopped = true;
    return reader.cancel(reason);
  };
  const take = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    const { done, value } = await reader.read();
    if (!done && !(value instanceof Uint8Array)) throw access.createError("The chunks of a stream must be Uint8Array.");
    read += value?.byteLength ?? 0;
    if (done ? read < size : read > size) {
      throw access.createError(`The stream has ${done ? "" : "at least "}${read} bytes. Its size option is ${size}.`);
    }
    if (done) return controller.close();
    onProgress?.(read);
    controller.enqueue(value);
  };
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) =>
      take(controller).catch((error: unknown) => {
        // Stopping ends a pending read early, which is not a failure of the content.
        if (isStopped) return undefined;
        onFailure(error);
        controller.error(error);
        return stop(error).catch(() => {});
      }),
    cancel: stop,
  });
  return { stream, stop };
}
