import { generateRandomCodeVerifier } from "oauth4webapi";
import type { OAuthClient, Tokens } from "../auth/oauth-client.ts";
import { credentialsFrom } from "../auth/oauth-credentials.ts";
import type { Credentials } from "../auth/toolkit-auth.ts";
import type { RouterContext } from "../router-context.ts";
import { hashed, type State } from "../state/state.ts";

/**
 * Where a toolkit's provider sends people back to, below the router's own origin. Each provider has its own address, so
 * that a provider cannot get another one's code by sending people there (mix-up, RFC 9700).
 */
export function callbackPath(toolkit: string): string {
  return `/oauth/callback/${toolkit}`;
}

/** What is to happen when the provider sends somebody back. */
export interface SignIn {
  readonly project: string;
  readonly accountId: string;
  /** Where the browser goes in the end. */
  readonly callbackUrl: string | undefined;
  readonly redirectUri: string;
  /** What the person has entered on the link page. */
  readonly entered: Credentials;
  readonly codeVerifier: string;
  /** Of the secret that the browser which began it keeps in a cookie. */
  readonly browser: string;
}

const minutesToSignIn = 10;

/**
 * Begins a sign-in: where the browser is to go, and the cookie that it has to come back with. Without that, somebody
 * could have another person sign in for an account that is not theirs.
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
  await router.shared.write(signInKey(state), signIn, minutesToSignIn * 60_000);
  const { pathname } = new URL(redirectUri);
  return { url, cookie: { name: cookieName(state), value: browser, path: pathname, maxAge: minutesToSignIn * 60 } };
}

/** The sign-in of a state, for the browser that began it, and for nobody a second time. */
export async function takeSignIn(
  shared: State,
  state: string,
  cookieOf: (name: string) => string | undefined,
): Promise<SignIn | undefined> {
  const found = await shared.read<SignIn>(signInKey(state));
  if (found === undefined || hashed(cookieOf(cookieName(state)) ?? "") !== found.value.browser) return undefined;
  return (await shared.replace(signInKey(state), found, undefined)) ? found.value : undefined;
}

/** Changes the provider's answer for credentials. Throws an OAuthProblem. */
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

// One browser may have several sign-ins open.
function cookieName(state: string): string {
  return `tool-router-${hashed(state).slice(0, 16)}`;
}
