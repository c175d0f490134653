// Preloaded with `node --import`: answers requests with the examples of the OpenAPI document, so that code for the hosted
// router runs without a key and a network.
import { document, type Operation, type Reference } from "../packages/openapi/src/document.ts";

const routes = Object.entries(document.paths).flatMap(([path, item]) =>
  (["get", "post", "patch", "delete"] as const).flatMap((method) => {
    const operation = item[method];
    const pattern = new RegExp(`^/api/v3(\\.1)?${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`);
    return operation ? [{ method: method.toUpperCase(), pattern, operation }] : [];
  }),
);

globalThis.fetch = async (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  const method = init?.method ?? "GET";
  await new Response(init?.body).arrayBuffer();
  const route = routes.find((candidate) => candidate.method === method && candidate.pattern.test(url.pathname));
  // All other URLs are presigned URLs from the examples.
  return route ? exampleOf(route.operation) : new Response("the file");
};

/** The first example of a successful response; for a connected account, an active one. */
function exampleOf(operation: Operation): Response {
  const [status, response] = Object.entries(operation.responses).find(([code]) => code.startsWith("2")) ?? [];
  const examples = Object.values(
    response && "content" in response ? (response.content?.["application/json"]?.examples ?? {}) : {},
  );
  const values = examples.map((example) => ("$ref" in example ? resolve(example) : example).value as object);
  const value = values.find((candidate) => "status" in candidate && candidate.status === "ACTIVE") ?? values[0];
  // One page per list: the next page would be the same example again.
  return Response.json(
    { ...value, ...(value && "next_cursor" in value && { next_cursor: null }) },
    { status: Number(status) },
  );
}

function resolve({ $ref }: Reference): { readonly value: unknown } {
  const keys = $ref.replace("#/", "").split("/");
  return keys.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], document) as { value: unknown };
}
