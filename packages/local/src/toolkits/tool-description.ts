import type { MetaTool, Schemas } from "../spec.ts";
import { compareText, type AppTool } from "./catalog.ts";

interface Described {
  slug: string;
  name: string;
  description: string;
  toolkit: { slug: string; name: string; logo: string };
  inputSchema: Record<string, unknown>;
  outputSchema: Record<string, unknown>;
  noAuth: boolean;
  version: string;
  tags: readonly string[];
}

/** An app tool as the API shows it. */
export function describeAppTool(tool: AppTool): Schemas["Tool"] {
  const { slug, name, logo } = tool.toolkit;
  return describe({ ...tool, toolkit: { slug, name, logo } });
}

/** A meta tool as the API shows it. */
export function describeMetaTool(tool: MetaTool): Schemas["Tool"] {
  return describe({
    ...tool,
    toolkit: { slug: "composio", name: "Composio", logo: "" },
    noAuth: true,
    version: "00000000_00",
  });
}

export function inSlugOrder(tools: readonly Schemas["Tool"][]): Schemas["Tool"][] {
  return tools.toSorted((a, b) => compareText(a.slug, b.slug));
}

function describe(tool: Described): Schemas["Tool"] {
  return {
    slug: tool.slug,
    name: tool.name,
    description: tool.description,
    toolkit: tool.toolkit,
    input_parameters: tool.inputSchema,
    output_parameters: tool.outputSchema,
    no_auth: tool.noAuth,
    version: tool.version,
    available_versions: [tool.version],
    tags: [...tool.tags],
    scopes: [],
    scope_requirements: null,
    is_deprecated: false,
    deprecated: {
      displayName: tool.name,
      version: tool.version,
      available_versions: [tool.version],
      is_deprecated: false,
      toolkit: { logo: tool.toolkit.logo },
    },
  };
}
