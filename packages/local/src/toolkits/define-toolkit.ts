import { checkOAuth, oauthShape } from "../auth/oauth-settings.ts";
import type { AuthField, Credentials, ToolkitAuth } from "../auth/toolkit-auth.ts";
import { isJSONObject } from "../json.ts";
import { knownSchemes } from "../spec.ts";
import { called, fieldChecks, isFunction, isText } from "../validation/definition-fields.ts";
import { closestName } from "../validation/closest-name.ts";
import {
  checkNames,
  checkShape,
  flag,
  func,
  listOf,
  required,
  text,
  webAddress,
  type Rule,
  type Shape,
} from "../validation/shape.ts";
import { checkTool, type CannedTool, type LocalTool, type ToolDefinition } from "./define-tool.ts";

/** Where a toolkit's provider is, so that callers can send it requests of their own. */
export interface ToolkitProxy {
  /** What relative endpoints are below. Absolute ones must be of its site and scheme. */
  baseUrl: string;
  /** The headers that carry the credentials. Default: `Authorization`, by the toolkit's scheme. */
  headers?: ((credentials: Credentials) => Record<string, string>) | undefined;
  /** Whether the provider may be on this machine or its network. Default: false. */
  allowPrivate?: boolean | undefined;
}

export interface ToolkitDefinition {
  /** Lower case: `github`. The slugs of its tools begin with it, in upper case. */
  slug: string;
  /** Display name. Default: the slug with a capital. */
  name?: string | undefined;
  description: string;
  /** URI of a picture. Default: a plain one. */
  logo?: string | undefined;
  /** How users connect their accounts. Default: no account is needed. */
  auth?: ToolkitAuth | undefined;
  /** Default: the proxy calls nothing for this toolkit. */
  proxy?: ToolkitProxy | undefined;
  tools: readonly (ToolDefinition | CannedTool)[];
}

/** A checked toolkit, complete and frozen. */
export interface LocalToolkit {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly logo: string;
  readonly auth: ToolkitAuth | undefined;
  readonly proxy: ToolkitProxy | undefined;
  readonly tools: readonly LocalTool[];
}

const plainLogo =
  "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20viewBox='0%200%201%201'%3E%3Crect%20width='1'%20height='1'/%3E%3C/svg%3E";

/**
 * Checks a toolkit's definition and those of its tools.
 *
 * @throws TypeError that names the tool, the field and what it should be.
 */
export function defineToolkit(definition: ToolkitDefinition): LocalToolkit {
  return checkToolkit(definition, "");
}

/** As {@link defineToolkit}; `where` says where the definition is, and ends with `: ` if it is not empty. */
export function checkToolkit(definition: ToolkitDefinition, where: string): LocalToolkit {
  if (!isJSONObject(definition)) throw new TypeError(`${where}a toolkit must be an object made by defineToolkit`);
  const { slug, name, description, logo, auth, proxy, tools } = definition as unknown as ToolkitDefinition;
  const here = `${where}${called("toolkit", slug)}`;
  const { required: demand, optional } = fieldChecks(here);
  checkNames(definition, here, toolkitFields);

  demand(
    "slug",
    isText(slug) && /^[a-z0-9][a-z0-9_]*$/.test(slug),
    "lower-case letters, digits and underscores, such as github",
  );
  demand("slug", !ownSlugs.has(slug), "another one: the router has this one itself");
  optional("name", name, isText, "a text that is not empty");
  demand("description", isText(description), "a text that says what the toolkit is for");
  optional(
    "logo",
    logo,
    (value) => isText(value) && URL.canParse(value),
    "a URI, such as https://example.com/logo.svg",
  );
  if (auth !== undefined) checkAuth(auth, here);
  if (proxy !== undefined) {
    demand("proxy", isJSONObject(proxy), 'an object, such as { baseUrl: "https://api.example.com" }');
    checkShape(proxy, `${here}: proxy`, proxyShape);
  }
  demand("tools", Array.isArray(tools) && tools.length > 0, "a list of at least one tool made by defineTool");

  const prefix = `${slug.toUpperCase()}_`;
  const seen = new Set<string>();
  const checked = tools.map((tool) => {
    const local = checkTool(tool, `${here}: `);
    const checks = fieldChecks(`${here}: ${called("tool", local.slug)}`);
    checks.required(
      "slug",
      local.slug.startsWith(prefix) && local.slug !== prefix,
      `${prefix} and a name, beginning as the toolkit's slug does`,
    );
    checks.required("slug", !seen.has(local.slug), "another one: it is used twice");
    seen.add(local.slug);
    return local;
  });

  return Object.freeze({
    slug,
    name: name ?? slug.charAt(0).toUpperCase() + slug.slice(1),
    description,
    logo: logo ?? plainLogo,
    proxy,
    auth: auth === undefined || auth.scheme === "NO_AUTH" ? undefined : auth,
    tools: Object.freeze(checked),
  });
}

const toolkitFields = Object.keys({
  slug: true,
  name: true,
  description: true,
  logo: true,
  auth: true,
  proxy: true,
  tools: true,
} satisfies Record<keyof ToolkitDefinition, true>);

const proxyShape: Shape<ToolkitProxy> = {
  baseUrl: required(webAddress),
  headers: func("({ api_key: key }) => ({ authorization: `token ${key}` })"),
  allowPrivate: flag,
};

/** Meta tools belong to `composio`, tools that run at the caller begin with `LOCAL_`. */
const ownSlugs = new Set(["composio", "local"]);

function checkAuth(auth: ToolkitAuth, here: string): void {
  const { required: demand, problem } = fieldChecks(here);
  demand("auth", isJSONObject(auth), 'an object, such as { scheme: "API_KEY" }');
  checkShape(auth, `${here}: auth`, authShape);
  const { scheme } = auth;
  const near = knownSchemes.includes(scheme) ? undefined : closestName(scheme, knownSchemes);
  if (near !== undefined) throw problem(`auth: there is no scheme ${scheme}; did you mean ${near}?`);
  const seen = new Set<string>();
  for (const [index, { name }] of (auth.fields ?? []).entries()) {
    demand(`auth.fields[${index}].name`, !seen.has(name), ownName.expected);
    seen.add(name);
  }
  checkOAuth(auth, `${here}: auth`);
}

const ownName: Rule = { ...text, expected: 'a text of its own, such as "api_key"' };

const authShape: Shape<ToolkitAuth> = {
  scheme: required({ ...text, expected: 'a text, such as "API_KEY"' }),
  fields: {
    ...listOf<AuthField>({ name: required(ownName), label: text, secret: flag }),
    expected: 'a list, such as [{ name: "api_key" }]',
  },
  verify: { expected: "a function of the fields", fits: isFunction },
  ...oauthShape,
};
