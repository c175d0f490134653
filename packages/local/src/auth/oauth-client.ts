import * as oauth from "oauth4webapi";
import { OAuthProblem, problemOf } from "./oauth-problem.ts";
import { isSafeAddress } from "./oauth-settings.ts";
import type { ToolkitAuth } from "./toolkit-auth.ts";

/** What a provider gives when a person has agreed. */
export interface Tokens {
  readonly accessToken: string;
  readonly tokenType: string;
  readonly refreshToken: string | undefined;
  readonly scope: string | undefined;
  /** Seconds for which the access token is good. */
  readonly expiresIn: number | undefined;
}

/**
 * This router as a client of one provider. Secrets are inside of its functions and nowhere else, and whatever goes wrong
 * is an {@link OAuthProblem}, without what was sent or received.
 */
export interface OAuthClient {
  /** Where a person is sent to agree. */
  authorizationUrl(request: { redirectUri: string; state: string; codeVerifier: string }): Promise<string>;
  /** Takes the provider's answer, the query of the callback, and changes its code for tokens. */
  exchange(answer: {
    query: URLSearchParams;
    redirectUri: string;
    state: string;
    codeVerifier: string;
  }): Promise<Tokens>;
  refresh(refreshToken: string): Promise<Tokens>;
  /** Revokes a token. False if the provider names no address for that. */
  revoke(token: string, kind: "access_token" | "refresh_token"): Promise<boolean>;
}

/**
 * Undefined if the toolkit names no provider.
 *
 * @throws TypeError if the environment variable is not set that holds the secret.
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
        // Who does not say what the issuer is called cannot be told a wrong one.
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
        return tokensIn(await oauth.processAuthorizationCodeResponse(server, client, await plainAnswer(response)));
      }),
    refresh: (refreshToken) =>
      ask(async (server, options) => {
        const response = await oauth.refreshTokenGrantRequest(server, client, authenticate, refreshToken, options);
        return tokensIn(await oauth.processRefreshTokenResponse(server, client, await plainAnswer(response)));
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

const longestAnswer = 30_000;

interface RequestOptions {
  readonly signal: AbortSignal;
  readonly [oauth.allowInsecureRequests]: boolean;
  readonly [oauth.customFetch]: typeof fetchOnce;
}

/** Node's `fetch` repeats a request after a 421, unless its body is a stream. A code or a refresh token is good once. */
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
    signal: AbortSignal.timeout(longestAnswer),
    // All addresses have been looked at: in the clear it is this machine.
    [oauth.allowInsecureRequests]: address?.startsWith("http:") === true,
    [oauth.customFetch]: fetchOnce,
  };
}

async function readServer({ issuer, authorizationUrl, tokenUrl }: ToolkitAuth): Promise<oauth.AuthorizationServer> {
  const isComplete = authorizationUrl !== undefined && tokenUrl !== undefined;
  const found = isComplete || issuer === undefined ? undefined : await discover(new URL(issuer));
  const server: oauth.AuthorizationServer = {
    // Without one nothing is compared with it.
    issuer: issuer ?? new URL(authorizationUrl as string).origin,
    ...found,
    ...(authorizationUrl === undefined ? {} : { authorization_endpoint: authorizationUrl }),
    ...(tokenUrl === undefined ? {} : { token_endpoint: tokenUrl }),
  };
  if (!isSafeAddress(server.authorization_endpoint) || !isSafeAddress(server.token_endpoint)) {
    throw new OAuthProblem("refused", "The issuer names no addresses that are safe to use");
  }
  return server;
}

/** Reads what a provider says about itself, in either of the two places where that may be. */
async function discover(issuer: URL): Promise<oauth.AuthorizationServer> {
  const look = (algorithm: "oidc" | "oauth2"): Promise<Response> =>
    oauth.discoveryRequest(issuer, { algorithm, ...requestOptions(issuer.href) });
  const first = await look("oidc");
  return oauth.processDiscoveryResponse(issuer, first.status === 404 ? await look("oauth2") : first);
}

function clientAuthentication(
  { clientSecret, clientSecretEnv, clientAuthentication: way = "basic" }: ToolkitAuth,
  where: string,
): oauth.ClientAuth {
  const secret = clientSecretEnv === undefined ? clientSecret : process.env[clientSecretEnv];
  if (clientSecretEnv !== undefined && !secret) {
    throw new TypeError(`${where}.clientSecretEnv names ${clientSecretEnv}, which is not set in the environment`);
  }
  if (!secret) return oauth.None();
  return way === "post" ? oauth.ClientSecretPost(secret) : oauth.ClientSecretBasic(secret);
}

// An ID token says who has signed in, by the system's clock. Nobody here asks: the link says whose account it is. And a
// token of no kind is for whoever bears it, since some providers do not say so.
async function plainAnswer(response: Response): Promise<Response> {
  if (!response.ok) return response;
  const text = await response.text();
  try {
    const { id_token: _, ...body } = JSON.parse(text) as Record<string, unknown>;
    return new Response(JSON.stringify({ token_type: "bearer", ...body }), response);
  } catch {
    return new Response(text, response);
  }
}

/** Keeps what succeeds; what fails is tried again. */
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
