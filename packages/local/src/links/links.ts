import type { Access } from "../accounts/access.ts";
import type { Account } from "../accounts/account.ts";
import { initialCredentials } from "../accounts/auth-config-credentials.ts";
import { requireLinkable, type AuthConfig } from "../accounts/auth-configs.ts";
import { accountEndsAt } from "../auth/oauth-credentials.ts";
import { authFields, type Credentials } from "../auth/toolkit-auth.ts";
import { refuse } from "../errors.ts";
import { ownValue, type JSONObject } from "../json.ts";
import type { RouterContext } from "../router-context.ts";
import type { StoredSession } from "../sessions/session.ts";
import { allowsSeveralAccounts, maxAccounts, pinsOf } from "../sessions/settings.ts";
import { hashed, type State } from "../state/state.ts";
import type { AppToolkit } from "../toolkits/catalog.ts";
import { requireWebAddress } from "../validation/web-address.ts";

/** A URL at which a user connects one account. Its token is the only credential. */
export interface Link {
  readonly project: string;
  readonly accountId: string;
  /** Where the browser is redirected afterwards. */
  readonly callbackUrl: string | undefined;
}

export interface NewLink {
  toolkit: AppToolkit;
  alias?: string | undefined;
  /** Default: the session's. */
  callbackUrl?: string | undefined;
  /** Default: private to the user. */
  access?: Access | undefined;
  /** Whether the link is created expired. */
  expired?: boolean | undefined;
  /** Base of the URL, unless the session overrides it. */
  origin: string;
}

const LINK_TTL_MS = 10 * 60_000;
/** Afterwards the page still shows the outcome. */
const OUTCOME_TTL_MS = 7 * 24 * 3_600_000;

/** Creates a pending account for the session's user, and the link that completes it. */
export async function startLink(
  router: RouterContext,
  { settings }: StoredSession,
  { toolkit, alias, callbackUrl = settings.manage_connections.callback_url, access, expired, origin }: NewLink,
): Promise<StartedLink> {
  requireWebAddress(callbackUrl, "payload.callback_url");
  const configId = ownValue(settings.auth_configs, toolkit.slug) ?? toolkit.authConfigId;
  const authConfig = requireLinkable(await router.authConfigs.get(configId), configId);
  if (!authConfig.isEnabledForSessions) {
    refuse("ToolRouterV2_NoManagedAuth", `The auth config ${configId} is not enabled for sessions`, {
      suggestedFix: "Set its is_enabled_for_tool_router to true, or use another auth config of the toolkit",
    });
  }
  if (pinsOf(settings, toolkit.slug) !== undefined) {
    refuse("ToolRouterV2_BadRequest", `Toolkit '${toolkit.slug}' has a pinned account in this session`, {
      suggestedFix: "Use the pinned account, or make a session without the pin",
    });
  }
  const maxActive = allowsSeveralAccounts(settings) ? maxAccounts(settings) : undefined;
  const accounts = await router.accounts.ofUser(settings.user_id, toolkit.slug);
  if (maxActive !== undefined && accounts.filter(({ status }) => status === "ACTIVE").length >= maxActive)
    refuseTooMany(toolkit);

  const started = await createLink(router, {
    authConfig,
    userId: settings.user_id,
    alias,
    callbackUrl,
    access,
    maxActive,
    expired,
    origin: settings.link_url_overwrite ?? origin,
  });
  return started ?? refuseTooMany(toolkit);
}

export interface StartedLink {
  token: string;
  account: Account;
  redirectUrl: string;
  expiresAt: Date;
}

export interface AccountLink {
  authConfig: AuthConfig;
  userId: string;
  alias?: string | undefined;
  callbackUrl?: string | undefined;
  /** Values of fields that the user need not enter. */
  connectionData?: JSONObject | undefined;
  access?: Access | undefined;
  /** Maximum number of the user's active accounts of the toolkit, including this one. */
  maxActive?: number | undefined;
  expired?: boolean | undefined;
  /** Base of the URL. */
  origin: string;
}

/** As {@link startLink}, outside of sessions. Undefined if the user has reached the maximum number of accounts. */
export async function createLink(
  router: RouterContext,
  { authConfig, userId, alias, callbackUrl, connectionData, access, maxActive, expired, origin }: AccountLink,
): Promise<StartedLink | undefined> {
  requireWebAddress(callbackUrl, "payload.callback_url");
  const { id, isBuiltIn, isManaged, toolkit } = authConfig;
  const credentials = initialCredentials(authConfig, connectionData);
  const expiresAt = new Date(router.now().getTime() + (expired === true ? 0 : LINK_TTL_MS));
  const made = await router.accounts.create({
    userId,
    toolkit,
    authConfig: isBuiltIn ? undefined : { id, isManaged },
    alias,
    status: "INITIATED",
    credentials,
    expiresAt,
    access,
    maxActive,
  });
  // A concurrent deletion of the auth config may have missed this account.
  if ((await router.authConfigs.get(id)) === undefined) {
    await router.accounts.remove(made);
    return requireLinkable(undefined, id) as never;
  }
  const isInstant = router.linkMode === "instant" && expired !== true;
  const account = (isInstant ? await router.accounts.activate(made.id, credentials) : undefined) ?? made;
  if (isInstant && account.status === "INITIATED") {
    await router.accounts.remove(account);
    return undefined;
  }
  const token = router.ids("lt");
  const link: Link = { project: router.projectId, accountId: account.id, callbackUrl };
  await router.shared.write(linkKey(token), link, OUTCOME_TTL_MS);
  return { token, account, redirectUrl: `${origin.replace(/\/+$/, "")}/link/${token}`, expiresAt };
}

