import { html } from "hono/html";
import type { Account } from "../accounts/account.ts";
import { authFieldsOf } from "./links.ts";

/** Markup in which every inserted text is escaped. */
export type Page = ReturnType<typeof html>;

/** The page on which a user connects an account. After that it shows the outcome. */
export function linkPage(account: Account, problem?: string): Page {
  const toolkit = account.toolkit.name;
  switch (account.status) {
    case "INITIATED":
      return page(`Connect ${toolkit}`, form(account, problem));
    case "ACTIVE":
      return page(`${toolkit} is connected`, html`<p>You can close this page.</p>`);
    case "EXPIRED":
      // A connected account expires independently of its link.
      return account.connectedOrder === 0
        ? page("This link has expired", html`<p>Ask for a new link to connect ${toolkit}.</p>`)
        : page(`${toolkit} is no longer connected`, html`<p>Ask for a new link to connect it again.</p>`);
    default: {
      const reason = account.statusReason === undefined ? "" : `${account.statusReason}. `;
      return page(`${toolkit} was not connected`, html`<p>${reason}Ask for a new link to try again.</p>`);
    }
  }
}

export function unknownLinkPage(): Page {
  return page(
    "Link not found",
    html`<p>The address may be misspelled, or the router was restarted. Ask for a new link.</p>`,
  );
}

/** Shown for a sign-in that has expired, was used before, or started in another browser. */
export function unknownSignInPage(): Page {
  return page(
    "This sign-in is no longer valid",
    html`<p>It has expired, was already used, or was started in another browser. Open the link again.</p>`,
  );
}

/** Shown when the router cannot reach the provider after the sign-in. */
export function failedSignInPage({ toolkit }: Account, problem: string): Page {
  return page(
    `${toolkit.name} is not connected yet`,
    html`<p role="alert"><strong>${problem}.</strong></p>
      <p>Open the link again to retry.</p>`,
  );
}

/** Leads from the router to another address. */
export function redirectPage(url: string): Page {
  return page(`Continue to ${new URL(url).host}`, html`<p><a href="${url}">Continue</a></p>`);
}

/** Shown for a form that a page of another site submitted. */
export function crossSitePage(): Page {
  return page(
    "Request blocked",
    html`<p>Another site submitted this form. Nothing was changed. Open the link itself.</p>`,
  );
}

function form(account: Account, problem: string | undefined): Page {
  const { toolkit, userId } = account;
  return html`<p>This lets tools act on ${toolkit.name} for the user <strong>${userId}</strong>.</p>
    ${toolkit.oauth && html`<p>You sign in at ${toolkit.name} and then return.</p>`}
    ${problem !== undefined && html`<p role="alert"><strong>${problem}</strong></p>`}
    <form method="post">
      ${authFieldsOf(account).map(formField)}
      <p>
        <button name="action" value="connect">Connect</button>
        <button name="action" value="decline" formnovalidate>Decline</button>
      </p>
    </form>`;
}

function formField({ name, label, secret }: ReturnType<typeof authFieldsOf>[number], index: number): Page {
  // Field names may contain any character, so ids are numbered.
  const id = `field-${index}`;
  return html`<p>
    <label for="${id}">${label}</label>
    <input
      id="${id}"
      name="field.${name}"
      type="${secret ? "password" : "text"}"
      autocomplete="off"
      spellcheck="false"
      required${index === 0 && html` autofocus`}
    />
  </p> `;
}

function page(title: string, body: Page): Page {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          :root {
            color-scheme: light dark;
            font:
              1rem/1.5 system-ui,
              sans-serif;
          }
          body {
            max-width: 28rem;
            margin: 10vh auto;
            padding: 0 1rem;
          }
          label {
            display: block;
          }
          input {
            width: 100%;
            box-sizing: border-box;
            font: inherit;
            padding: 0.4rem;
          }
          button {
            font: inherit;
            padding: 0.4rem 1rem;
          }
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html> `;
}
