import * as oauth from "oauth4webapi";
import { OAuthProblem, problemOf } from "./oauth-problem.ts";
import { isSafeAddress } from "./oauth-settings.ts";
import type { ToolkitAuth } from "./toolkit-auth.ts";

/** Tokens of a user who has consented. */
export interface Tokens {
  readonly accessToken: string;
  readonly tokenType: string;
  readonly refreshToken: string | undefined;
  readonly scope: string | undefined;
  /** Lifetime of the access token in seconds. */
  readonly expiresIn: number | undefined;
}

/**
 * This router as an OAuth client of one provider.
 *
 * Secrets stay inside its functions. Every failure is an {@link OAuthProblem}, without the request or the response.
 */
export interface OAuthClient {
  /** The URL at which a user gives consent. */
  authorizationUrl(request: { redirectUri: string; state: string; codeVerifier: string }): Promise<string>;
  /** Exchanges the code in the callback's query for tokens. */
  exchange(answer: {
    query: URLSearchParams;
    redirectUri: string;
    state: string;
    codeVerifier: string;
  }): Promise<Tokens>;
  refresh(refreshToken: string): Promise<Tokens>;
  /** Revokes a token. False if the provider has no revocation endpoint. */
  revoke(token: string, kind: "access_token" | "refresh_token"): Promise<boolean>;
}

/**
 * Undefined if the toolkit has no `clientId`.
 *
 * @throws TypeError if `clientSecretEnv` names an unset environment variable.
 */
export function createOAuthClient(auth: ToolkitAuth | undefined, where: string): OAuthClient | undefined {
  if (auth?.clientId === undefined) return undefined;
  const { clientId, scopes = [], authorizationParameters = {} } = auth;
  const client: oauth.Client = { client_id: clientId };
  const authenticate = clientAuthentication(auth, where);
  const serverOf = once(() => readServer(auth));

  const ask = async <Answer>(
    work: (server: oauth.AuthorizationServer, options: RequestOptions) => Promise<Answer>,
  ): Promise<Answer> => {
    try {
      const server = await serverOf();
      return await work(server, requestOptions(server.token_endpoint));
    } catch (error) {
      throw problemOf(error);
    }
  };
  return {
    authorizationUrl: ({ redirectUri, state, codeVerifier }) =>
      ask(async (server) => {
        const url = new URL(server.authorization_endpoint as string);
        const parameters = {
          ...authorizationParameters,
          client_id: clientId,
          response_type: "code",
          redirect_uri: redirectUri,
          state,
          code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
          code_challenge_method: "S256",
          ...(scopes.length === 0 ? {} : { scope: scopes.join(" ") }),
        };
        for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
        return url.href;
      }),
    exchange: ({ query, redirectUri, state, codeVerifier }) =>
      ask(async (server, options) => {
        const parameters = new URLSearchParams(query);
        // Without a configured issuer, `iss` has nothing to be compared with.
        if (auth.issuer === undefined) parameters.delete("iss");
        const answer = oauth.validateAuthResponse(server, client, parameters, state);
        const response = await oauth.authorizationCodeGrantRequest(
          server,
          client,
          authenticate,
          answer,
          redirectUri,
          codeVerifier,
          options,
        );
        return tokensIn(
          await oauth.processAuthorizationCodeResponse(server, client, await normalizedResponse(response)),
        );
      }),
    refresh: (refreshToken) =>
      ask(async (server, options) => {
        const response = await oauth.refreshTokenGrantRequest(server, client, authenticate, refreshToken, options);
        return tokensIn(await oauth.processRefreshTokenResponse(server, client, await normalizedResponse(response)));
      }),
    revoke: (token, kind) =>
      ask(async (server, options) => {
        if (!isSafeAddress(server.revocation_endpoint)) return false;
        const additionalParameters = { token_type_hint: kind };
        const request = { ...options, additionalParameters };
        const response = await oauth.revocationRequest(server, client, authenticate, token, request);
        await oauth.processRevocationResponse(response);
        return true;
      }),
  };
}

