import type { Schemas } from "../spec.ts";
import type { AppToolkit } from "../toolkits/catalogue.ts";
import type { Handler } from "./operation.ts";
import { pageOf } from "./pages.ts";

export const listToolkits: Handler<"getToolkits"> = ({ query }, { catalogue }) => {
  const text = query.search?.toLowerCase() ?? "";
  const toolkits = [...catalogue.toolkits.values()].filter(
    ({ slug, name }) =>
      // No toolkit here has a category, and none was added by a user.
      query.category === undefined &&
      query.type !== "custom" &&
      (slug.includes(text) || name.toLowerCase().includes(text)),
  );
  const { items, ...page } = pageOf(toolkits, query, 20);
  return { items: items.map(describe), ...page };
};

// The catalogue is made anew with every router: there is no day on which a toolkit came or changed.
const noDate = "1970-01-01T00:00:00.000Z";

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
      created_at: noDate,
      updated_at: noDate,
      description,
      logo,
      categories: [],
      triggers_count: 0,
      tools_count: tools.length,
      version: "00000000_00",
    },
  };
}
