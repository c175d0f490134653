import { refuse } from "../errors.ts";
import { isJSONObject, type JSONObject } from "../json.ts";
import { shorten } from "../shorten.ts";
import type { Schemas } from "../spec.ts";
import type { Catalog, ShownTool } from "../toolkits/catalog.ts";
import { sizeOf } from "../validation/size.ts";

/** A tool that runs in the caller's process. The router lists and finds it, but never runs it. */
export interface CustomTool extends ShownTool {
  /** The caller's own name for it. */
  readonly originalSlug: string;
  readonly echo: Schemas["EchoedCustomTool"];
}

export interface CustomTools {
  readonly tools: readonly CustomTool[];
  readonly echo: { custom_tools: Schemas["EchoedCustomTool"][]; custom_toolkits: Schemas["EchoedCustomToolkit"][] };
}

const MAX_SLUG_LENGTH = 60;
/** Limited because schemas are stored with the session and returned by searches. */
const MAX_SCHEMA_SIZE = 5_000;

/** Merges the custom tools of a session and of a request. Those of the request replace tools with the same slug. */
export function customTools(
  catalog: Catalog,
  stored: Schemas["InlineCustoms"],
  inline: Schemas["InlineCustoms"] = {},
): CustomTools {
  if (isEmpty(stored) && isEmpty(inline)) return none;
  const sent = readCustomTools(catalog, inline);
  const kept = readCustomTools(catalog, stored);
  const replaced = new Set(sent.tools.map(({ slug }) => slug));
  const ownToolkits = new Set(sent.echo.custom_toolkits.map(({ slug }) => slug));
  return {
    tools: [...kept.tools.filter(({ slug }) => !replaced.has(slug)), ...sent.tools],
    echo: {
      custom_tools: [...kept.echo.custom_tools.filter(({ slug }) => !replaced.has(slug)), ...sent.echo.custom_tools],
      custom_toolkits: [
        ...kept.echo.custom_toolkits.filter(({ slug }) => !ownToolkits.has(slug)),
        ...sent.echo.custom_toolkits,
      ],
    },
  };
}

const none: CustomTools = { tools: [], echo: { custom_tools: [], custom_toolkits: [] } };

function isEmpty({ custom_tools: tools = [], custom_toolkits: toolkits = [] }: Schemas["InlineCustoms"]): boolean {
  return tools.length === 0 && toolkits.length === 0;
}

/** Validates definitions against the catalog and each other. Assigns the slugs that models use. */
export function readCustomTools(
  catalog: Catalog,
  { custom_tools: loose = [], custom_toolkits: toolkits = [] }: Schemas["InlineCustoms"],
): CustomTools {
  const problems: string[] = [];
  const taken = new Set<string>();
  const read = (
    definition: Definition,
    toolkit: ShownTool["toolkit"],
    prefix: string,
    where: string,
    more: Partial<Schemas["EchoedCustomTool"]> = {},
  ): CustomTool => {
    const slug = `LOCAL_${prefix}${definition.slug}`.toUpperCase();
    const problem = problemOf(definition, slug);
    if (problem !== undefined) problems.push(`${where}: ${problem}`);
    if (taken.has(slug) || catalog.tools.has(slug)) problems.push(`${where}.slug: duplicate slug ${slug}`);
    taken.add(slug);
    return shown(definition, slug, toolkit, more);
  };

  const slugs = toolkits.map(({ slug }) => slug.toLowerCase());
  const groups = toolkits.map((toolkit, index) => {
    const where = `payload.experimental.custom_toolkits[${index}]`;
    const slug = toolkit.slug.toLowerCase();
    if (catalog.toolkits.has(slug)) problems.push(`${where}.slug: a toolkit ${slug} already exists`);
    if (slugs.indexOf(slug) < index) {
      problems.push(`${where}.slug: duplicate slug ${slug}`);
    }
    const owner = { slug, name: toolkit.name, description: toolkit.description, ...ownedByCaller };
    const tools = toolkit.tools.map((tool, at) => read(tool, owner, `${slug}_`, `${where}.tools[${at}]`));
    const { preload } = toolkit;
    const echo: Schemas["EchoedCustomToolkit"] = {
      slug,
      name: toolkit.name,
      description: toolkit.description,
      tools: tools.map((tool) => tool.echo),
      ...(preload === undefined ? {} : { preload }),
    };
    return { tools, echo };
  });

  const singles = loose.map((tool, index) => {
    const where = `payload.experimental.custom_tools[${index}]`;
    const extended = tool.extends_toolkit?.toLowerCase();
    if (extended === undefined) return read(tool, looseTools, "", where);
    const toolkit = catalog.toolkits.get(extended);
    if (toolkit === undefined) problems.push(`${where}.extends_toolkit: unknown toolkit ${extended}`);
    return read(tool, toolkit ?? looseTools, `${extended}_`, where, { extends_toolkit: extended });
  });

  if (problems.length > 0) {
    refuse("ToolRouterV2_BadRequest", "The custom tools are invalid", {
      suggestedFix: "Fix the problems in errors. Nothing was stored",
      errors: problems,
    });
  }
  return {
    tools: [...groups.flatMap(({ tools }) => tools), ...singles],
    echo: { custom_tools: singles.map(({ echo }) => echo), custom_toolkits: groups.map(({ echo }) => echo) },
  };
}

