/** A value that a person enters on the link page, such as an API key. */
export interface AuthField {
  /** Key under which tools find it in `context.credentials`. */
  name: string;
  /** What the link page calls it. Default: the name. */
  label?: string | undefined;
  /** Hidden while it is typed. Default: true. */
  secret?: boolean | undefined;
}

/**
 * For the scheme `OAUTH2`: the provider at which people sign in. Without a `clientId` no provider is asked, and the link
 * page has a button alone.
 */
export interface OAuthSettings {
  /** The provider's address, where it says what else there is to know about it. */
  issuer?: string | undefined;
  /** Where people sign in. Default: what the issuer says. */
  authorizationUrl?: string | undefined;
  /** Where tokens are given. Default: what the issuer says. */
  tokenUrl?: string | undefined;
  /** By what name the provider knows this router. */
  clientId?: string | undefined;
  /** What proves that name. Default: nothing does, as for a public client. */
  clientSecret?: string | undefined;
  /** The environment variable that holds the secret, so that no file has to. */
  clientSecretEnv?: string | undefined;
  /** How the secret is sent: in a header, or in the body. Default: `basic`. */
  clientAuthentication?: "basic" | "post" | undefined;
  /** What people are asked to allow. Default: what the provider takes for granted. */
  scopes?: readonly string[] | undefined;
  /** What else the sign-in is asked for, such as `{ access_type: "offline" }`. */
  authorizationParameters?: Readonly<Record<string, string>> | undefined;
}

/** How a user's account of a toolkit is connected. */
export interface ToolkitAuth extends OAuthSettings {
  /** `API_KEY`, `BASIC`, `BEARER_TOKEN`, `OAUTH2` or another scheme's name. */
  scheme: string;
  /** What the link page asks for. Default: by scheme (`api_key`; `username` and `password`; `token`; otherwise nothing). */
  fields?: readonly AuthField[] | undefined;
  /**
   * Looks at the entered fields, or at what the provider gave, before the account becomes active. What it throws is shown
   * to the person.
   */
  verify?(fields: Readonly<Record<string, string>>): void | Promise<void>;
}

/** What a user has entered for an account, or what its provider gave. Handed to the user's own tool runs, never to an API caller. */
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
