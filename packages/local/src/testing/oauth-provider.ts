import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

export const clientId = "router-1";
export const clientSecret = "client-secret-hunter2";

/** A real OAuth 2 provider on localhost with one client, required PKCE, and refresh token rotation. */
export interface OAuthProvider extends AsyncDisposable {
  /** Required client authentication. */
  readonly clientAuthentication: "client_secret_basic" | "client_secret_post" | "none";
  readonly issuer: string;
  /** Grant types of the requests to the token endpoint. */
  readonly asked: string[];
  /** Codes, tokens and verifiers, which must stay between the router and the provider. */
  readonly secrets: Set<string>;
  /** The user's answer to the consent prompt. */
  consent: "given" | "refused";
  /** Replaces the response of the token endpoint. */
  tokenFailure: { status: number; body: string } | undefined;
  /** Revokes all grants. Tokens become invalid and cannot be refreshed. */
  revoke(): void;
  /** Invalidates access tokens only. */
  forgetAccessTokens(): void;
}

interface Record {
  grantId?: string;
  uid?: string;
  consumed?: number;
}

export async function startOAuthProvider(
  redirectUris: readonly string[],
  clientAuthentication: OAuthProvider["clientAuthentication"] = "client_secret_basic",
): Promise<OAuthProvider> {
  let answer = (_: IncomingMessage, response: ServerResponse): void => void response.end();
  const server = createServer((request, response) => {
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const records = new Map<string, Record>();
  const provider = new Provider(issuer, {
    adapter: adapterOver(records),
    jwks: { keys: [await signingKey()] },
    cookies: { keys: ["cookie key of the tests"] },
    clients: [
      {
        client_id: clientId,
        ...(clientAuthentication === "none" ? {} : { client_secret: clientSecret }),
        redirect_uris: redirectUris,
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
        id_token_signed_response_alg: "ES256",
        token_endpoint_auth_method: clientAuthentication,
      },
    ],
    scopes: ["openid", "repo"],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, revocation: { enabled: true, allowedPolicy: () => true } },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/consent/${uid}` },
    issueRefreshToken: () => true,
    rotateRefreshToken: true,
    ttl: {
      AccessToken: 3600,
      AuthorizationCode: 60,
      Grant: 86_400,
      IdToken: 60,
      Interaction: 600,
      RefreshToken: 86_400,
      Session: 600,
    },
    findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id }) }),
    renderError: (context: { body: string }, { error }: { error: string }) => {
      context.body = error;
    },
  });

  const state: OAuthProvider = {
    clientAuthentication,
    issuer,
    asked: [],
    secrets: new Set([clientSecret]),
    consent: "given",
    tokenFailure: undefined,
    revoke: () => {
      for (const key of records.keys()) if (!key.startsWith("Client:")) records.delete(key);
    },
    forgetAccessTokens: () => {
      for (const key of records.keys()) if (key.startsWith("AccessToken:")) records.delete(key);
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  const consent = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { params } = await provider.interactionDetails(request, response);
    if (state.consent === "refused") {
      return provider.interactionFinished(request, response, { error: "access_denied", error_description: "<b>no" });
    }
    const grant = new provider.Grant({ accountId: "ada", clientId: params.client_id });
    grant.addOIDCScope(params.scope ?? "");
    const result = { login: { accountId: "ada" }, consent: { grantId: await grant.save() } };
    return provider.interactionFinished(request, response, result);
  };
  /** The API that accepts the tokens. */
  const me = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
    const found = await provider.AccessToken.find(token);
    response.writeHead(found?.isValid === true ? 200 : 401, { "content-type": "application/json" });
    response.end(JSON.stringify({ user: found?.accountId ?? null }));
  };
  const callback = provider.callback();
  answer = (request, response) => {
    const path = request.url ?? "";
    if (path.startsWith("/consent/")) return void consent(request, response);
    if (path.startsWith("/api/me")) return void me(request, response);
    if (path.startsWith("/api/closed")) return void response.writeHead(401).end();
    if (path.startsWith("/token")) recordTokens(state, request, response);
    if (path.startsWith("/token") && state.tokenFailure !== undefined) {
      const { status, body } = state.tokenFailure;
      return void response.writeHead(status, { "content-type": "application/json" }).end(body);
    }
    return void callback(request, response);
  };
  return state;
}

/** Records requests to the token endpoint, and the tokens in its responses. */
function recordTokens({ asked, secrets }: OAuthProvider, request: IncomingMessage, response: ServerResponse): void {
  let sent = "";
  request.on("data", (chunk: Buffer) => {
    sent += chunk.toString();
  });
  request.on("end", () => {
    const form = new URLSearchParams(sent);
    asked.push(form.get("grant_type") ?? "");
    for (const name of ["code", "code_verifier", "refresh_token"]) if (form.has(name)) secrets.add(form.get(name)!);
  });
  const end = response.end.bind(response);
  response.end = ((chunk?: unknown, ...rest: []) => {
    try {
      const body = JSON.parse(String(chunk)) as { [field: string]: unknown };
      for (const name of ["access_token", "refresh_token", "id_token"]) {
        if (typeof body[name] === "string") secrets.add(body[name]);
      }
    } catch {
      // Not JSON, so no tokens.
    }
    return end(chunk as string, ...rest);
  }) as typeof response.end;
}

async function signingKey(): Promise<object> {
  const { privateKey } = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
    "sign",
    "verify",
  ]);
  return { ...(await crypto.subtle.exportKey("jwk", privateKey)), use: "sig", alg: "ES256" };
}

/** In-memory storage. The provider's default prints a warning. */
function adapterOver(records: Map<string, Record>): new (kind: string) => object {
  return class {
    readonly kind: string;
    constructor(kind: string) {
      this.kind = kind;
    }
    async upsert(id: string, record: Record): Promise<void> {
      records.set(`${this.kind}:${id}`, record);
    }
    async find(id: string): Promise<Record | undefined> {
      return records.get(`${this.kind}:${id}`);
    }
    async findByUid(uid: string): Promise<Record | undefined> {
      return [...records].find(([key, record]) => key.startsWith(`${this.kind}:`) && record.uid === uid)?.[1];
    }
    async consume(id: string): Promise<void> {
      const record = records.get(`${this.kind}:${id}`);
      if (record !== undefined) record.consumed = 1;
    }
    async destroy(id: string): Promise<void> {
      records.delete(`${this.kind}:${id}`);
    }
    async revokeByGrantId(grantId: string): Promise<void> {
      for (const [key, record] of records) if (record.grantId === grantId) records.delete(key);
    }
  };
}
