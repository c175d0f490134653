import type { Account } from "../accounts/account.ts";
import { authFieldsOf } from "./links.ts";

/** The page on which a person connects an account, or reads why that is no longer possible. */
export function linkPage(account: Account, problem?: string): string {
  const toolkit = escapeHtml(account.toolkit.name);
  switch (account.status) {
    case "INITIATED":
      return page(`Connect ${toolkit}`, form(account, problem));
    case "ACTIVE":
      return page(`${toolkit} is connected`, "<p>You can close this page.</p>");
    case "EXPIRED":
      // An account that was connected once has nothing to do with the link any more.
      return account.connectedOrder === 0
        ? page("This link has expired", `<p>Ask for a new link to connect ${toolkit}.</p>`)
        : page(`${toolkit} is no longer connected`, `<p>Ask for a new link to connect it again.</p>`);
    default: {
      const reason = account.statusReason === undefined ? "" : `${escapeHtml(account.statusReason)}. `;
      return page(`${toolkit} was not connected`, `<p>${reason}Ask for a new link to try again.</p>`);
    }
  }
}

/** The page for an address that leads to no link. */
export function unknownLinkPage(): string {
  return page(
    "There is no such link",
    "<p>It may have been mistyped, or the router was started anew. Ask for a new link.</p>",
  );
}

/** The page for who comes back from a provider without having begun there, or for the second time. */
export function unknownSignInPage(): string {
  return page(
    "This sign-in is over",
    "<p>It was begun elsewhere, or long ago. Open the link once more to begin anew.</p>",
  );
}

/** The page for who comes back from a provider that the router then could not ask. */
export function brokenSignInPage({ toolkit }: Account, problem: string): string {
  const name = escapeHtml(toolkit.name);
  return page(
    `${name} is not connected yet`,
    `<p role="alert"><strong>${escapeHtml(problem)}.</strong></p><p>Open the link once more to try again.</p>`,
  );
}

/** The page that leads from the router to another address. */
export function leavingPage(url: string): string {
  const { host } = new URL(url);
  return page(`You go on to ${escapeHtml(host)}`, `<p><a href="${escapeHtml(url)}">Continue</a></p>`);
}

/** The page for a form that a page of another site sent. */
export function crossSitePage(): string {
  return page("Nothing was changed", "<p>This form was sent by another site. Open the link itself to use it.</p>");
}

/** Text for use in HTML, inside of quoted attributes as well. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

function form(account: Account, problem: string | undefined): string {
  const toolkit = escapeHtml(account.toolkit.name);
  const fields = authFieldsOf(account).map(({ name, label, secret }, index) => {
    // Names may hold anything; the id only ties the label to its input.
    const id = `field-${index}`;
    const focus = index === 0 ? " autofocus" : "";
    return `<p><label for="${id}">${escapeHtml(label)}</label>
<input id="${id}" name="field.${escapeHtml(name)}" type="${secret ? "password" : "text"}" autocomplete="off" spellcheck="false" required${focus}></p>`;
  });
  const next = account.toolkit.oauth === undefined ? "" : `\n<p>You sign in at ${toolkit}, and come back.</p>`;
  return `<p>This lets tools act on ${toolkit} for the user <strong>${escapeHtml(account.userId)}</strong>.</p>${next}
${problem === undefined ? "" : `<p role="alert"><strong>${escapeHtml(problem)}</strong></p>`}
<form method="post">
${fields.join("\n")}
<p><button name="action" value="connect">Connect</button>
<button name="action" value="decline" formnovalidate>Decline</button></p>
</form>`;
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 28rem; margin: 10vh auto; padding: 0 1rem; }
label { display: block; }
input { width: 100%; box-sizing: border-box; font: inherit; padding: 0.4rem; }
button { font: inherit; padding: 0.4rem 1rem; }
</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
}
