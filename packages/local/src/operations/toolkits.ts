import { authFields, type ToolkitAuth } from "../auth/toolkit-auth.ts";
import { refuse } from "../errors.ts";
import type { Schemas } from "../spec.ts";
import type { AppToolkit, Catalog } from "../toolkits/catalog.ts";
import type { Handler } from "./operation.ts";
import { pageOf, type Page, type PageQuery } from "./pages.ts";

export const listToolkits: Handler<"getToolkits"> = ({ query }, { catalog }) => {
  const text = query.search?.toLowerCase() ?? "";
  return toolkitPage(
    catalog,
    query,
    ({ slug, name }) => query.type !== "custom" && (slug.includes(text) || name.toLowerCase().includes(text)),
  );
};

export const listToolkitsBySlug: Handler<"postToolkitsMulti"> = ({ body = {} }, { catalog }) => {
  const wanted = body.toolkits && new Set(body.toolkits.map((slug) => slug.toLowerCase()));
  return toolkitPage(catalog, body, ({ slug }) => wanted === undefined || wanted.has(slug));
};

export const getToolkit: Handler<"getToolkitsBySlug"> = ({ path }, { catalog }) => {
  const toolkit =
    catalog.toolkits.get(path.slug.toLowerCase()) ??
    refuse("Toolkit_NotFound", `No toolkit has the slug ${path.slug}`, { suggestedFix: "List GET /toolkits" });
  const { slug, name, auth, proxy } = toolkit;
  return {
    slug,
    name,
    type: "native",
    enabled: true,
    is_local_toolkit: false,
    composio_managed_auth_schemes: auth === undefined ? [] : [auth.scheme],
    composio_managed_auth:
      auth === undefined ? [] : [{ mode: auth.scheme, scopes: { available: [...(auth.scopes ?? [])] } }],
    auth_config_details: auth === undefined ? [] : [schemeDetails(toolkit, auth)],
    ...(proxy === undefined ? {} : { base_url: proxy.baseUrl }),
    meta: { ...describe(toolkit).meta, available_versions: [TOOLKIT_VERSION] },
  };
};

/** Always empty: toolkits here have no categories. */
export const listToolkitCategories: Handler<"getToolkitsCategories"> = () =>
  pageOf<Schemas["ToolkitCategory"]>([], {}, 20);

function toolkitPage(
  { toolkits }: Catalog,
  query: PageQuery & { category?: string | undefined },
  isWanted: (toolkit: AppToolkit) => boolean,
): Page<Schemas["Toolkit"]> {
  const found = [...toolkits.values()].filter((toolkit) => query.category === undefined && isWanted(toolkit));
  const { items, ...page } = pageOf(found, query, 20);
  return { items: items.map(describe), ...page };
}

/** The fields of an auth config and of an account. */
function schemeDetails({ slug, proxy }: AppToolkit, auth: ToolkitAuth): Schemas["AuthSchemeDetails"] {
  const entered = authFields(auth).map(({ name, label, secret }) => field(name, label, { isSecret: secret }));
  return {
    mode: auth.scheme,
    name: `${slug}_${auth.scheme.toLowerCase()}`,
    fields: {
      auth_config_creation: auth.scheme === "OAUTH2" ? oauthAppFields : { required: [], optional: [] },
      connected_account_initiation: { required: entered, optional: [] },
    },
    ...(proxy === undefined ? {} : { proxy: { base_url: proxy.baseUrl } }),
  };
}

const oauthAppFields: Schemas["AuthFields"] = {
  required: [
    field("client_id", "Client id", { description: "Client id of your OAuth app" }),
    field("client_secret", "Client secret", { description: "Client secret of your OAuth app", isSecret: true }),
  ],
  optional: [
    field("scopes", "Scopes", { description: "Requested scopes, separated by commas or spaces", required: false }),
  ],
};

function field(
  name: string,
  displayName: string,
  more: { description?: string; isSecret?: boolean; required?: boolean },
): Schemas["AuthField"] {
  const { description = displayName, isSecret = false, required = true } = more;
  return { name, displayName, type: "string", description, required, is_secret: isSecret };
}

// Toolkits are defined in code and have no creation date.
const UNKNOWN_DATE = "1970-01-01T00:00:00.000Z";
const TOOLKIT_VERSION = "00000000_00";

function describe({ slug, name, description, logo, auth, tools }: AppToolkit): Schemas["Toolkit"] {
  const schemes = auth === undefined ? [] : [auth.scheme];
  return {
    slug,
    name,
    type: "native",
    auth_schemes: schemes,
    composio_managed_auth_schemes: schemes,
    is_local_toolkit: false,
    no_auth: auth === undefined,
    deprecated: { toolkitId: slug },
    meta: {
      created_at: UNKNOWN_DATE,
      updated_at: UNKNOWN_DATE,
      description,
      logo,
      categories: [],
      triggers_count: 0,
      tools_count: tools.length,
      version: TOOLKIT_VERSION,
    },
  };
}