/** The custom tools as the API returns them with their session. */
export function echoCustoms({ echo }: CustomTools): Partial<CustomTools["echo"]> {
  return {
    ...(echo.custom_tools.length === 0 ? {} : { custom_tools: echo.custom_tools }),
    ...(echo.custom_toolkits.length === 0 ? {} : { custom_toolkits: echo.custom_toolkits }),
  };
}

type Definition = Schemas["CustomToolkit"]["tools"][number];

const ownedByCaller = { logo: "", auth: undefined, authConfigId: "", proxy: undefined };

const looseTools: ShownTool["toolkit"] = {
  slug: "local",
  name: "Custom tools",
  description: "Tools that run in the caller's process",
  ...ownedByCaller,
};

function problemOf(definition: Definition, wireSlug: string): string | undefined {
  const { slug, input_schema: schema, output_schema: outputSchema } = definition;
  if (/^(LOCAL|COMPOSIO)_/i.test(slug)) return "slug must not begin with LOCAL_ or COMPOSIO_";
  if (wireSlug.length > MAX_SLUG_LENGTH)
    return `slug becomes ${shorten(wireSlug, MAX_SLUG_LENGTH)}, longer than ${MAX_SLUG_LENGTH} characters`;
  if (schema["type"] !== "object") return 'input_schema.type must be "object"';
  if (!isJSONObject(schema["properties"])) return "input_schema.properties must be an object";
  if (isTooLarge(schema)) return `input_schema must have fewer than ${MAX_SCHEMA_SIZE} values`;
  if (isTooLarge(outputSchema)) return `output_schema must have fewer than ${MAX_SCHEMA_SIZE} values`;
  return undefined;
}

function isTooLarge(schema: JSONObject | undefined): boolean {
  return sizeOf(schema, MAX_SCHEMA_SIZE) === MAX_SCHEMA_SIZE;
}

function shown(
  definition: Definition,
  slug: string,
  toolkit: ShownTool["toolkit"],
  more: Partial<Schemas["EchoedCustomTool"]>,
): CustomTool {
  const { name, description, input_schema: inputSchema, output_schema: outputSchema, preload } = definition;
  return {
    slug,
    originalSlug: definition.slug,
    name,
    description,
    inputSchema,
    outputSchema: outputSchema ?? anyObject,
    toolkit,
    echo: {
      slug,
      original_slug: definition.slug,
      name,
      description,
      input_schema: inputSchema,
      ...(outputSchema === undefined ? {} : { output_schema: outputSchema }),
      ...more,
      ...(preload === undefined ? {} : { preload }),
    },
  };
}

const anyObject: JSONObject = { type: "object", additionalProperties: true };
