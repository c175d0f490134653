import type { ChatCompletionCreateParamsNonStreaming } from "openai/resources/chat/completions";
import type { ResponseCreateParamsNonStreaming } from "openai/resources/responses/responses";
import { scriptedChat } from "./scripted-chat.ts";
import { scriptedResponses } from "./scripted-responses.ts";

/** Stands for the network: answers as OpenAI's two APIs do, by the script. */
export function createScriptedFetch(): typeof globalThis.fetch {
  const respond = scriptedResponses();

  return async (input, init) => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    const body: unknown = await request.json();
    try {
      switch (pathname) {
        case "/v1/chat/completions":
          return Response.json(scriptedChat(body as ChatCompletionCreateParamsNonStreaming));
        case "/v1/responses":
          return Response.json(respond(body as ResponseCreateParamsNonStreaming));
        default:
          return refusal(404, `There is no ${pathname} here`);
      }
    } catch (error) {
      // Thrown, it would look like a lost connection, and the client would try again.
      return refusal(400, error instanceof Error ? error.message : String(error));
    }
  };
}

function refusal(status: number, message: string): Response {
  return Response.json({ error: { message, type: "invalid_request_error", param: null, code: null } }, { status });
}
