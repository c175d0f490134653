import type { ToolkitAuth } from "../auth/toolkit-auth.ts";
import type { LocalRouterOptions } from "../router/options.ts";
import type { ToolkitDefinition } from "../toolkits/define-toolkit.ts";
import { ToolError } from "../toolkits/tool-error.ts";
import { browser, type Browser } from "./browser.ts";
import { clientId, clientSecret, startOAuthProvider, type OAuthProvider } from "./oauth-provider.ts";
import { github, testRouter, type TestRouter, type TestSession } from "./test-router.ts";

export const ownOrigin = "http://tool-router.localhost";
export const redirectUri: string = `${ownOrigin}/oauth/callback/github`;

export interface OAuthWorld extends AsyncDisposable {
  readonly provider: OAuthProvider;
  readonly toolkit: ToolkitDefinition;
  readonly router: TestRouter;
  readonly session: TestSession;
  readonly person: Browser;
  /** Credentials received by each run of the tool. */
  readonly given: Record<string, string>[];
  /** Errors passed to `onError`. */
  readonly errors: unknown[];
  /** Creates a link and submits its page. Returns the final page after the sign-in at the provider. */
  connect(form?: Record<string, string>): Promise<{ account: string; url: string; status: number; text: string }>;
  account(id: string): Promise<{ status: string; status_reason: string | null }>;
}

/** A router whose GitHub toolkit signs in at an OAuth provider. Its tool calls the provider's API with the token. */
export async function openOAuthWorld(
  auth: Partial<ToolkitAuth> = {},
  options: Partial<LocalRouterOptions> = {},
  clientAuthentication?: OAuthProvider["clientAuthentication"],
): Promise<OAuthWorld> {
  const provider = await startOAuthProvider([redirectUri], clientAuthentication);
  const given: Record<string, string>[] = [];
  const errors: unknown[] = [];
  const toolkit = github({
    auth: { scheme: "OAUTH2", issuer: provider.issuer, clientId, clientSecret, scopes: ["repo"], ...auth },
    proxy: { baseUrl: provider.issuer, allowPrivate: true },
    tools: [
      {
        slug: "GITHUB_ME",
        description: "Returns the signed-in user",
        inputSchema: { type: "object" },
        execute: async (_, { credentials }) => {
          given.push(credentials);
          const headers = { authorization: `Bearer ${credentials["access_token"]}` };
          const response = await fetch(`${provider.issuer}/api/me`, { headers });
          if (response.status === 401) throw new ToolError("Bad credentials", { kind: "unauthorized" });
          return response.json();
        },
      },
    ],
  });
  const router = testRouter({ toolkits: [toolkit], onError: (error) => errors.push(error), ...options });
  const session = await router.session();
  const person = browser(ownOrigin, router.fetch);
  return {
    provider,
    toolkit,
    router,
    session,
    person,
    given,
    errors,
    connect: async (form = { action: "connect" }) => {
      const { body } = await session.link({ toolkit: "github", callback_url: "https://app.example/done?from=test" });
      return { account: body.connected_account_id, ...(await person.open(body.redirect_url, form)) };
    },
    account: async (id) => {
      const { body } = await router.request("GET", `/connected_accounts/${id}`);
      return body as unknown as { status: string; status_reason: string | null };
    },
    [Symbol.asyncDispose]: async () => {
      await router.close();
      await provider[Symbol.asyncDispose]();
    },
  };
}