function tokensIn(answer: oauth.TokenEndpointResponse): Tokens {
  return {
    accessToken: answer.access_token,
    tokenType: answer.token_type,
    refreshToken: answer.refresh_token,
    scope: answer.scope,
    expiresIn: answer.expires_in,
  };
}

const PROVIDER_TIMEOUT_MS = 30_000;

interface RequestOptions {
  readonly signal: AbortSignal;
  readonly [oauth.allowInsecureRequests]: boolean;
  readonly [oauth.customFetch]: typeof fetchOnce;
}

/** Node's `fetch` retries after a 421 unless the body is a stream. Codes and refresh tokens can be used only once. */
async function fetchOnce(
  url: string,
  { body, ...init }: oauth.CustomFetchOptions<string, URLSearchParams | undefined>,
): Promise<Response> {
  if (body === undefined) return fetch(url, init);
  const content = new Blob([String(body)]);
  const headers = new Headers(init.headers);
  headers.set("content-length", String(content.size));
  const streamed = { ...init, headers, body: content.stream(), duplex: "half" as const };
  return fetch(url, streamed);
}

function requestOptions(address: string | undefined): RequestOptions {
  return {
    signal: AbortSignal.timeout(PROVIDER_TIMEOUT_MS),
    // `isSafeAddress` allows http for loopback only.
    [oauth.allowInsecureRequests]: address?.startsWith("http:") === true,
    [oauth.customFetch]: fetchOnce,
  };
}

async function readServer({ issuer, authorizationUrl, tokenUrl }: ToolkitAuth): Promise<oauth.AuthorizationServer> {
  const isComplete = authorizationUrl !== undefined && tokenUrl !== undefined;
  const found = isComplete || issuer === undefined ? undefined : await discover(new URL(issuer));
  const server: oauth.AuthorizationServer = {
    // A placeholder: `exchange` ignores `iss` without a configured issuer.
    issuer: issuer ?? new URL(authorizationUrl as string).origin,
    ...found,
    ...(authorizationUrl === undefined ? {} : { authorization_endpoint: authorizationUrl }),
    ...(tokenUrl === undefined ? {} : { token_endpoint: tokenUrl }),
  };
  if (!isSafeAddress(server.authorization_endpoint) || !isSafeAddress(server.token_endpoint)) {
    throw new OAuthProblem("refused", "The provider's metadata has no https authorization and token endpoints");
  }
  return server;
}

/** Reads the provider's metadata from its OpenID or its OAuth well-known URL. */
async function discover(issuer: URL): Promise<oauth.AuthorizationServer> {
  const look = (algorithm: "oidc" | "oauth2"): Promise<Response> =>
    oauth.discoveryRequest(issuer, { algorithm, ...requestOptions(issuer.href) });
  const first = await look("oidc");
  return oauth.processDiscoveryResponse(issuer, first.status === 404 ? await look("oauth2") : first);
}

function clientAuthentication(
  { clientSecret, clientSecretEnv, clientAuthentication: method = "basic" }: ToolkitAuth,
  where: string,
): oauth.ClientAuth {
  const secret = clientSecretEnv === undefined ? clientSecret : process.env[clientSecretEnv];
  if (clientSecretEnv !== undefined && !secret) {
    throw new TypeError(`${where}.clientSecretEnv: the environment variable ${clientSecretEnv} is not set`);
  }
  if (!secret) return oauth.None();
  return method === "post" ? oauth.ClientSecretPost(secret) : oauth.ClientSecretBasic(secret);
}

// Drops the ID token, which would be validated but is unused: the link identifies the user. Some providers omit
// `token_type`, so it defaults to "bearer".
async function normalizedResponse(response: Response): Promise<Response> {
  if (!response.ok) return response;
  const text = await response.text();
  try {
    const { id_token: _, ...body } = JSON.parse(text) as Record<string, unknown>;
    return new Response(JSON.stringify({ token_type: "bearer", ...body }), response);
  } catch {
    return new Response(text, response);
  }
}

/** Caches a success; retries after a failure. */
function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
