import type { Context, Hono } from "hono";
import { generateCookie, getCookie } from "hono/cookie";
import type { Account } from "../accounts/account.ts";
import { oauthClientOf } from "../accounts/oauth-client-of.ts";
import { OAuthProblem } from "../auth/oauth-problem.ts";
import type { Credentials } from "../auth/toolkit-auth.ts";
import { refuse, requireCaller } from "../errors.ts";
import { isJSONObject } from "../json.ts";
import {
  callbackWith,
  completeLink,
  declineLink,
  fieldsIn,
  findLink,
  missingIn,
  type Completion,
  type Link,
} from "../links/links.ts";
import {
  brokenSignInPage,
  crossSitePage,
  leavingPage,
  linkPage,
  unknownLinkPage,
  unknownSignInPage,
} from "../links/page.ts";
import { beginSignIn, callbackPath, finishSignIn, takeSignIn } from "../links/sign-in.ts";
import type { RouterContext } from "../router-context.ts";
import type { ApiOptions, Environment } from "./api.ts";
import { callerSignal } from "./caller-signal.ts";
import { isCrossSite } from "./cross-site.ts";
import { readJson, readText } from "./request-body.ts";

const fieldPrefix = "field.";

/** The pages on which a person connects an account, and the same for a program. The token is all they need. */
export function addLinkRoutes(app: Hono<Environment>, options: ApiOptions): void {
  const isOfOtherSite = ({ req }: Context<Environment>): boolean =>
    isCrossSite(req.raw.headers, [req.url, options.originOf(req.raw)]);

  app.get("/link/:token", async (context) => {
    const found = await findByToken(options, context.req.param("token"));
    return found === undefined
      ? html(unknownLinkPage(), 404)
      : html(linkPage(found.account), pageStatus(found.account));
  });

  app.post("/link/:token", async (context) => {
    if (isOfOtherSite(context)) return html(crossSitePage(), 403);
    const found = await findByToken(options, context.req.param("token"));
    if (found === undefined) return html(unknownLinkPage(), 404);
    const { router, link, account } = found;
    const form = new URLSearchParams(await readText(context.req.raw, options.maxRequestBytes));
    if (account.status !== "INITIATED") return html(linkPage(account), pageStatus(account));
    requireCaller(callerSignal(context));

    if (form.get("action") === "decline") {
      return afterForm(afterwards(link, await declineLink(router, account)));
    }
    const named = [...form].filter(([name]) => name.startsWith(fieldPrefix));
    const entered = Object.fromEntries(named.map(([name, value]) => [name.slice(fieldPrefix.length), value]));
    if (account.toolkit.oauth !== undefined) {
      return signInAt(found, entered, options.originOf(context.req.raw));
    }
    return afterForm(answerCompletion(link, account, await completeLink(router, account, entered, "all fields")));
  });

  app.get(callbackPath(":toolkit"), async (context) => {
    context.set("hasBegun", true);
    const query = new URL(context.req.url).searchParams;
    const state = query.get("state") ?? "";
    const signIn = await takeSignIn(options.shared, state, (name) => getCookie(context, name));
    const router = options.keyring.projects.find(({ id }) => id === signIn?.project)?.context;
    const account = signIn && (await router?.accounts.get(signIn.accountId));
    const toolkit = context.req.param("toolkit");
    if (!signIn || !router || !account?.toolkit.oauth || account.toolkit.slug !== toolkit) {
      return html(unknownSignInPage(), 400);
    }
    if (account.status !== "INITIATED") return html(linkPage(account), pageStatus(account));
    try {
      const oauth = await oauthClientOf(router, account);
      const credentials = await finishSignIn(router, oauth, signIn, { state, query });
      return answerCompletion(signIn, account, await completeLink(router, account, credentials, "no fields"));
    } catch (error) {
      if (!(error instanceof OAuthProblem)) throw error;
      if (error.kind === "unreachable") return html(brokenSignInPage(account, error.message), 502);
      return afterwards(signIn, await declineLink(router, account, error.message));
    }
  });

  app.post("/_local/link/:token/complete", async (context) => {
    if (!options.linkCompletionRoute) {
      return refuse("HTTP_Forbidden", "Completing links over HTTP is turned off", {
        suggestedFix:
          "For tests, set the option linkCompletionRoute or pass --link-completion-route; in the router's process, call completeLink()",
      });
    }
    if (isOfOtherSite(context)) return refuse("HTTP_Forbidden", "A page of another site sent this request");
    const token = context.req.param("token");
    const { router, account } =
      (await findByToken(options, token)) ?? refuse("ToolRouterV2_LinkNotFound", `No link has the token ${token}`);
    const body = await readJson(context.req.raw, options.maxRequestBytes);
    requireCaller(callerSignal(context));
    const completion = await completeLink(router, account, credentialsIn(body), "no fields");
    if (completion.outcome === "incomplete") return refuse("ToolRouterV2_BadRequest", completion.message);
    if (completion.outcome === "closed") {
      return refuse(
        "ToolRouterV2_LinkNotFound",
        `The link can no longer be completed: its account is ${completion.account?.status ?? "gone"}`,
      );
    }
    return context.json({ connected_account_id: account.id, status: completion.account.status });
  });
}

