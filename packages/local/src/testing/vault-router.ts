import { createLocalRouter, type LocalRouter } from "../router.ts";
import type { Store } from "../state/store.ts";
import { defineToolkit } from "../toolkits/define-toolkit.ts";
import { encryptionKey } from "./test-stores.ts";

/** A router whose one tool returns the account's credentials. */
export function vaultRouter(store: Store): LocalRouter {
  const vault = defineToolkit({
    slug: "vault",
    description: "Secrets",
    auth: { scheme: "API_KEY" },
    tools: [
      {
        slug: "VAULT_OPEN",
        description: "Returns the secret",
        inputSchema: { type: "object" },
        execute: (_: object, { credentials }: { credentials: object }) => ({ ...credentials }),
      },
    ],
  });
  return createLocalRouter({
    toolkits: [vault],
    apiKey: "ak_vault",
    linkCompletionRoute: true,
    idempotency: true,
    rateLimit: 1_000_000,
    store,
    encryptionKey,
  });
}

/** Sends a request, and returns the status and the body: parsed if it is JSON, otherwise as text. */
// eslint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller knows what it asks for.
export async function ask<Body>(
  router: LocalRouter,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Body }> {
  const response = await router.fetch(path.startsWith("/") ? `/api/v3.1${path}` : path, {
    method,
    headers: { "x-api-key": router.apiKey, ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") === true;
  return { status: response.status, body: (isJson ? JSON.parse(text) : text) as Body };
}

/** An answered request, whose effects must persist. */
export type Answered =
  | { kind: "session"; path: string; version: number; callback: string }
  | { kind: "deleted"; path: string }
  | { kind: "account"; path: string; id: string; alias: string; secret: string }
  | { kind: "file"; path: string; name: string; text: string }
  | { kind: "run"; path: string; key: string; account: string; log: string };
