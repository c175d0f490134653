import type { components } from "@tool-router/openapi";
import { redact } from "../errors/redact.ts";
import { withDeadline } from "../http/deadline.ts";
import { LinkError, TimeoutError } from "../errors/errors.ts";
import type { Access, CallOptions } from "../http/http.ts";
import { operations } from "../http/operations.ts";
import { anAbortSignal, aString, aTimeout, callRules, checkOptions, type RulesFor } from "../errors/options.ts";
import { paginate } from "../http/paginate.ts";
import { wait } from "../http/wait.ts";

type Schemas = components["schemas"];

export interface LinkOptions extends CallOptions {
  /** Your name for the new account, unique for the user and the toolkit. */
  readonly alias?: string | undefined;
  /** Where the user's browser goes afterwards. Default: the session's own. */
  readonly callbackUrl?: string | undefined;
}

/** A way for the user to connect an account; good for about ten minutes. */
export interface Link {
  /** To be opened by the user. */
  readonly redirectUrl: string;
  readonly connectedAccountId: string;
  /**
   * Asks until the account is connected, less often as time goes by.
   *
   * @param options.timeout - milliseconds; default ten minutes.
   * @throws LinkError at once when the connection failed, expired or was revoked; TimeoutError; the
   *   signal's reason.
   */
  wait(options?: {
    readonly timeout?: number | undefined;
    readonly signal?: AbortSignal | undefined;
  }): Promise<Schemas["ConnectedAccount"]>;
  /** The link as on the wire. */
  readonly raw: Schemas["LinkResponse"];
}

/** Statuses from which no connection becomes active by itself; any other may. */
const ended = /^(FAILED|EXPIRED|REVOKED)$/;

export const linkOperation = ["POST", "/tool_router/session/{session_id}/link", "write", "redirect_url"] as const;
const getAccount = ["GET", "/connected_accounts/{nanoid}", "read", "status"] as const;

const linkRules: RulesFor<LinkOptions> = { alias: aString, callbackUrl: aString, ...callRules };
const waitRules = { timeout: aTimeout, signal: anAbortSignal };

export async function createLink(
  access: Access,
  sessionId: string,
  toolkit: string,
  given: LinkOptions = {},
): Promise<Link> {
  checkOptions(given, linkRules, "link");
  const { alias, callbackUrl, ...options } = given;
  const body = { toolkit, alias, callback_url: callbackUrl };
  const raw = await access.call(linkOperation, { path: { session_id: sessionId }, body }, options);
  return toLink(access, toolkit, raw);
}

/** A link as the router gave it, with the way to wait for its account. `what` names the account in errors. */
export function toLink(access: Access, what: string, raw: Schemas["LinkResponse"]): Link {
  const { call, secrets } = access;
  const { connected_account_id: connectedAccountId, redirect_url: redirectUrl } = raw;
  // A browser would run what stands in javascript: and data: URLs.
  if (!/^https?:\/\//i.test(redirectUrl)) throw access.refusal(`The link for ${what} does not begin with https://.`);
  return {
    redirectUrl,
    connectedAccountId,
    raw,
    async wait(given = {}) {
      checkOptions(given, waitRules, "wait");
      const { timeout = 600_000, signal: callerSignal } = given;
      let status = "unknown";
      const ask = async (signal: AbortSignal): Promise<Schemas["ConnectedAccount"]> => {
        for (let delay = 1000; ; delay = Math.min(delay * 1.5, 10_000)) {
          const account = await call(getAccount, { path: { nanoid: connectedAccountId } }, { signal });
          status = redact(account.status, secrets);
          const reason = redact(account.status_reason ?? "", secrets) || undefined;
          if (status === "ACTIVE") return account;
          if (ended.test(status)) {
            const why = reason ? `${status} (${reason})` : status;
            throw new LinkError(`The connection of ${what} is ${why}. Make a new link.`, {
              connectedAccountId,
              status,
              reason,
            });
          }
          await wait(delay, signal);
        }
      };
      return withDeadline(ask, {
        timeout,
        signal: callerSignal,
        late: () =>
          new TimeoutError(`${what} was not connected within ${timeout} ms; its status is ${status}.`, {
            operation: "getConnectedAccountsByNanoid",
            method: "GET",
            path: `/connected_accounts/${connectedAccountId}`,
            mayHaveRun: false,
            attempts: 1,
            timeout,
          }),
      });
    },
  };
}

/** How things stand with a toolkit: connected, in no need of it, or to be connected by the user. */
export type Connectedness =
  | { readonly status: "active"; readonly connectedAccountId: string }
  | { readonly status: "not_needed" }
  | ({ readonly status: "link" } & Link);

export async function ensureConnected(
  access: Access,
  sessionId: string,
  toolkit: string,
  options: LinkOptions = {},
): Promise<Connectedness> {
  checkOptions(options, linkRules, "ensureConnected");
  const { alias, callbackUrl: _, ...limits } = options;
  const query = { toolkits: [toolkit] };
  const { items } = await access.call(
    operations.listSessionToolkits,
    { path: { session_id: sessionId }, query },
    limits,
  );
  const found = items.find(({ slug }) => slug === toolkit.toLowerCase());
  if (found?.is_no_auth) return { status: "not_needed" };
  const account = found?.connected_account;
  if (account && alias !== undefined) {
    // The account in use may be another one.
    const named = { user_ids: [account.user_id], toolkit_slugs: [toolkit], statuses: ["ACTIVE" as const] };
    const accounts = paginate((cursor) =>
      access.call(operations.listAccounts, { query: { ...named, cursor } }, limits),
    );
    for await (const { id, alias: name } of accounts) {
      if (name === alias) return { status: "active", connectedAccountId: id };
    }
  } else if (account?.status === "ACTIVE") return { status: "active", connectedAccountId: account.id };
  return { status: "link", ...(await createLink(access, sessionId, toolkit, options)) };
}
