// The package has no types. These cover what the tests use.
declare module "oidc-provider" {
  import type { IncomingMessage, ServerResponse } from "node:http";

  export interface Interaction {
    params: { client_id: string; scope?: string };
  }
  export interface GrantInstance {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }
  export interface TokenInstance {
    accountId: string;
    scope?: string;
    isValid: boolean;
  }
  export class Provider {
    constructor(issuer: string, configuration: object);
    Grant: new (fields: { accountId: string; clientId: string }) => GrantInstance;
    AccessToken: { find(token: string): Promise<TokenInstance | undefined> };
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
  }
}