/** Sends the browser to the provider, whose answer comes to the callback. */
async function signInAt({ router, link, account }: FoundLink, entered: Credentials, origin: string): Promise<Response> {
  const fields = fieldsIn(account, entered);
  const missing = missingIn(account, fields);
  if (missing !== undefined) return html(linkPage(account, missing), 400);
  try {
    const { accountId, callbackUrl } = link;
    const oauth = await oauthClientOf(router, account);
    const path = callbackPath(account.toolkit.slug);
    const { url, cookie } = await beginSignIn(router, oauth, { accountId, callbackUrl, entered: fields, path, origin });
    const { name, value, ...place } = cookie;
    const secure = origin.startsWith("https:");
    const options = { ...place, httpOnly: true, sameSite: "Lax", secure } as const;
    const answer = goTo(url);
    answer.headers.set("set-cookie", generateCookie(name, value, options));
    return answer;
  } catch (error) {
    if (!(error instanceof OAuthProblem)) throw error;
    return html(linkPage(account, error.message), 502);
  }
}

function answerCompletion(link: Pick<Link, "callbackUrl">, account: Account, completion: Completion): Response {
  if (completion.outcome === "incomplete") return html(linkPage(account, completion.message), 400);
  if (completion.outcome === "active") return afterwards(link, completion.account);
  return completion.account === undefined
    ? html(unknownLinkPage(), 404)
    : html(linkPage(completion.account), pageStatus(completion.account));
}

interface FoundLink {
  /** The project that the link is of. */
  router: RouterContext;
  link: Link;
  account: Account;
}

// The browser carries no key: the token alone says which project it is about.
async function findByToken({ keyring, shared }: ApiOptions, token: string): Promise<FoundLink | undefined> {
  const link = await findLink(shared, token);
  const router = keyring.projects.find(({ id }) => id === link?.project)?.context;
  const account = link && (await router?.accounts.get(link.accountId));
  return link && router && account && { router, link, account };
}

function credentialsIn(body: unknown): Record<string, string> {
  const credentials = body === undefined ? {} : isJSONObject(body) ? (body["credentials"] ?? {}) : undefined;
  if (isJSONObject(credentials) && Object.values(credentials).every((value) => typeof value === "string")) {
    return credentials as Record<string, string>;
  }
  return refuse("HTTP_BadRequest", "The request does not fit the schema", {
    errors: ["payload.credentials: must be an object of texts"],
  });
}

function afterwards({ callbackUrl }: Pick<Link, "callbackUrl">, account: Account): Response {
  if (callbackUrl === undefined) return html(linkPage(account), 200);
  return new Response(null, { status: 303, headers: { ...pageHeaders, location: callbackWith(callbackUrl, account) } });
}

// In Chromium form-action also stops the redirects that follow a form, at a provider too. So the form's answer is a page
// that goes on by itself.
function afterForm(answer: Response): Response {
  const url = answer.headers.get("location");
  return url === null ? answer : goTo(url);
}

function goTo(url: string): Response {
  const answer = html(leavingPage(url), 200);
  answer.headers.set("refresh", `0; url=${url}`);
  return answer;
}

function pageStatus({ status }: Account): number {
  return status === "INITIATED" || status === "ACTIVE" ? 200 : 410;
}

function html(page: string, status: number): Response {
  return new Response(page, { status, headers: { ...pageHeaders, "content-type": "text/html; charset=utf-8" } });
}

const pageHeaders = {
  "cache-control": "no-store",
  // The page has no script, loads nothing, and must not be framed: its one button connects an account.
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  // The address is a secret. With "no-referrer" the form would be sent without its origin.
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
};
