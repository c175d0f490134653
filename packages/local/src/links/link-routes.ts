import type { Context, Hono } from "hono";
import { generateCookie, getCookie } from "hono/cookie";
import type { Account } from "../accounts/account.ts";
import { oauthClientOf } from "../accounts/oauth-client-of.ts";
import { OAuthProblem } from "../auth/oauth-problem.ts";
import type { Credentials } from "../auth/toolkit-auth.ts";
import { refuse, requireCaller } from "../errors.ts";
import { isJSONObject } from "../json.ts";
import type { Project } from "../requests/caller.ts";
import { callerSignal } from "../requests/caller-signal.ts";
import { isCrossSite } from "../requests/cross-site.ts";
import type { Environment } from "../requests/environment.ts";
import { readJson, readText } from "../requests/request-body.ts";
import type { State } from "../state/state.ts";
import { findByToken, type FoundLink } from "./find-link.ts";
import { callbackWith, completeLink, declineLink, fieldsIn, missingIn, type Completion, type Link } from "./links.ts";
import {
  crossSitePage,
  failedSignInPage,
  linkPage,
  redirectPage,
  unknownLinkPage,
  unknownSignInPage,
  type Page,
} from "./page.ts";
import { beginSignIn, callbackPath, finishSignIn, takeSignIn } from "./sign-in.ts";

export interface LinkRouteOptions {
  readonly projects: readonly Project[];
  /** State of all projects. Links are found by their tokens. */
  readonly shared: State;
  /** The origin of absolute URLs in the response to a request. */
  readonly originOf: (request: Request) => string;
  /** Whether a program may complete links over HTTP. */
  readonly linkCompletionRoute: boolean;
  /** Larger request bodies are refused. */
  readonly maxRequestBytes: number;
}

type LinkContext = Context<Environment>;

/** Serves the pages on which users connect accounts. A link's token is the only credential. */
export function addLinkRoutes(app: Hono<Environment>, options: LinkRouteOptions): void {
  app.get("/link/:token", async (context) => {
    const found = await findByToken(options, context.req.param("token"));
    return found === undefined ? pageResponse(unknownLinkPage(), 404) : statusPage(found.account);
  });
  app.post("/link/:token", (context) => submitForm(context, options, context.req.param("token")));
  app.get(callbackPath(":toolkit"), (context) => finishCallback(context, options, context.req.param("toolkit") ?? ""));
  app.post("/_local/link/:token/complete", (context) =>
    completeByProgram(context, options, context.req.param("token")),
  );
}

async function submitForm(context: LinkContext, options: LinkRouteOptions, token: string): Promise<Response> {
  if (isOtherSite(context, options)) return pageResponse(crossSitePage(), 403);
  const found = await findByToken(options, token);
  if (found === undefined) return pageResponse(unknownLinkPage(), 404);
  const { router, link, account } = found;
  const form = new URLSearchParams(await readText(context.req.raw, options.maxRequestBytes));
  if (account.status !== "INITIATED") return statusPage(account);
  requireCaller(callerSignal(context));

  if (form.get("action") === "decline") {
    return redirectByPage(await finished(link, await declineLink(router, account)));
  }
  const entered = enteredIn(form);
  if (account.toolkit.oauth !== undefined) return redirectToProvider(found, entered, options.originOf(context.req.raw));
  return redirectByPage(
    await completionResponse(link, account, await completeLink(router, account, entered, "all fields")),
  );
}

async function finishCallback(context: LinkContext, options: LinkRouteOptions, toolkit: string): Promise<Response> {
  context.set("hasBegun", true);
  const query = new URL(context.req.url).searchParams;
  const state = query.get("state") ?? "";
  const signIn = await takeSignIn(options.shared, state, (name) => getCookie(context, name));
  const router = options.projects.find(({ id }) => id === signIn?.project)?.context;
  const account = signIn && (await router?.accounts.get(signIn.accountId));
  if (!signIn || !router || !account?.toolkit.oauth || account.toolkit.slug !== toolkit) {
    return pageResponse(unknownSignInPage(), 400);
  }
  if (account.status !== "INITIATED") return statusPage(account);
  try {
    const oauth = await oauthClientOf(router, account);
    const credentials = await finishSignIn(router, oauth, signIn, { state, query });
    return await completionResponse(signIn, account, await completeLink(router, account, credentials, "no fields"));
  } catch (error) {
    if (!(error instanceof OAuthProblem)) throw error;
    if (error.kind === "unreachable") return pageResponse(failedSignInPage(account, error.message), 502);
    return finished(signIn, await declineLink(router, account, error.message));
  }
}