function refuseTooMany({ slug }: AppToolkit): never {
  return refuse(
    "ToolRouterV2_BadRequest",
    `The user already has the maximum number of ${slug} accounts for this session`,
    {
      suggestedFix: "Remove one, or raise multi_account.max_accounts_per_toolkit",
    },
  );
}

export async function readLink(shared: State, token: string): Promise<Link | undefined> {
  return (await shared.read<Link>(linkKey(token)))?.value;
}

function linkKey(token: string): string {
  return `link/${hashed(token)}`;
}

/** Outcome of completing a link. `closed`: it can no longer be completed; the account is undefined if it was deleted. */
export type Completion =
  | { outcome: "active"; account: Account }
  | { outcome: "incomplete"; message: string }
  | { outcome: "closed"; account: Account | undefined };

/** Checks the entered values and activates the account. Idempotent. */
export async function completeLink(
  router: RouterContext,
  account: Account,
  entered: Credentials,
  required: "all fields" | "no fields",
): Promise<Completion> {
  const { auth, oauth } = account.toolkit;
  if (account.status !== "INITIATED") return finalOutcome(account);
  if ((await router.authConfigs.get(account.authConfig.id))?.isEnabled !== true) {
    return {
      outcome: "incomplete",
      message: `${account.toolkit.name} cannot be connected: its auth config is disabled`,
    };
  }
  // Users may set only the toolkit's fields. Tests may pass any values that their tools read.
  const values = required === "all fields" ? fieldsIn(account, entered) : entered;
  const message = required === "all fields" ? missingIn(account, values) : undefined;
  if (message !== undefined) return { outcome: "incomplete", message };
  const credentials = { ...account.credentials, ...values };
  try {
    await auth?.verify?.(credentials);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { outcome: "incomplete", message: reason || "The values were rejected" };
  }
  // During verification the link may have expired, or a concurrent request may have completed it.
  const expiresAt = oauth && accountEndsAt(credentials);
  const activated = await router.accounts.activate(account.id, credentials, expiresAt);
  if (activated?.status !== "INITIATED") return finalOutcome(activated);
  const { slug } = account.toolkit;
  return {
    outcome: "incomplete",
    message: `You already have the maximum number of ${slug} accounts. Remove one first`,
  };
}

/** Marks a pending account as failed, by default because the user declined. Returns the account afterwards. */
export async function declineLink(
  router: RouterContext,
  account: Account,
  statusReason = "The user declined",
): Promise<Account> {
  const declined = await router.accounts.change(account.id, ({ status }) =>
    status === "INITIATED" ? { status: "FAILED", statusReason } : undefined,
  );
  return declined ?? account;
}

/** Adds the outcome to the callback URL. Its own query is kept. */
export function callbackWith(callbackUrl: string, account: Account): string {
  const url = new URL(callbackUrl);
  const added = new URLSearchParams({
    status: account.status === "ACTIVE" ? "success" : "failed",
    connected_account_id: account.id,
  });
  url.search = `${url.search === "" ? "" : `${url.search}&`}${added.toString()}`;
  return url.href;
}

/** The fields that the user fills in: those of the toolkit without a value from the creation of the link. */
export function authFieldsOf({ toolkit, credentials }: Account): ReturnType<typeof authFields> {
  return toolkit.auth === undefined ? [] : authFields(toolkit.auth).filter(({ name }) => !credentials[name]);
}

/** The entered values of the toolkit's fields. Other values are dropped. */
export function fieldsIn(account: Account, entered: Credentials): Credentials {
  const names = new Set(authFieldsOf(account).map(({ name }) => name));
  return Object.fromEntries(Object.entries(entered).filter(([name]) => names.has(name)));
}

/** The error for empty fields; undefined if all are filled in. */
export function missingIn(account: Account, fields: Credentials): string | undefined {
  const missing = authFieldsOf(account).filter(({ name }) => !fields[name]);
  return missing.length === 0 ? undefined : `Please fill in: ${missing.map(({ label }) => label).join(", ")}`;
}

function finalOutcome(account: Account | undefined): Completion {
  return account?.status === "ACTIVE" ? { outcome: "active", account } : { outcome: "closed", account };
}
