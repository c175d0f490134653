import { ToolRouterError } from "../errors/errors.ts";

/** A version of the API. A client uses one, because the two run different versions of the tools. */
export type APIVersion = "v3" | "v3.1";

/** Operations that only v3.1 has. A v3 client sends them to v3.1. */
const v31Operations =
  /^(DELETE \/tool_router\/session\/[^/?]+|POST \/tool_router\/session\/[^/]+\/attach|GET \/tool_router\/session\/[^/]+\/config_history)(\?|$)/;

/** The version that serves a request of a `version` client. `path` begins after the version prefix. */
export const versionFor = (version: APIVersion, method: string, path: string): APIVersion =>
  v31Operations.test(`${method} ${path}`) ? "v3.1" : version;

export interface BaseUrl {
  /** Everything before `/api/…`, without a trailing slash. */
  readonly root: string;
  readonly version: APIVersion;
}

/** Hosts that are this machine. */
export const loopbackHost: RegExp = /^(.+\.)?localhost$|^\[::1\]$|^127(\.\d+){3}$/;

/**
 * Parses the option `baseUrl`: an origin, optionally followed by `/api/v3` or `/api/v3.1`, which sets the version.
 *
 * @throws ToolRouterError for an invalid URL, an unsupported version, a version that contradicts the option `version`, or
 *   plain http to another machine if a credential would be sent.
 */
export function parseBaseUrl(
  text: string,
  options: { version: APIVersion | undefined; carriesCredential: boolean; allowInsecureHttp: boolean },
): BaseUrl {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw new ToolRouterError(
      'baseUrl (or COMPOSIO_BASE_URL) must be an origin, such as "https://backend.composio.dev".',
    );
  }
  if (
    url.protocol === "http:" &&
    options.carriesCredential &&
    !options.allowInsecureHttp &&
    !loopbackHost.test(url.hostname)
  ) {
    throw new ToolRouterError(
      `baseUrl ${url.origin} would send the credential over plain http. Use https, or set allowInsecureHttp: true.`,
    );
  }
  const [, prefix = "", end, named] = /^(.*?)\/*(\/api(?:\/+(v[\d.]+[a-z]*\d*))?)?\/*$/i.exec(url.pathname) ?? [];
  const { version = end ? (named as APIVersion) : "v3" } = options;
  if (version !== "v3" && version !== "v3.1") {
    const given = options.version === undefined ? `baseUrl ends in ${end}` : `it is ${JSON.stringify(version)}`;
    throw new ToolRouterError(`version must be "v3" or "v3.1"; ${given}.`);
  }
  if (end && named !== version) {
    throw new ToolRouterError(`baseUrl ends in ${end}, but version is "${version}". Give one of them.`);
  }
  return { root: url.origin + prefix, version };
}
