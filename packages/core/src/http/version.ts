import { ToolRouterError } from "../errors/errors.ts";

/** The two versions of the API. They run different versions of the tools; a client speaks one. */
export type APIVersion = "v3" | "v3.1";

/** The operations that only v3.1 has: a v3 client sends them to the sibling path. */
const onlyInV31 =
  /^(DELETE \/tool_router\/session\/[^/?]+|POST \/tool_router\/session\/[^/]+\/attach|GET \/tool_router\/session\/[^/]+\/config_history)(\?|$)/;

/** The version that serves this request of a client that speaks `version`. `path` has no prefix. */
export const versionFor = (version: APIVersion, method: string, path: string): APIVersion =>
  onlyInV31.test(`${method} ${path}`) ? "v3.1" : version;

export interface BaseUrl {
  /** Origin, and a path in front of `/api/…` if there is one; no slash at the end. */
  readonly root: string;
  readonly version: APIVersion;
}

/** Names of this machine, as the host of a URL. */
export const loopback: RegExp = /^(.+\.)?localhost$|^\[::1\]$|^127(\.\d+){3}$/;

/**
 * Takes `https://host`, or the same with `/api/v3` or `/api/v3.1` behind it, which sets the version.
 *
 * @throws ToolRouterError when it is no URL, names an unsupported version or another one than
 *   `version`, or is plain http to another machine although a credential would be sent.
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
    !loopback.test(url.hostname)
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