async function completeByProgram(context: LinkContext, options: LinkRouteOptions, token: string): Promise<Response> {
  if (!options.linkCompletionRoute) {
    return refuse("HTTP_Forbidden", "Completing links over HTTP is disabled", {
      suggestedFix:
        "For tests, set the option linkCompletionRoute or pass --link-completion-route; in the router's process, call completeLink()",
    });
  }
  if (isOtherSite(context, options)) return refuse("HTTP_Forbidden", "Another site sent this request");
  const { router, account } =
    (await findByToken(options, token)) ?? refuse("ToolRouterV2_LinkNotFound", `No link has the token ${token}`);
  const body = await readJson(context.req.raw, options.maxRequestBytes);
  requireCaller(callerSignal(context));
  const completion = await completeLink(router, account, credentialsIn(body), "no fields");
  if (completion.outcome === "incomplete") return refuse("ToolRouterV2_BadRequest", completion.message);
  if (completion.outcome === "closed") {
    return refuse(
      "ToolRouterV2_LinkNotFound",
      `The link can no longer be completed: its account is ${completion.account?.status ?? "deleted"}`,
    );
  }
  return context.json({ connected_account_id: account.id, status: completion.account.status });
}

function isOtherSite({ req }: LinkContext, { originOf }: LinkRouteOptions): boolean {
  return isCrossSite(req.raw.headers, [req.url, originOf(req.raw)]);
}

/** Sends the browser to the provider, which redirects it to the callback. */
async function redirectToProvider(
  { router, link, account }: FoundLink,
  entered: Credentials,
  origin: string,
): Promise<Response> {
  const fields = fieldsIn(account, entered);
  const missing = missingIn(account, fields);
  if (missing !== undefined) return pageResponse(linkPage(account, missing), 400);
  try {
    const { accountId, callbackUrl } = link;
    const oauth = await oauthClientOf(router, account);
    const path = callbackPath(account.toolkit.slug);
    const { url, cookie } = await beginSignIn(router, oauth, { accountId, callbackUrl, entered: fields, path, origin });
    const { name, value, ...scope } = cookie;
    const secure = origin.startsWith("https:");
    const response = await refreshTo(url);
    response.headers.set(
      "set-cookie",
      generateCookie(name, value, { ...scope, httpOnly: true, sameSite: "Lax", secure }),
    );
    return response;
  } catch (error) {
    if (!(error instanceof OAuthProblem)) throw error;
    return pageResponse(linkPage(account, error.message), 502);
  }
}

async function completionResponse(
  link: Pick<Link, "callbackUrl">,
  account: Account,
  completion: Completion,
): Promise<Response> {
  if (completion.outcome === "incomplete") return pageResponse(linkPage(account, completion.message), 400);
  if (completion.outcome === "active") return finished(link, completion.account);
  return completion.account === undefined ? pageResponse(unknownLinkPage(), 404) : statusPage(completion.account);
}

const FIELD_PREFIX = "field.";

function enteredIn(form: URLSearchParams): Credentials {
  const fields = [...form].filter(([name]) => name.startsWith(FIELD_PREFIX));
  return Object.fromEntries(fields.map(([name, value]) => [name.slice(FIELD_PREFIX.length), value]));
}

function credentialsIn(body: unknown): Record<string, string> {
  const credentials = body === undefined ? {} : isJSONObject(body) ? (body["credentials"] ?? {}) : undefined;
  if (isJSONObject(credentials) && Object.values(credentials).every((value) => typeof value === "string")) {
    return credentials as Record<string, string>;
  }
  return refuse("HTTP_BadRequest", "The request does not fit the schema", {
    errors: ["payload.credentials: must be an object of strings"],
  });
}

/** Redirects to the callback URL, or shows the outcome. */
async function finished({ callbackUrl }: Pick<Link, "callbackUrl">, account: Account): Promise<Response> {
  if (callbackUrl === undefined) return pageResponse(linkPage(account), 200);
  return new Response(null, {
    status: 303,
    headers: { ...PAGE_HEADERS, location: callbackWith(callbackUrl, account) },
  });
}

/**
 * Replaces a redirect with a page that refreshes to the target. Chromium applies `form-action` to redirects after a form,
 * so that a 303 would be blocked.
 */
async function redirectByPage(response: Response): Promise<Response> {
  const url = response.headers.get("location");
  return url === null ? response : refreshTo(url);
}

async function refreshTo(url: string): Promise<Response> {
  const response = await pageResponse(redirectPage(url), 200);
  response.headers.set("refresh", `0; url=${url}`);
  return response;
}

function statusPage(account: Account): Promise<Response> {
  const isCurrent = account.status === "INITIATED" || account.status === "ACTIVE";
  return pageResponse(linkPage(account), isCurrent ? 200 : 410);
}

async function pageResponse(page: Page, status: number): Promise<Response> {
  const headers = { ...PAGE_HEADERS, "content-type": "text/html; charset=utf-8" };
  return new Response(String(await page), { status, headers });
}

const PAGE_HEADERS = {
  "cache-control": "no-store",
  // No scripts, no external resources, and no framing: the page has a button that connects an account.
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  // The address is a secret. "no-referrer" would drop the form's Origin header.
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
};
