import { checkAuthConfigCredentials, redacted } from "../accounts/auth-config-credentials.ts";
import type { AuthConfig, AuthConfigChange } from "../accounts/auth-configs.ts";
import { canRevoke, tryToRevoke } from "../accounts/revoke.ts";
import { authFields } from "../auth/toolkit-auth.ts";
import { refuse } from "../errors.ts";
import type { JSONObject } from "../json.ts";
import type { RouterContext } from "../router-context.ts";
import type { Schemas } from "../spec.ts";
import type { AppToolkit } from "../toolkits/catalog.ts";
import type { Handler } from "./operation.ts";
import { pageOf } from "./pages.ts";

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 50;

export const listAuthConfigs: Handler<"getAuthConfigs"> = async ({ query }, router) => {
  const toolkits = query.toolkit_slug?.map((slug) => slug.trim().toLowerCase());
  const text = query.search?.toLowerCase() ?? "";
  const wanted = (await router.authConfigs.all()).filter(
    (config) =>
      (toolkits === undefined || toolkits.includes(config.toolkit.slug)) &&
      (query.is_composio_managed === undefined || query.is_composio_managed === config.isManaged) &&
      (query.show_disabled === true || config.isEnabled) &&
      config.name.toLowerCase().includes(text),
  );
  const limit = Math.min(query.limit ?? DEFAULT_LIMIT, MAX_LIMIT);
  const { items, ...page } = pageOf(wanted, { ...query, limit }, DEFAULT_LIMIT);
  return { items: await describeAll(router, items), ...page };
};

export const getAuthConfig: Handler<"getAuthConfigsByNanoid"> = async ({ path }, router) =>
  (await describeAll(router, [await requireAuthConfig(router, path.nanoid)]))[0]!;

export const createAuthConfig: Handler<"postAuthConfigs"> = async ({ body }, router) => {
  const { auth_config: given = { type: "use_composio_managed_auth" } } = body;
  const { toolkit, auth } = requireAuthToolkit(router, body.toolkit.slug);
  const isManaged = given.type === "use_composio_managed_auth";
  const credentials: JSONObject = { ...given.credentials };
  if (!isManaged) {
    if (given.sealed_credentials !== undefined) refuseUnsupported("sealed_credentials");
    refuseProxy(given.proxy_config);
    if (given.authScheme !== auth.scheme) {
      refuse(
        "ToolRouterV2_BadRequest",
        `Toolkit ${toolkit.slug} does not support the auth scheme ${given.authScheme}`,
        {
          suggestedFix: `Set authScheme to ${auth.scheme}`,
        },
      );
    }
  }
  checkAuthConfigCredentials(auth, credentials, isManaged);
  const { id } = await router.authConfigs.create({
    toolkit,
    isManaged,
    name: given.name || toolkit.name,
    isEnabledForSessions: given.is_enabled_for_tool_router ?? true,
    credentials,
    sharedCredentials: given.shared_credentials ?? {},
  });
  return {
    toolkit: { slug: toolkit.slug },
    auth_config: { id, auth_scheme: auth.scheme, is_composio_managed: isManaged },
  };
};

export const patchAuthConfig: Handler<"patchAuthConfigsByNanoid"> = async ({ path, body }, router) => {
  const { toolkit, isManaged } = await requireAuthConfig(router, path.nanoid);
  const type = typeOf({ isManaged });
  if (body.type !== type) {
    refuse("ToolRouterV2_BadRequest", `The auth config ${path.nanoid} has the type ${type}, not ${body.type}`, {
      suggestedFix: `Set type to ${type}. The type cannot be changed`,
    });
  }
  if (body.type === "custom") refuseProxy(body.proxy_config);
  const given: JSONObject = body.type === "custom" ? { ...body.credentials } : scopesOf(body);
  await changeAuthConfig(router, path.nanoid, (config): AuthConfigChange => {
    const credentials = { ...config.credentials, ...given };
    checkAuthConfigCredentials(toolkit.auth!, credentials, isManaged);
    return {
      credentials,
      ...(body.name ? { name: body.name } : {}),
      ...(body.shared_credentials === undefined ? {} : { sharedCredentials: body.shared_credentials }),
      ...(body.is_enabled_for_tool_router === undefined
        ? {}
        : { isEnabledForSessions: body.is_enabled_for_tool_router }),
    };
  });
  return { success: true };
};

