/** What has been said so far, in the words of no framework. */
export type Turn =
  | { readonly role: "user"; readonly text: string }
  | { readonly role: "tool"; readonly callId: string; readonly text: string };

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** What a model answers: calls of tools, or a text for the user. */
export type Reply =
  | { readonly calls: readonly ToolCall[]; readonly text?: undefined }
  | { readonly text: string; readonly calls?: undefined };

/** One request to a model. */
export interface ModelRequest {
  /** Names of the tools that the model may call. */
  readonly tools: readonly string[];
  readonly turns: readonly Turn[];
}
