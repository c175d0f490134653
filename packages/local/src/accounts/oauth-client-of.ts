import { createOAuthClient, type OAuthClient } from "../auth/oauth-client.ts";
import { OAuthProblem } from "../auth/oauth-problem.ts";
import type { RouterContext } from "../router-context.ts";
import { oauthOverrides } from "./auth-config-credentials.ts";
import type { Account } from "./account.ts";

/** Clients with settings of an auth config, by its id: each reads what its provider says about itself once. */
const clients = new WeakMap<RouterContext, Map<string, { readonly settings: string; readonly client: OAuthClient }>>();

/** The client that signs in for an account of a toolkit with a provider: its auth config's own app, or the toolkit's. */
export async function oauthClientOf(router: RouterContext, { toolkit, authConfig }: Account): Promise<OAuthClient> {
  if (toolkit.oauth === undefined) throw new Error(`The toolkit ${toolkit.slug} names no provider`);
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
