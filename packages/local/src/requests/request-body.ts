import { refuse } from "../errors.ts";
import { DroppedConnection } from "./dropped-connection.ts";

/** Content types read as JSON. `fetch` labels a string body text/plain unless told otherwise. */
const jsonType = /^(?:application\/(?:[\w.-]+\+)?json|text\/plain)\s*(?:;|$)/i;

/** Parses a JSON body; undefined if it is empty. Refuses bodies that are too large or have another content type. */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const text = await readText(request, maxBytes);
  if (text.trim() === "") return undefined;
  const type = request.headers.get("content-type");
  if (type !== null && !jsonType.test(type)) {
    refuse("HTTP_BadRequest", "The request does not fit the schema", {
      errors: [`payload: has the content type ${type.slice(0, 100)}`],
      suggestedFix: "Send JSON with Content-Type: application/json",
    });
  }
  // Deeper values would overflow the stack of recursive code.
  if (isDeeperThan(text, MAX_DEPTH)) {
    refuse("HTTP_BadRequest", "The request does not fit the schema", {
      errors: [`payload: is nested deeper than ${MAX_DEPTH} levels`],
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

/** Reads the body as text. Stops as soon as it is too large. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const declared = request.headers.get("content-length");
  if (declared !== null && Number(declared) <= maxBytes) return readDeclared(request, maxBytes);
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of chunksOf(request, maxBytes)) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

/** Reads a body of declared length, which the HTTP parser enforces. Faster than reading the stream. */
async function readDeclared(request: Request, maxBytes: number): Promise<string> {
  const text = await request.text().catch((error: unknown) => {
    throw new DroppedConnection("The connection closed before the body was complete", { cause: error });
  });
  // The declared length of an in-process request may be wrong.
  if (text.length > maxBytes) tooLarge(maxBytes);
  return text;
}

/** Reads the body as bytes. Stops as soon as it is too large. */
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
      const { done, value } = await reader.read().catch((error: unknown) => {
        throw new DroppedConnection("The connection closed before the body was complete", { cause: error });
      });
      if (done) return;
      bytes += value.byteLength;
      if (bytes > maxBytes) tooLarge(maxBytes);
      yield value;
    }
  } finally {
    // Cancel the rest. It fails if the connection is already closed.
    void reader.cancel().catch(() => undefined);
  }
}

const MAX_DEPTH = 200;

const codeOf = (character: string): number => character.charCodeAt(0);
const quote = codeOf('"');
const backslash = codeOf("\\");
const opening = codeOf("{");
const closing = codeOf("}");
/** The bit in which `{` and `[` differ, and `}` and `]`. */
const bracketBit = codeOf("{") - codeOf("[");

function isDeeperThan(text: string, maxDepth: number): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === quote) index = endOfString(text, index);
    else if ((code | bracketBit) === opening) {
      if (++depth > maxDepth) return true;
    } else if ((code | bracketBit) === closing) depth--;
  }
  return false;
}

/** Index of the quote that ends a string, or the length of the text. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === backslash) escapes++;
    if (escapes % 2 === 0) return end;
  }
  return text.length;
}

function tooLarge(maxBytes: number): never {
  return refuse("HTTP_PayloadTooLarge", `The request body is larger than ${maxBytes} bytes`);
}
