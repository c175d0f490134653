import { document } from "@tool-router/openapi/document";

interface Documented {
  readonly post: {
    readonly responses: {
      readonly 200: { readonly content: { readonly "application/json": { readonly examples: Examples } } };
    };
  };
}
type Examples = Readonly<Record<string, { readonly value: unknown }>>;

/** The example bodies of an operation's 200 responses in the OpenAPI document, by name. */
export function examplesOf(operation: "execute" | "execute_meta" | "proxy_execute"): Readonly<Record<string, unknown>> {
  const path = document.paths[`/tool_router/session/{session_id}/${operation}`] as unknown as Documented;
  const { examples } = path.post.responses["200"].content["application/json"];
  return Object.fromEntries(Object.entries(examples).map(([name, { value }]) => [name, value]));
}
