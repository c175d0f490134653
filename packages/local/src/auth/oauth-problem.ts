import * as oauth from "oauth4webapi";

/**
 * Why a provider gave nothing. `refused`: it said no, and will again. `unreachable`: it may say something else later. The
 * message is safe to show, and there is no cause: it would hold codes and tokens.
 */
export class OAuthProblem extends Error {
  override readonly name = "OAuthProblem";
  readonly kind: "refused" | "unreachable";
  /** The error of the protocol, such as `invalid_grant`. */
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
    return new OAuthProblem("refused", "The provider's answer does not fit the request");
  }
  if (error instanceof Error && error.name === "TimeoutError") return unreachable("did not answer in time");
  return unreachable("could not be reached");
}

function refusal(code: string): OAuthProblem {
  // It comes from outside, and is shown on a page.
  const shown = /^[\w.-]{1,100}$/.test(code) ? code : "an unknown error";
  const message = shown === "access_denied" ? "The user declined" : `The provider refused: ${shown}`;
  return new OAuthProblem("refused", message, shown);
}

function unreachable(how: string): OAuthProblem {
  return new OAuthProblem("unreachable", `The provider ${how}`);
}
