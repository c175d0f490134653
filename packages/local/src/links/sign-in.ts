import { generateRandomCodeVerifier } from "oauth4webapi";
import type { OAuthClient, Tokens } from "../auth/oauth-client.ts";
import { credentialsFrom } from "../auth/oauth-credentials.ts";
import type { Credentials } from "../auth/toolkit-auth.ts";
import type { RouterContext } from "../router-context.ts";
import { hashed, type State } from "../state/state.ts";

/**
 * The callback path for a toolkit's provider. Each provider has its own, so that one provider cannot obtain another's code
 * (mix-up attack, RFC 9700).
 */
export function callbackPath(toolkit: string): string {
  return `/oauth/callback/${toolkit}`;
}

/** A pending sign-in at a provider. */
export interface SignIn {
  readonly project: string;
  readonly accountId: string;
  /** Where the browser is redirected in the end. */
  readonly callbackUrl: string | undefined;
  readonly redirectUri: string;
  /** Values entered on the link page. */
  readonly entered: Credentials;
  readonly codeVerifier: string;
  /** Hash of the secret in the cookie of the browser that started the sign-in. */
  readonly browser: string;
}

const SIGN_IN_TTL_MS = 10 * 60_000;

/**
 * Starts a sign-in. Returns the provider's URL, and a cookie that ties the callback to this browser. Without the cookie,
 * an attacker could have a victim sign in for the attacker's account.
 */
export async function beginSignIn(
  router: RouterContext,
  client: OAuthClient,
  { path, origin, ...about }: Pick<SignIn, "accountId" | "callbackUrl" | "entered"> & { path: string; origin: string },
): Promise<{ url: string; cookie: { name: string; value: string; path: string; maxAge: number } }> {
  const state = router.ids("os");
  const browser = router.ids("ob");
  const codeVerifier = generateRandomCodeVerifier();
  const redirectUri = `${origin}${path}`;
  const url = await client.authorizationUrl({ redirectUri, state, codeVerifier });
  const signIn: SignIn = { ...about, project: router.projectId, redirectUri, codeVerifier, browser: hashed(browser) };
  await router.shared.write(signInKey(state), signIn, SIGN_IN_TTL_MS);
  const { pathname } = new URL(redirectUri);
  return { url, cookie: { name: cookieName(state), value: browser, path: pathname, maxAge: SIGN_IN_TTL_MS / 1000 } };
}

/** Takes the sign-in of a state: once, and only for the browser that started it. */
export async function takeSignIn(
  shared: State,
  state: string,
  cookieOf: (name: string) => string | undefined,
): Promise<SignIn | undefined> {
  const found = await shared.read<SignIn>(signInKey(state));
  if (found === undefined || hashed(cookieOf(cookieName(state)) ?? "") !== found.value.browser) return undefined;
  return (await shared.replace(signInKey(state), found, undefined)) ? found.value : undefined;
}

/** Exchanges the provider's authorization code for credentials. Throws an OAuthProblem. */
export async function finishSignIn(
  router: RouterContext,
  client: OAuthClient,
  { redirectUri, codeVerifier, entered }: SignIn,
  { state, query }: { state: string; query: URLSearchParams },
): Promise<Credentials> {
  const tokens: Tokens = await client.exchange({ query, redirectUri, state, codeVerifier });
  return credentialsFrom(tokens, router.now(), entered);
}

function signInKey(state: string): string {
  return `sign-in/${hashed(state)}`;
}

// A browser may have several pending sign-ins.
function cookieName(state: string): string {
  return `tool-router-${hashed(state).slice(0, 16)}`;
}
