import { isJSONObject, type JSONObject } from "../json.ts";
import { refuse } from "../errors.ts";
import type { OAuthSettings, Credentials, ToolkitAuth } from "../auth/toolkit-auth.ts";
import type { AuthConfig } from "./auth-configs.ts";

/** Credentials of the OAuth app. All other credentials of an auth config are defaults for its accounts' fields. */
const appFields: ReadonlySet<string> = new Set([
  "client_id",
  "client_secret",
  "scopes",
  "user_scopes",
  "oauth_redirect_uri",
]);

/** The auth config's OAuth settings, which override those of the toolkit. */
export function oauthOverrides({ credentials }: AuthConfig): Partial<OAuthSettings> {
  const { client_id: clientId, client_secret: clientSecret } = credentials;
  const scopes = scopesIn(credentials["scopes"]);
  return {
    ...(typeof clientId === "string"
      ? {
          clientId,
          clientSecret: typeof clientSecret === "string" ? clientSecret : undefined,
          clientSecretEnv: undefined,
        }
      : {}),
    ...(scopes === undefined ? {} : { scopes }),
  };
}

/** Field values that an account has before the user enters any. */
export function initialCredentials(
  { toolkit, credentials, sharedCredentials }: AuthConfig,
  connectionData: JSONObject = {},
): Credentials {
  const own = Object.entries(credentials).filter(([name]) => !appFields.has(name));
  const given: JSONObject = { ...sharedCredentials, ...Object.fromEntries(own), ...connectionData };
  const texts = Object.entries(given).map(([name, value]): [string, string] => {
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
      return [fieldName(toolkit.auth, name), String(value)];
    }
    return refuse("HTTP_BadRequest", "The request does not fit the schema", {
      errors: [`payload.connection_data.${name}: must be string`],
    });
  });
  return Object.fromEntries(texts);
}

/** Names that official SDKs use for a field, and the router's own. */
const aliases: Readonly<Record<string, string>> = { generic_api_key: "api_key", bearer_token: "token" };

/** The router's name of a field. */
export function fieldName(auth: ToolkitAuth | undefined, name: string): string {
  const alias = Object.hasOwn(aliases, name) ? aliases[name] : undefined;
  if (alias === undefined || auth?.fields?.some((field) => field.name === name)) return name;
  return alias;
}

/** Scopes as an array. Undefined without scopes. */
export function scopesIn(scopes: unknown): readonly string[] | undefined {
  const list = typeof scopes === "string" ? scopes.split(/[\s,]+/) : Array.isArray(scopes) ? scopes : [];
  const wanted = list.filter((scope): scope is string => typeof scope === "string" && scope !== "");
  return wanted.length === 0 ? undefined : wanted;
}

/** Refuses credentials that an auth config of the toolkit cannot use. */
export function checkAuthConfigCredentials(auth: ToolkitAuth, credentials: JSONObject, isManaged: boolean): void {
  const errors = Object.entries(credentials).flatMap(([name, value]) => {
    const isScopes = name === "scopes" || name === "user_scopes";
    const isValid = isScopes ? areScopes(value) : ["string", "number", "boolean"].includes(typeof value);
    return isValid ? [] : [`payload.auth_config.credentials.${name}: is invalid`];
  });
  // Only toolkits with an OAuth provider need an app.
  const needsApp = !isManaged && auth.clientId !== undefined;
  if (needsApp && (typeof credentials["client_id"] !== "string" || credentials["client_id"] === "")) {
    errors.push("payload.auth_config.credentials.client_id: is required");
  }
  if (errors.length > 0) refuse("HTTP_BadRequest", "The request does not fit the schema", { errors });
}

function areScopes(value: unknown): boolean {
  return [value].flat().every((scope) => typeof scope === "string" && /^[!-~\s]*$/.test(scope));
}

/** Masks all credentials except scopes, the redirect URI and the client id. */
export function redacted(credentials: JSONObject): JSONObject {
  const shown = new Set(["client_id", "scopes", "user_scopes", "oauth_redirect_uri"]);
  return Object.fromEntries(
    Object.entries(credentials).map(([name, value]) => [
      name,
      shown.has(name) ? value : isJSONObject(value) ? redacted(value) : "***",
    ]),
  );
}
