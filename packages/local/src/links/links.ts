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
import type { AppToolkit } from "../toolkits/catalogue.ts";
import { requireWebAddress } from "../validation/web-address.ts";

/** An address at which a person connects one account. Whoever knows its token may use it. */
export interface Link {
  readonly project: string;
  readonly accountId: string;
  /** Where the browser goes afterwards. */
  readonly callbackUrl: string | undefined;
}

export interface NewLink {
  toolkit: AppToolkit;
  alias?: string | undefined;
  /** Default: the session's own. */
  callbackUrl?: string | undefined;
  /** Default: the user alone. */
  access?: Access | undefined;
  /** The link has expired as soon as it is made. */
  expired?: boolean | undefined;
  /** What the address begins with, unless the session says otherwise. */
  origin: string;
}

const minutesToComplete = 10;
/** Afterwards its page still says what became of it. */
const daysKept = 7;

/** Makes an account that waits for the session's user, and the address where they complete it. */
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
    tooMany(toolkit);

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
  return started ?? tooMany(toolkit);
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
  /** Field values that the user need not enter. */
  connectionData?: JSONObject | undefined;
  access?: Access | undefined;
  /** How many active accounts of the toolkit the user may have together with this one. */
  maxActive?: number | undefined;
  expired?: boolean | undefined;
  /** What the address begins with. */
  origin: string;
}

/** As {@link startLink}, outside of sessions. Undefined if the user has as many accounts as they may have. */
export async function createLink(
  router: RouterContext,
  { authConfig, userId, alias, callbackUrl, connectionData, access, maxActive, expired, origin }: AccountLink,
): Promise<StartedLink | undefined> {
  requireWebAddress(callbackUrl, "payload.callback_url");
  const { id, isBuiltIn, isManaged, toolkit } = authConfig;
  const credentials = initialCredentials(authConfig, connectionData);
  const expiresAt = new Date(router.now().getTime() + (expired === true ? 0 : minutesToComplete * 60_000));
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
  // The auth config may have been deleted meanwhile, after its accounts were listed.
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
  await router.shared.write(linkKey(token), link, daysKept * 24 * 3_600_000);
  return { token, account, redirectUrl: `${origin.replace(/\/+$/, "")}/link/${token}`, expiresAt };
}

function tooMany({ slug }: AppToolkit): never {
  return refuse("ToolRouterV2_BadRequest", `The user has as many ${slug} accounts as this session allows`, {
    suggestedFix: "Remove one, or raise multi_account.max_accounts_per_toolkit",
  });
}

export async function findLink(shared: State, token: string): Promise<Link | undefined> {
  return (await shared.read<Link>(linkKey(token)))?.value;
}

function linkKey(token: string): string {
  return `link/${hashed(token)}`;
}

/** How an attempt to complete a link ended: done, not yet (and why), or never (see the account's status, if it is there). */
export type Completion =
  | { outcome: "active"; account: Account }
  | { outcome: "incomplete"; message: string }
  | { outcome: "closed"; account: Account | undefined };

/** Checks what was entered and makes the account active. Completing it once more changes nothing. */
export async function completeLink(
  router: RouterContext,
  account: Account,
  entered: Credentials,
  required: "all fields" | "no fields",
): Promise<Completion> {
  const { auth, oauth } = account.toolkit;
  if (account.status !== "INITIATED") return afterwards(account);
  if ((await router.authConfigs.get(account.authConfig.id))?.isEnabled !== true) {
    return {
      outcome: "incomplete",
      message: `${account.toolkit.name} cannot be connected: its auth config is disabled`,
    };
  }
  // A person fills in the toolkit's fields and nothing else; a test may hand over whatever its tools read.
  const values = required === "all fields" ? fieldsIn(account, entered) : entered;
  const message = required === "all fields" ? missingIn(account, values) : undefined;
  if (message !== undefined) return { outcome: "incomplete", message };
  const credentials = { ...account.credentials, ...values };
  try {
    await auth?.verify?.(credentials);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { outcome: "incomplete", message: reason || "These values were not accepted" };
  }
  // While they were looked at, the time may have run out, or somebody else may have been faster.
  const expiresAt = oauth && accountEndsAt(credentials);
  const activated = await router.accounts.activate(account.id, credentials, expiresAt);
  if (activated?.status !== "INITIATED") return afterwards(activated);
  const { slug } = account.toolkit;
  return { outcome: "incomplete", message: `You have as many ${slug} accounts as are allowed: remove one first` };
}

/** Gives up the account, because the person declined or for another reason; the account afterwards. */
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

/** The callback with the outcome added; what its query had stays. */
export function callbackWith(callbackUrl: string, account: Account): string {
  const url = new URL(callbackUrl);
  const added = new URLSearchParams({
    status: account.status === "ACTIVE" ? "success" : "failed",
    connected_account_id: account.id,
  });
  url.search = `${url.search === "" ? "" : `${url.search}&`}${added.toString()}`;
  return url.href;
}

/** The fields that a person fills in: those of the toolkit that were not given when the link was made. */
export function authFieldsOf({ toolkit, credentials }: Account): ReturnType<typeof authFields> {
  return toolkit.auth === undefined ? [] : authFields(toolkit.auth).filter(({ name }) => !credentials[name]);
}

/** What was entered in the toolkit's own fields. */
export function fieldsIn(account: Account, entered: Credentials): Credentials {
  const names = new Set(authFieldsOf(account).map(({ name }) => name));
  return Object.fromEntries(Object.entries(entered).filter(([name]) => names.has(name)));
}

/** What to tell a person who left fields empty; undefined if none is. */
export function missingIn(account: Account, fields: Credentials): string | undefined {
  const missing = authFieldsOf(account).filter(({ name }) => !fields[name]);
  return missing.length === 0 ? undefined : `Please fill in: ${missing.map(({ label }) => label).join(", ")}`;
}

function afterwards(account: Account | undefined): Completion {
  return account?.status === "ACTIVE" ? { outcome: "active", account } : { outcome: "closed", account };
}
