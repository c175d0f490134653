import { newestAccount, type Account } from "../accounts/account.ts";
import { usableAccounts } from "../sessions/account-selection.ts";
import { sessionPolicy } from "../sessions/policy.ts";
import type { Schemas } from "../spec.ts";
import type { AppToolkit } from "../toolkits/catalog.ts";
import type { Handler } from "./operation.ts";
import { pageOf } from "./pages.ts";

export const sessionToolkits: Handler<"getToolRouterSessionBySessionIdToolkits"> = async (
  { session, query },
  router,
) => {
  const { settings } = session;
  const policy = sessionPolicy(settings);
  const asked = query.toolkits && new Set(query.toolkits.map((slug) => slug.toLowerCase()));
  const text = query.search?.toLowerCase() ?? "";
  const shown = [...router.catalog.toolkits.values()]
    .filter(({ slug }) => (asked === undefined ? policy.allowsToolkit(slug) : asked.has(slug)))
    .filter(({ slug, name }) => slug.includes(text) || name.toLowerCase().includes(text));
  const described = await Promise.all(
    shown.map(async (toolkit): Promise<Schemas["SessionToolkit"]> => {
      const enabled = policy.allowsToolkit(toolkit.slug);
      if (toolkit.auth === undefined) return describe(toolkit, enabled, undefined);
      // Without a usable account, show the status of the newest one.
      const [best] = await usableAccounts(router, settings, toolkit.slug);
      const account = best ?? newestAccount(await router.accounts.ofUser(settings.user_id, toolkit.slug));
      return describe(toolkit, enabled, account);
    }),
  );
  const toolkits = described.filter(
    (toolkit) => query.is_connected !== true || toolkit.connected_account?.status === "ACTIVE",
  );
  return pageOf(toolkits, query, 20);
};

function describe(toolkit: AppToolkit, enabled: boolean, account: Account | undefined): Schemas["SessionToolkit"] {
  return {
    name: toolkit.name,
    slug: toolkit.slug,
    enabled,
    is_no_auth: toolkit.auth === undefined,
    composio_managed_auth_schemes: toolkit.auth === undefined ? [] : [toolkit.auth.scheme],
    meta: { logo: toolkit.logo, description: toolkit.description },
    connected_account:
      account === undefined
        ? null
        : {
            id: account.id,
            user_id: account.userId,
            status: account.status,
            created_at: account.createdAt.toISOString(),
            auth_config: {
              id: account.authConfig.id,
              auth_scheme: account.authScheme,
              is_composio_managed: account.authConfig.isManaged,
            },
          },
  };
}
