import type { Access } from "../http/access.ts";

/** Link-local addresses and metadata services, which hand out the credentials of a machine. */
const metadataHost =
  /^169\.254\.|^\[(fe[89ab]|fd00:ec2:|::ffff:a9fe:)|^100\.100\.100\.200$|^metadata(\.google\.internal)?\.?$/;

/**
 * Checks a URL to which the router sends an upload or a download.
 *
 * @throws ToolRouterError without the URL, which is a credential.
 */
export function presignedUrl(access: Access, operation: string, given: unknown): string {
  const url = URL.canParse(given as string) ? new URL(given as string) : undefined;
  const { protocol, hostname = "", username, password } = url ?? {};
  const problem = metadataHost.test(hostname)
    ? `${hostname} is link-local or a metadata service`
    : username || password
      ? "it contains a password"
      : protocol !== "https:" &&
        !(protocol === "http:" && access.allowsHttp(hostname)) &&
        `it is ${protocol ?? "invalid"}${hostname && `//${hostname}`}, not https:; see allowInsecureHttp`;
  if (!url || problem) throw access.createError(`${operation} got a presigned URL that is not allowed: ${problem}.`);
  return url.href;
}
