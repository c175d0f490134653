import { ToolRouterError } from "../errors/errors.ts";
import { aBoolean, aString, checkOptions, type RulesFor } from "../errors/options.ts";
import { combineCustomTools } from "./combine-custom-tools.ts";
import { isCustomSlug } from "./custom-tool.ts";
import type { CustomToolkit, CustomToolkitDefinition } from "./custom-tool-types.ts";

const toolkitRules: RulesFor<CustomToolkitDefinition> = {
  slug: aString,
  name: aString,
  description: aString,
  tools: [
    "a list of tools from defineCustomTool",
    (value) => Array.isArray(value) && value.every((tool) => tool?.within),
  ],
  preload: aBoolean,
};

/**
 * Defines a toolkit whose tools run in this process. Pass it in `customToolkits` to `sessions.create`, `sessions.get` or
 * `sessions.use`.
 *
 * @throws ToolRouterError that names the invalid field.
 */
export function defineCustomToolkit(definition: CustomToolkitDefinition): CustomToolkit {
  checkOptions(definition, toolkitRules, "defineCustomToolkit");
  const { slug, name = slug, description, tools, preload } = definition;
  const problem = !isCustomSlug(slug)
    ? "slug must be letters, digits, _ or -, and begin with neither LOCAL_ nor COMPOSIO_"
    : !description
      ? "description must say what the toolkit is for"
      : !tools?.length && "tools must have at least one tool";
  if (problem) throw new ToolRouterError(`Custom toolkit ${slug}: ${problem}.`);
  const wire = { slug, name, description, ...(preload && { preload }) };
  const members = tools.map((tool) => tool.within({ ...wire, tools: [] }));
  return { wire: { ...wire, tools: members.map((tool) => tool.wire) }, tools: members, together: combineCustomTools };
}
