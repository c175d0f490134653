/** A value that a user enters on the link page, such as an API key. */
export interface AuthField {
  /** Its key in the tools' `context.credentials`. */
  name: string;
  /** Label on the link page. Default: the name. */
  label?: string | undefined;
  /** Masks the input. Default: true. */
  secret?: boolean | undefined;
}

/**
 * The provider of the scheme `OAUTH2`. Without a `clientId` no provider is called, and the link page only has a button.
 */
export interface OAuthSettings {
  /** The provider's issuer URL, from which its metadata is read. */
  issuer?: string | undefined;
  /** Authorization endpoint. Default: from the issuer's metadata. */
  authorizationUrl?: string | undefined;
  /** Token endpoint. Default: from the issuer's metadata. */
  tokenUrl?: string | undefined;
  /** This router's client ID at the provider. */
  clientId?: string | undefined;
  /** Client secret. Default: none (a public client). */
  clientSecret?: string | undefined;
  /** Environment variable that holds the client secret, to keep it out of files. */
  clientSecretEnv?: string | undefined;
  /** Sends the secret in a header (`basic`, the default) or in the body (`post`). */
  clientAuthentication?: "basic" | "post" | undefined;
  /** Requested scopes. Default: the provider's. */
  scopes?: readonly string[] | undefined;
  /** Additional parameters of the authorization request, such as `{ access_type: "offline" }`. */
  authorizationParameters?: Readonly<Record<string, string>> | undefined;
}

/** How users connect accounts of a toolkit. */
export interface ToolkitAuth extends OAuthSettings {
  /** `API_KEY`, `BASIC`, `BEARER_TOKEN`, `OAUTH2` or another scheme's name. */
  scheme: string;
  /** Fields of the link page. Default, by scheme: `api_key`; `username` and `password`; `token`; otherwise none. */
  fields?: readonly AuthField[] | undefined;
  /**
   * Verifies the entered fields, or the provider's tokens, before the account becomes active. The message of a thrown
   * error is shown to the user.
   */
  verify?(fields: Readonly<Record<string, string>>): void | Promise<void>;
}

/** Credentials of an account, entered by the user or issued by the provider. Only tool runs receive them, never API callers. */
export type Credentials = Readonly<Record<string, string>>;

const defaultFields = new Map<string, readonly AuthField[]>([
  ["API_KEY", [{ name: "api_key", label: "API key", secret: true }]],
  [
    "BASIC",
    [
      { name: "username", label: "User name", secret: false },
      { name: "password", label: "Password", secret: true },
    ],
  ],
  ["BEARER_TOKEN", [{ name: "token", label: "Token", secret: true }]],
]);

export function authFields(auth: ToolkitAuth): Required<{ [Key in keyof AuthField]: NonNullable<AuthField[Key]> }>[] {
  const fields = auth.fields ?? defaultFields.get(auth.scheme) ?? [];
  return fields.map(({ name, label, secret }) => ({ name, label: label ?? name, secret: secret ?? true }));
}
