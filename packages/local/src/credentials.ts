import { refuse } from "./errors.ts";
import { credentialHeaders } from "./spec.ts";

export interface AcceptedKeys {
  apiKey: string;
  /** No user key is accepted if it is left out. */
  userApiKey: string | undefined;
}

/** Refuses a request that does not carry exactly one credential, or one that is not accepted. */
export function requireCredential(headers: Headers, keys: AcceptedKeys): void {
  const apiKey = headers.get(credentialHeaders.project);
  const userApiKey = headers.get(credentialHeaders.user);
  if (apiKey !== null && userApiKey !== null) {
    refuse("Auth_Unauthorized", "More than one credential was sent", {
      suggestedFix: `Send ${credentialHeaders.project} or ${credentialHeaders.user}, not both`,
    });
  }
  if (apiKey !== null) {
    if (apiKey === keys.apiKey) return;
    refuse("APIKey_InvalidAPIKey", "The API key is not accepted", {
      suggestedFix: apiKey.startsWith("uak_")
        ? `This is a user key: send it as ${credentialHeaders.user}`
        : "Send the key that the router printed when it was started",
    });
  }
  if (userApiKey !== null) {
    if (userApiKey === keys.userApiKey) return;
    refuse("UserApiKey_Unauthorized", "The user key is not accepted", {
      suggestedFix: "Send the key that the router was made with",
    });
  }
  refuse("Auth_NoAuthProvided", "No credential was sent", { suggestedFix: `Send ${credentialHeaders.project}` });
}
