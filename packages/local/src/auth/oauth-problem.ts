import * as oauth from "oauth4webapi";

/**
 * A failed request to an OAuth provider. `refused` is permanent; `unreachable` may succeed later.
 *
 * The message is safe to show. It has no cause, because that would contain codes and tokens.
 */
export class OAuthProblem extends Error {
  override readonly name = "OAuthProblem";
  readonly kind: "refused" | "unreachable";
  /** OAuth error code, such as `invalid_grant`. */
  readonly code: string | undefined;

  constructor(kind: OAuthProblem["kind"], message: string, code?: string) {
    super(message);
    this.kind = kind;
    this.code = code;
  }
}

export function problemOf(error: unknown): OAuthProblem {
  if (error instanceof OAuthProblem) return error;
  if (error instanceof oauth.AuthorizationResponseError) return refusal(error.error);
  if (error instanceof oauth.ResponseBodyError) {
    return error.status >= 500 || error.status === 429 ? unreachable(`answered ${error.status}`) : refusal(error.error);
  }
  if (error instanceof oauth.WWWAuthenticateChallengeError) return refusal("invalid_client");
  if (error instanceof oauth.OperationProcessingError || error instanceof oauth.UnsupportedOperationError) {
    const { cause } = error;
    const status = cause instanceof Response ? cause.status : 0;
    if (status >= 500 || status === 429) return unreachable(`answered ${status}`);
    return new OAuthProblem("refused", "The provider's response is invalid");
  }
  if (error instanceof Error && error.name === "TimeoutError") return unreachable("did not answer in time");
  return unreachable("could not be reached");
}

function refusal(code: string): OAuthProblem {
  // Untrusted input that is shown on a page.
  const shown = /^[\w.-]{1,100}$/.test(code) ? code : "an unknown error";
  const message = shown === "access_denied" ? "The user declined" : `The provider refused: ${shown}`;
  return new OAuthProblem("refused", message, shown);
}

function unreachable(how: string): OAuthProblem {
  return new OAuthProblem("unreachable", `The provider ${how}`);
}
