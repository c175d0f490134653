import { createOAuthClient, type OAuthClient } from "../auth/oauth-client.ts";
import { OAuthProblem } from "../auth/oauth-problem.ts";
import type { RouterContext } from "../router-context.ts";
import { oauthOverrides } from "./auth-config-credentials.ts";
import type { Account } from "./account.ts";

/** OAuth clients by auth config id. Cached because each reads its provider's metadata. */
const clients = new WeakMap<RouterContext, Map<string, { readonly settings: string; readonly client: OAuthClient }>>();

/** The OAuth client of an account: that of its auth config's app, or the toolkit's. */
export async function oauthClientOf(router: RouterContext, { toolkit, authConfig }: Account): Promise<OAuthClient> {
  if (toolkit.oauth === undefined) throw new Error(`Toolkit ${toolkit.slug} has no OAuth provider`);
  const config = await router.authConfigs.get(authConfig.id);
  if (config === undefined) throw new OAuthProblem("refused", "The auth config of the account was deleted");
  const overrides = oauthOverrides(config);
  if (Object.keys(overrides).length === 0) return toolkit.oauth;
  const settings = JSON.stringify(overrides);
  const known = clients.get(router) ?? new Map<string, { settings: string; client: OAuthClient }>();
  clients.set(router, known);
  const cached = known.get(config.id);
  if (cached?.settings === settings) return cached.client;
  const auth = { scheme: "OAUTH2", ...toolkit.auth, ...overrides };
  const client = createOAuthClient(auth, `auth config ${config.id}`) as OAuthClient;
  known.set(config.id, { settings, client });
  return client;
}
