import type { components } from "@tool-router/openapi";
import { LinkError, TimeoutError } from "../errors/errors.ts";
import { anAbortSignal, aString, aTimeout, callRules, checkOptions, type RulesFor } from "../errors/options.ts";
import { redact } from "../errors/redact.ts";
import type { Access } from "../http/access.ts";
import type { CallOptions } from "../http/call-options.ts";
import { withDeadline } from "../http/deadline.ts";
import { operations } from "../http/operations.ts";
import { paginate } from "../http/paginate.ts";
import { wait } from "../http/wait.ts";

type Schemas = components["schemas"];

/** Default timeout of `wait`, in milliseconds; links expire after about this time. */
const DEFAULT_WAIT_TIMEOUT_MS = 600_000;
/** The first delay between two polls, in milliseconds; it grows by half each time. */
const FIRST_POLL_DELAY_MS = 1000;
const MAX_POLL_DELAY_MS = 10_000;

export interface LinkOptions extends CallOptions {
  /** A name for the new account, unique for the user and the toolkit. */
  readonly alias?: string | undefined;
  /** Where the user's browser is sent afterwards. Default: the session's. */
  readonly callbackUrl?: string | undefined;
}

interface WaitOptions {
  readonly timeout?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A link with which the user connects an account. Expires after about ten minutes. */
export interface Link {
  /** The page that the user opens. */
  readonly redirectUrl: string;
  readonly connectedAccountId: string;
  /**
   * Polls until the account is connected.
   *
   * @param options.timeout - milliseconds. Default: ten minutes.
   * @throws LinkError if the connection failed, expired or was revoked; TimeoutError; the signal's reason.
   */
  wait(options?: {
    readonly timeout?: number | undefined;
    readonly signal?: AbortSignal | undefined;
  }): Promise<Schemas["ConnectedAccount"]>;
  /** The link as on the wire. */
  readonly raw: Schemas["LinkResponse"];
}

/** Statuses from which a connection cannot become active. */
const finalStatus = /^(FAILED|EXPIRED|REVOKED)$/;

export const linkOperation = ["POST", "/tool_router/session/{session_id}/link", "write", "redirect_url"] as const;
const getAccount = ["GET", "/connected_accounts/{nanoid}", "read", "status"] as const;

const linkRules: RulesFor<LinkOptions> = { alias: aString, callbackUrl: aString, ...callRules };
const waitRules: RulesFor<WaitOptions> = { timeout: aTimeout, signal: anAbortSignal };

export async function createLink(
  access: Access,
  sessionId: string,
  toolkit: string,
  options: LinkOptions = {},
): Promise<Link> {
  checkOptions(options, linkRules, "link");
  const { alias, callbackUrl, ...limits } = options;
  const body = { toolkit, alias, callback_url: callbackUrl };
  const raw = await access.call(linkOperation, { path: { session_id: sessionId }, body }, limits);
  return toLink(access, toolkit, raw);
}

/** @param subject - the toolkit or account, for errors. */
export function toLink(access: Access, subject: string, raw: Schemas["LinkResponse"]): Link {
  const { connected_account_id: connectedAccountId, redirect_url: redirectUrl } = raw;
  // A browser runs code in javascript: and data: URLs.
  if (!/^https?:\/\//i.test(redirectUrl)) {
    throw access.createError(`The link for ${subject} does not begin with https://.`);
  }
  return {
    redirectUrl,
    connectedAccountId,
    raw,
    wait: async (options = {}) => waitForConnection(access, subject, connectedAccountId, options),
  };
}

async function waitForConnection(
  { call, secrets }: Access,
  subject: string,
  connectedAccountId: string,
  options: WaitOptions,
): Promise<Schemas["ConnectedAccount"]> {
  checkOptions(options, waitRules, "wait");
  const { timeout = DEFAULT_WAIT_TIMEOUT_MS, signal: callerSignal } = options;
  let status = "unknown";
  const poll = async (signal: AbortSignal): Promise<Schemas["ConnectedAccount"]> => {
    for (let delay = FIRST_POLL_DELAY_MS; ; delay = Math.min(delay * 1.5, MAX_POLL_DELAY_MS)) {
      const account = await call(getAccount, { path: { nanoid: connectedAccountId } }, { signal });
      status = redact(account.status, secrets);
      const reason = redact(account.status_reason ?? "", secrets) || undefined;
      if (status === "ACTIVE") return account;
      if (finalStatus.test(status)) {
        const facts = { connectedAccountId, status, reason };
        const details = reason ? `${status} (${reason})` : status;
        throw new LinkError(`The connection of ${subject} is ${details}. Create a new link.`, facts);
      }
      await wait(delay, signal);
    }
  };
  return withDeadline(poll, {
    timeout,
    signal: callerSignal,
    onTimeout: () =>
      new TimeoutError(`${subject} was not connected within ${timeout} ms; its status is ${status}.`, {
        operation: "getConnectedAccountsByNanoid",
        method: "GET",
        path: `/connected_accounts/${connectedAccountId}`,
        mayHaveRun: false,
        attempts: 1,
        timeout,
      }),
  });
}

/** Connection status of a toolkit: connected, usable without an account, or a link for the user. */
export type ConnectionStatus =
  | { readonly status: "active"; readonly connectedAccountId: string }
  | { readonly status: "not_needed" }
  | ({ readonly status: "link" } & Link);

export async function ensureConnected(
  access: Access,
  sessionId: string,
  toolkit: string,
  options: LinkOptions = {},
): Promise<ConnectionStatus> {
  checkOptions(options, linkRules, "ensureConnected");
  const { alias, callbackUrl: _, ...limits } = options;
  const input = { path: { session_id: sessionId }, query: { toolkits: [toolkit] } };
  const { items } = await access.call(operations.listSessionToolkits, input, limits);
  const found = items.find(({ slug }) => slug === toolkit.toLowerCase());
  if (found?.is_no_auth) return { status: "not_needed" };
  const account = found?.connected_account;
  if (account && alias !== undefined) {
    // The session's current account may have another alias.
    const filters = { user_ids: [account.user_id], toolkit_slugs: [toolkit], statuses: ["ACTIVE" as const] };
    const accounts = paginate((cursor) =>
      access.call(operations.listAccounts, { query: { ...filters, cursor } }, limits),
    );
    for await (const { id, alias: name } of accounts) {
      if (name === alias) return { status: "active", connectedAccountId: id };
    }
  } else if (account?.status === "ACTIVE") return { status: "active", connectedAccountId: account.id };
  return { status: "link", ...(await createLink(access, sessionId, toolkit, options)) };
}
