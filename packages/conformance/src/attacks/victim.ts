import { inspect } from "node:util";
import {
  defineToolkit,
  sequentialIds,
  type LocalRouter,
  type LocalRouterOptions,
  type ProjectOptions,
} from "@tool-router/local";
import type { Target } from "./target.ts";

/** The body of an answer of any operation. */
// eslint-disable-next-line typescript/no-explicit-any -- each attack looks at other fields of it.
export type Any = any;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Undefined if the text is not JSON. */
  readonly body: Any;
}

export interface Ask {
  readonly body?: unknown;
  /** Default: the key of the first project. */
  readonly key?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A run of a tool of the victims. */
export interface Run {
  readonly tool: string;
  readonly args: Any;
  readonly account: string | undefined;
  readonly user: string;
}

/** Only tools may see these. */
export const planted = {
  aliceKey: "planted-alice-credential-7f3a",
  workKey: "planted-alice-work-credential-91cc",
  malloryKey: "planted-mallory-credential-20be",
  boraKey: "planted-other-project-credential-5d5d",
  result: "planted-result-of-a-tool-44ab",
} as const;

export const projectKey = "ak_victim_3b9a1c55e7d24f60";
export const otherKey = "ak_attacker_c0ffee77aa5512ef";
export const userKey = "uak_person_8d8d8d8d8d8d8d8d";

export interface Victim {
  readonly router: LocalRouter;
  readonly runs: Run[];
  /** Everything that `onRequest` and `onError` were given, as text. */
  readonly records: string[];
  readonly ask: (method: string, path: string, ask?: Ask) => Promise<Answer>;
  /** The path of a new session. */
  readonly session: (user: string, config?: object, key?: string) => Promise<string>;
  readonly advance: (milliseconds: number) => void;
  readonly close: () => Promise<void>;
}

const anything = { type: "object" } as const;

/**
 * A router with two projects. In the first, `alice` has the accounts `ca_alice` and `ca_work` (alias `work`), and
 * `mallory` has `ca_mallory`; in the second, `bora` has `ca_bora`. `toolkits` come beside the usual ones.
 */
export async function openVictim(
  target: Target,
  { toolkits = [], ...options }: Partial<LocalRouterOptions> = {},
): Promise<Victim> {
  const runs: Run[] = [];
  const records: string[] = [];
  let time = Date.UTC(2026, 0, 1);
  const run =
    (tool: string) =>
    (args: object, { account, session }: { account?: { id: string } | undefined; session: { userId: string } }) => {
      runs.push({ tool, args, account: account?.id, user: session.userId });
      return { done: true, account: account?.id };
    };
  const vault = defineToolkit({
    slug: "vault",
    description: "Keeps things",
    auth: { scheme: "API_KEY" },
    tools: [
      {
        slug: "VAULT_READ",
        description: "Reads a thing",
        tags: ["readOnlyHint"],
        inputSchema: anything,
        execute: run("VAULT_READ"),
      },
      {
        slug: "VAULT_WIPE",
        description: "Wipes the vault",
        tags: ["destructiveHint"],
        inputSchema: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
        execute: run("VAULT_WIPE"),
      },
      {
        slug: "VAULT_RECORD",
        description: "Gives a stored record",
        inputSchema: anything,
        execute: (args, context) => ({ ...run("VAULT_RECORD")(args, context), record: planted.result }),
      },
    ],
  });
  const plain = defineToolkit({
    slug: "plain",
    description: "Needs no account",
    tools: [
      { slug: "PLAIN_ECHO", description: "Repeats", inputSchema: anything, execute: run("PLAIN_ECHO") },
      {
        slug: "PLAIN_WIPE",
        description: "Destroys things",
        tags: ["destructiveHint"],
        inputSchema: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
        execute: run("PLAIN_WIPE"),
      },
      {
        slug: "PLAIN_OPEN_FILE",
        description: "Opens a file",
        inputSchema: { type: "object", properties: { file: { type: "object", file_uploadable: true } } },
        execute: async ({ file }, { files }) => {
          const { name, mimetype, bytes } = await files.read(file);
          return { name, mimetype, text: new TextDecoder().decode(bytes) };
        },
      },
    ],
  });
  const other: ProjectOptions = {
    id: "proj_other",
    apiKey: otherKey,
    accounts: [{ userId: "bora", toolkit: "vault", id: "ca_bora", credentials: { api_key: planted.boraKey } }],
  };
  const router = target.createLocalRouter({
    toolkits: [vault, plain, ...toolkits],
    apiKey: projectKey,
    userApiKey: userKey,
    projects: [other],
    accounts: [
      { userId: "alice", toolkit: "vault", id: "ca_alice", credentials: { api_key: planted.aliceKey } },
      { userId: "alice", toolkit: "vault", id: "ca_work", alias: "work", credentials: { api_key: planted.workKey } },
      { userId: "mallory", toolkit: "vault", id: "ca_mallory", credentials: { api_key: planted.malloryKey } },
    ],
    ids: sequentialIds(),
    now: () => new Date(time),
    onRequest: (request) => void records.push(JSON.stringify(request)),
    onError: (error, source) => void records.push(inspect(error, { depth: 8 }), JSON.stringify(source)),
    ...options,
  });
  const ask = asker(router.fetch, router.baseUrl);
  return {
    router,
    runs,
    records,
    ask,
    session: async (user, config = {}, key = projectKey) => {
      const { status, body, text } = await ask("POST", "/api/v3.1/tool_router/session", {
        body: { user_id: user, ...config },
        key,
      });
      if (status !== 201) throw new Error(`no session: ${text}`);
      return `/tool_router/session/${body.session_id}`;
    },
    advance: (milliseconds) => {
      time += milliseconds;
    },
    close: () => router.close(),
  };
}

/** Sends requests with a key. Paths are below `/api/v3` unless they say otherwise; a text is sent as it is. */
export function asker(fetch: typeof globalThis.fetch, origin: string, usualKey: string = projectKey): Victim["ask"] {
  return async (method, path, { body, key = usualKey, headers = {} } = {}) => {
    const isWhole = /^(https?:|\/(api|_local|link|oauth|tool_router\/[^/]+\/mcp))/.test(path);
    const url = path.startsWith("http") ? path : `${origin}${isWhole ? "" : "/api/v3"}${path}`;
    const isRaw = typeof body === "string" || body instanceof Uint8Array || body instanceof URLSearchParams;
    const response = await fetch(url, {
      method,
      redirect: "manual",
      headers: { ...(key === "" ? {} : { "x-api-key": key }), ...headers },
      ...(body === undefined ? {} : { body: (isRaw ? body : JSON.stringify(body)) as BodyInit }),
    });
    const text = await response.text();
    let parsed: Any;
    try {
      parsed = JSON.parse(text);
    } catch {
      // Some answers are pages.
    }
    return { status: response.status, headers: response.headers, text, body: parsed };
  };
}

/** Where an answer sends a browser: by a redirect, or by a page that goes on. */
export function leadsTo({ headers }: Answer): string | undefined {
  return headers.get("location") ?? /^\d+;\s*url=(.*)$/i.exec(headers.get("refresh") ?? "")?.[1];
}

/** The planted secrets that a text holds. */
export function secretsIn(text: string, secrets: readonly string[] = Object.values(planted)): string[] {
  return secrets.filter((secret) => text.includes(secret));
}
