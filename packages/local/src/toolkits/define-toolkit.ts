import { checkOAuth, oauthShape } from "../auth/oauth-settings.ts";
import type { AuthField, Credentials, ToolkitAuth } from "../auth/toolkit-auth.ts";
import { isJSONObject } from "../json.ts";
import { knownSchemes } from "../spec.ts";
import { called, fieldChecks, isFunction, isText } from "../validation/definition-fields.ts";
import { closestName, unknownName } from "../validation/closest-name.ts";
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

/** Address of a toolkit's provider, for proxy requests. */
export interface ToolkitProxy {
  /** Base of relative endpoints. Absolute endpoints must have the same site and scheme. */
  baseUrl: string;
  /** Headers that carry the credentials. Default: `Authorization`, by the toolkit's scheme. */
  headers?: ((credentials: Credentials) => Record<string, string>) | undefined;
  /** Allows providers on this machine or its private network. Default: false. */
  allowPrivate?: boolean | undefined;
}

export interface ToolkitDefinition {
  /** Lower case: `github`. In upper case it is the prefix of its tools' slugs. */
  slug: string;
  /** Display name. Default: the capitalized slug. */
  name?: string | undefined;
  description: string;
  /** URI of an image. Default: a black square. */
  logo?: string | undefined;
  /** How users connect accounts. Default: the toolkit needs no accounts. */
  auth?: ToolkitAuth | undefined;
  /** Default: the toolkit has no proxy requests. */
  proxy?: ToolkitProxy | undefined;
  tools: readonly (ToolDefinition | CannedTool)[];
}

/** A validated toolkit with all defaults, frozen. */
export interface LocalToolkit {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly logo: string;
  readonly auth: ToolkitAuth | undefined;
  readonly proxy: ToolkitProxy | undefined;
  readonly tools: readonly LocalTool[];
}

const DEFAULT_LOGO =
  "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20viewBox='0%200%201%201'%3E%3Crect%20width='1'%20height='1'/%3E%3C/svg%3E";

/**
 * Validates a toolkit's definition and its tools.
 *
 * @throws TypeError that names the tool, the field and what it must be.
 */
export function defineToolkit(definition: ToolkitDefinition): LocalToolkit {
  return checkToolkit(definition, "");
}

/** Like {@link defineToolkit}. `where` is the prefix of messages: empty, or a location that ends with `: `. */
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
  demand("slug", !reservedSlugs.has(slug), "another one: the router reserves this one");
  optional("name", name, isText, "a non-empty string");
  demand("description", isText(description), "a string that says what the toolkit is for");
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
  demand("tools", Array.isArray(tools) && tools.length > 0, "an array of at least one tool made by defineTool");

  const prefix = `${slug.toUpperCase()}_`;
  const seen = new Set<string>();
  const checked = tools.map((tool) => {
    const local = checkTool(tool, `${here}: `);
    const checks = fieldChecks(`${here}: ${called("tool", local.slug)}`);
    checks.required(
      "slug",
      local.slug.startsWith(prefix) && local.slug !== prefix,
      `${prefix} followed by a name: the prefix is the toolkit's slug`,
    );
    checks.required("slug", !seen.has(local.slug), "unique: another tool has the same slug");
    seen.add(local.slug);
    return local;
  });

  return Object.freeze({
    slug,
    name: name ?? slug.charAt(0).toUpperCase() + slug.slice(1),
    description,
    logo: logo ?? DEFAULT_LOGO,
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

/** Meta tools belong to `composio`; slugs of custom tools begin with `LOCAL_`. */
const reservedSlugs = new Set(["composio", "local"]);

function checkAuth(auth: ToolkitAuth, here: string): void {
  const { required: demand, problem } = fieldChecks(here);
  demand("auth", isJSONObject(auth), 'an object, such as { scheme: "API_KEY" }');
  checkShape(auth, `${here}: auth`, authShape);
  const { scheme } = auth;
  if (!knownSchemes.includes(scheme) && closestName(scheme, knownSchemes) !== undefined) {
    throw problem(`auth: ${unknownName("scheme", scheme, knownSchemes)}`);
  }
  const seen = new Set<string>();
  for (const [index, { name }] of (auth.fields ?? []).entries()) {
    demand(`auth.fields[${index}].name`, !seen.has(name), uniqueName.expected);
    seen.add(name);
  }
  checkOAuth(auth, `${here}: auth`);
}

const uniqueName: Rule = { ...text, expected: 'a unique non-empty string, such as "api_key"' };

const authShape: Shape<ToolkitAuth> = {
  scheme: required({ ...text, expected: 'a non-empty string, such as "API_KEY"' }),
  fields: {
    ...listOf<AuthField>({ name: required(uniqueName), label: text, secret: flag }),
    expected: 'an array, such as [{ name: "api_key" }]',
  },
  verify: { expected: "a function of the fields", fits: isFunction },
  ...oauthShape,
};
