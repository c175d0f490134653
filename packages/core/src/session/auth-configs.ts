import type { components } from "@tool-router/openapi";
import type { Access } from "../http/access.ts";
import type { CallOptions } from "../http/call-options.ts";
import type { ResultOf } from "../http/operations.ts";
import type { APIVersion } from "../http/version.ts";

type Schemas = components["schemas"];

export const authConfigOperations = {
  getAuthConfig: ["GET", "/auth_configs/{nanoid}", "read", "id"],
  createAuthConfig: ["POST", "/auth_configs", "write", "auth_config"],
  updateAuthConfig: ["PATCH", "/auth_configs/{nanoid}", "write", ""],
  deleteAuthConfig: ["DELETE", "/auth_configs/{nanoid}", "read", ""],
} as const;

type Result<Name extends keyof typeof authConfigOperations> = ResultOf<(typeof authConfigOperations)[Name]>;

/** Reads and changes auth configs, which define how accounts of a toolkit are connected. Fields are as on the wire. */
export interface AuthConfigMethods {
  get(id: string, options?: CallOptions): Promise<Schemas["AuthConfig"]>;
  create(config: Schemas["AuthConfigCreate"], options?: CallOptions): Promise<Result<"createAuthConfig">>;
  update(id: string, patch: Schemas["AuthConfigPatch"], options?: CallOptions): Promise<Result<"updateAuthConfig">>;
  delete(id: string, options?: CallOptions): Promise<Result<"deleteAuthConfig">>;
}

/** Loaded with the first call. */
export function authConfigs(access: Access, version: APIVersion): AuthConfigMethods {
  const { call } = access;
  const { getAuthConfig, createAuthConfig, updateAuthConfig, deleteAuthConfig } = authConfigOperations;
  return {
    get: (id, options) => call(getAuthConfig, { path: { nanoid: id } }, options),
    async create(body, options) {
      const { sealed_credentials: sealed } = Object(body?.auth_config) as { sealed_credentials?: unknown };
      if (version === "v3" && sealed !== undefined) {
        throw access.createError(
          "Only v3.1 of the API supports auth_config.sealed_credentials. " +
            'Use credentials, or create the router with version: "v3.1".',
        );
      }
      return call(createAuthConfig, { body }, options);
    },
    update: (id, body, options) => call(updateAuthConfig, { path: { nanoid: id }, body }, options),
    delete: (id, options) => call(deleteAuthConfig, { path: { nanoid: id }, resultIfGone: {} }, options),
  };
}
