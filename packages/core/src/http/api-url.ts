import type { ClientOptions } from "openapi-fetch";
import { ToolRouterError } from "../errors/errors.ts";
import { redact } from "../errors/redact.ts";
import { type APIVersion, type BaseUrl, versionFor } from "./version.ts";

/** How the URLs of the API are built. */
export interface APIUrls {
  /** Options for `openapi-fetch`: base URL, path and query serialization. */
  readonly clientOptions: Pick<ClientOptions, "baseUrl" | "pathSerializer" | "querySerializer">;
  /** Moves a URL below the client's own base URL to another version; by default, to one that has the operation. */
  route(url: string, method: string, version?: APIVersion): string;
}

/** @param secrets - must not appear in errors about invalid ids. */
export function createAPIUrls({ root, version: ownVersion }: BaseUrl, secrets: readonly string[]): APIUrls {
  const prefix = `${root}/api/`;
  const ownPrefix = prefix + ownVersion;
  return {
    clientOptions: {
      baseUrl: ownPrefix,
      pathSerializer: (path, parameters) =>
        path
          .split(/[{}]/)
          .map((part, index) => (index % 2 === 1 ? pathSegment(part, parameters[part], secrets) : part))
          .join(""),
      querySerializer: { array: { style: "form", explode: false } },
    },
    route(url, method, version) {
      if (!url.startsWith(`${ownPrefix}/`)) return url;
      const path = url.slice(ownPrefix.length);
      return prefix + (version ?? versionFor(ownVersion, method, path)) + path;
    },
  };
}

/** Encodes an id as one segment of a path. Rejects `.` and `..`, which would address something else. */
function pathSegment(name: string, id: unknown, secrets: readonly string[]): string {
  if (typeof id === "string" && !/^\.{0,2}$/.test(id)) return encodeURIComponent(id);
  throw new ToolRouterError(`${name} must be an id. Got ${redact(JSON.stringify(id) ?? "undefined", secrets)}.`);
}