export const setAuthConfigStatus: Handler<"patchAuthConfigsByNanoidByStatus"> = async ({ path }, router) => {
  await changeAuthConfig(router, path.nanoid, () => ({ isEnabled: path.status === "ENABLED" }));
  return { success: true };
};

/** Deletes an auth config and its accounts. */
export const deleteAuthConfig: Handler<"deleteAuthConfigsByNanoid"> = async ({ path, query }, router) => {
  const { id, isBuiltIn } = await requireAuthConfig(router, path.nanoid);
  if (isBuiltIn) {
    refuse("ToolRouterV2_BadRequest", `The auth config ${id} is built in and cannot be deleted`, {
      suggestedFix: "Disable it instead",
    });
  }
  // The auth config goes first, so that a concurrent link notices and removes its account.
  await router.authConfigs.remove(id);
  const accounts = await router.accounts.byAuthConfig(id);
  const revocable = query.revoke_on_delete === true ? accounts.filter(canRevoke) : [];
  for (const account of revocable) await tryToRevoke(router, account);
  for (const account of accounts) await router.accounts.remove(account);
  return revocable.length === 0 ? {} : { revoke_job_id: router.ids("job") };
};

/** Refuses an unknown auth config id. */
export function refuseUnknownAuthConfig(id: string): never {
  return refuse("AuthConfig_NotFound", `No auth config has the id ${id}`, { suggestedFix: "List GET /auth_configs" });
}

async function requireAuthConfig({ authConfigs }: RouterContext, id: string): Promise<AuthConfig> {
  return (await authConfigs.get(id)) ?? refuseUnknownAuthConfig(id);
}

async function changeAuthConfig(
  { authConfigs }: RouterContext,
  id: string,
  edit: (config: AuthConfig) => AuthConfigChange,
): Promise<AuthConfig> {
  return (await authConfigs.change(id, edit)) ?? refuseUnknownAuthConfig(id);
}

function requireAuthToolkit(
  { catalog }: RouterContext,
  slug: string,
): { toolkit: AppToolkit; auth: NonNullable<AppToolkit["auth"]> } {
  const toolkit =
    catalog.toolkits.get(slug.toLowerCase()) ??
    refuse("Toolkit_NotFound", `No toolkit has the slug ${slug}`, { suggestedFix: "List GET /toolkits" });
  const auth = toolkit.auth ?? refuse("ToolRouterV2_ToolkitsIsNoAuth", `Toolkit ${toolkit.slug} needs no account`);
  return { toolkit, auth };
}

function refuseUnsupported(field: string): never {
  return refuse("HTTP_NotImplemented", `This router does not support ${field}`, { suggestedFix: `Omit ${field}` });
}

function refuseProxy(proxy: unknown): void {
  if (proxy !== undefined && proxy !== null) refuseUnsupported("proxy_config");
}

function scopesOf({ scopes, user_scopes: userScopes }: { scopes?: unknown; user_scopes?: unknown }): JSONObject {
  return {
    ...(scopes === undefined ? {} : { scopes }),
    ...(userScopes === undefined ? {} : { user_scopes: userScopes }),
  };
}

async function describeAll(router: RouterContext, configs: readonly AuthConfig[]): Promise<Schemas["AuthConfig"][]> {
  return Promise.all(
    configs.map(async (config) => describe(config, await router.accounts.countByAuthConfig(config.id))),
  );
}

function typeOf({ isManaged }: Pick<AuthConfig, "isManaged">): "default" | "custom" {
  return isManaged ? "default" : "custom";
}

function describe(config: AuthConfig, connections: number): Schemas["AuthConfig"] {
  const { id, uuid, toolkit, isManaged, name, createdAt, updatedAt } = config;
  const auth = toolkit.auth!;
  return {
    id,
    uuid,
    type: typeOf(config),
    toolkit: { slug: toolkit.slug, logo: toolkit.logo },
    name,
    auth_scheme: auth.scheme,
    is_composio_managed: isManaged,
    credentials: redacted(config.credentials),
    shared_credentials: redacted(config.sharedCredentials),
    status: config.isEnabled ? "ENABLED" : "DISABLED",
    created_at: createdAt.toISOString(),
    last_updated_at: updatedAt.toISOString(),
    no_of_connections: connections,
    expected_input_fields: authFields(auth).map((field) => ({
      name: field.name,
      displayName: field.label,
      type: "string",
      description: field.label,
      required: true,
      is_secret: field.secret,
    })),
    tool_access_config: {},
    is_enabled_for_tool_router: config.isEnabledForSessions,
  };
}
