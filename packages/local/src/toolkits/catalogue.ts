import { createOAuthClient, type OAuthClient } from "../auth/oauth-client.ts";
import type { JSONObject } from "../json.ts";
import { metaTools } from "../spec.ts";
import type { LocalTool } from "./define-tool.ts";
import { checkToolkit, type LocalToolkit, type ToolkitDefinition } from "./define-toolkit.ts";
import { compileArgumentCheck, type ArgumentCheck } from "./tool-arguments.ts";

/** What is shown of a tool, be it one of the catalogue or one that its caller runs. */
export interface ShownTool {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly inputSchema: JSONObject;
  readonly outputSchema: JSONObject;
  readonly toolkit: Omit<AppToolkit, "tools" | "oauth">;
}

/** An app tool together with where it belongs. */
export interface AppTool extends LocalTool {
  readonly toolkit: AppToolkit;
  /** True if it, or its whole toolkit, needs no account. */
  readonly noAuth: boolean;
  readonly checkArguments: ArgumentCheck;
}

export interface AppToolkit extends Omit<LocalToolkit, "tools"> {
  /** The one auth config of the toolkit, made by the router. */
  readonly authConfigId: string;
  /** Undefined unless people sign in at a provider. */
  readonly oauth: OAuthClient | undefined;
  readonly tools: readonly AppTool[];
}

/** All toolkits and app tools, by slug and in the order of their slugs. */
export interface Catalogue {
  readonly toolkits: ReadonlyMap<string, AppToolkit>;
  readonly tools: ReadonlyMap<string, AppTool>;
}

/**
 * Checks the definitions (also those that did not go through `defineToolkit`) and puts them together.
 *
 * @throws TypeError that names the toolkit, the tool, the field and what it should be.
 */
export function createCatalogue(definitions: readonly ToolkitDefinition[]): Catalogue {
  const toolkits = new Map<string, AppToolkit>();
  const tools = new Map<string, AppTool>();
  const checked = definitions.map((definition, index) => checkToolkit(definition, `toolkits[${index}]: `));
  for (const local of checked.toSorted(bySlug)) {
    if (toolkits.has(local.slug)) {
      throw new TypeError(`toolkit ${JSON.stringify(local.slug)}: slug is used twice; put its tools into one toolkit`);
    }
    const toolkit = place(local);
    toolkits.set(toolkit.slug, toolkit);
    for (const tool of toolkit.tools) {
      if (metaTools.has(tool.slug))
        throw new TypeError(`tool ${JSON.stringify(tool.slug)}: slug is that of a meta tool; rename it`);
      if (tools.has(tool.slug))
        throw new TypeError(`tool ${JSON.stringify(tool.slug)}: slug is used by two toolkits; rename one`);
      tools.set(tool.slug, tool);
    }
  }
  return { toolkits, tools: new Map([...tools].toSorted(([a], [b]) => compareText(a, b))) };
}

/** The order of code units: the same on every machine, whatever its language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function bySlug(a: { slug: string }, b: { slug: string }): number {
  return compareText(a.slug, b.slug);
}

function place(local: LocalToolkit): AppToolkit {
  const tools: AppTool[] = [];
  const oauth = createOAuthClient(local.auth, `toolkit ${JSON.stringify(local.slug)}: auth`);
  const toolkit: AppToolkit = { ...local, authConfigId: `ac_${local.slug}`, oauth, tools };
  for (const tool of local.tools.toSorted(bySlug)) {
    tools.push({
      ...tool,
      toolkit,
      noAuth: local.auth === undefined || tool.noAuth,
      checkArguments: compileArgumentCheck(tool.inputSchema),
    });
  }
  return toolkit;
}
