import { refuse } from "../errors.ts";
import { DroppedConnection } from "./dropped-connection.ts";

/** JSON, by its content type. A `fetch` that is given a text, and no type, says that it is plain text. */
const jsonType = /^(?:application\/(?:[\w.-]+\+)?json|text\/plain)\s*(?:;|$)/i;

/** The JSON body of a request; undefined if it is empty. Refuses one that is too large, or says that it is something else. */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const text = await readText(request, maxBytes);
  if (text.trim() === "") return undefined;
  const type = request.headers.get("content-type");
  if (type !== null && !jsonType.test(type)) {
    refuse("HTTP_BadRequest", "The request does not fit the schema", {
      errors: [`payload: is not JSON but ${type.slice(0, 100)}`],
      suggestedFix: "Send JSON, with Content-Type: application/json",
    });
  }
  // What is nested deeper would exhaust the stack of whatever walks through it later.
  if (isDeeperThan(text, deepest)) {
    refuse("HTTP_BadRequest", "The request does not fit the schema", {
      errors: [`payload: is nested deeper than ${deepest} levels`],
    });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    return refuse("HTTP_BadRequest", "The request does not fit the schema", {
      errors: [`payload: cannot be parsed: ${error instanceof Error ? error.message : String(error)}`],
    });
  }
}

/** The body as text. Stops reading as soon as it is too large. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const announced = request.headers.get("content-length");
  if (announced !== null && Number(announced) <= maxBytes) return readAnnounced(request, maxBytes);
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of chunksOf(request, maxBytes)) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

/** Reads a body of announced length, which an HTTP parser enforces: faster than reading its stream. */
async function readAnnounced(request: Request, maxBytes: number): Promise<string> {
  const text = await request.text().catch((error: unknown) => {
    throw new DroppedConnection("The connection closed before the body was complete", { cause: error });
  });
  // In process nothing checks that the announced length is true.
  if (text.length > maxBytes) tooLarge(maxBytes);
  return text;
}

/** The body as it is. Stops reading as soon as it is too large. */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of chunksOf(request, maxBytes)) chunks.push(chunk);
  const bytes = new Uint8Array(chunks.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let position = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, position);
    position += chunk.byteLength;
  }
  return bytes;
}

async function* chunksOf(request: Request, maxBytes: number): AsyncGenerator<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) tooLarge(maxBytes);
  if (request.body === null) return;
  let bytes = 0;
  const reader = (request.body as ReadableStream<Uint8Array>).getReader();
  try {
    for (;;) {
      // A body that breaks off is nobody's mistake here, and nobody is left to be told.
      const { done, value } = await reader.read().catch((error: unknown) => {
        throw new DroppedConnection("The body broke off", { cause: error });
      });
      if (done) return;
      bytes += value.byteLength;
      if (bytes > maxBytes) tooLarge(maxBytes);
      yield value;
    }
  } finally {
    // Whatever is left is not wanted; that it cannot be had any more is no news.
    void reader.cancel().catch(() => undefined);
  }
}

const deepest = 200;

const codeOf = (character: string): number => character.charCodeAt(0);
const quote = codeOf('"');
const backslash = codeOf("\\");
const opening = codeOf("{");
const closing = codeOf("}");
/** The one bit in which a bracket differs from its brace. */
const bracketBit = codeOf("{") - codeOf("[");

function isDeeperThan(text: string, most: number): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === quote) index = endOfString(text, index);
    else if ((code | bracketBit) === opening) {
      if (++depth > most) return true;
    } else if ((code | bracketBit) === closing) depth--;
  }
  return false;
}

/** The place of the quote that ends a string; the end of the text if there is none. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === backslash) escapes++;
    if (escapes % 2 === 0) return end;
  }
  return text.length;
}

function tooLarge(maxBytes: number): never {
  return refuse("HTTP_PayloadTooLarge", `The request body is over the limit of ${maxBytes} bytes`);
}
