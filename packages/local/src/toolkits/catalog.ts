import { createOAuthClient, type OAuthClient } from "../auth/oauth-client.ts";
import type { JSONObject } from "../json.ts";
import { metaTools } from "../spec.ts";
import type { LocalTool } from "./define-tool.ts";
import { checkToolkit, type LocalToolkit, type ToolkitDefinition } from "./define-toolkit.ts";
import { compileArgumentCheck, type ArgumentCheck } from "./tool-arguments.ts";

/** The public part of an app tool or a custom tool. */
export interface ShownTool {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly inputSchema: JSONObject;
  readonly outputSchema: JSONObject;
  readonly toolkit: Omit<AppToolkit, "tools" | "oauth">;
}

/** An app tool with its toolkit. */
export interface AppTool extends LocalTool {
  readonly toolkit: AppToolkit;
  /** True if the tool or its whole toolkit needs no account. */
  readonly noAuth: boolean;
  readonly checkArguments: ArgumentCheck;
}

export interface AppToolkit extends Omit<LocalToolkit, "tools"> {
  /** The built-in auth config of the toolkit. */
  readonly authConfigId: string;
  /** Undefined if users do not sign in at a provider. */
  readonly oauth: OAuthClient | undefined;
  readonly tools: readonly AppTool[];
}

/** All toolkits and app tools by slug, sorted by slug. */
export interface Catalog {
  readonly toolkits: ReadonlyMap<string, AppToolkit>;
  readonly tools: ReadonlyMap<string, AppTool>;
}

/**
 * Checks the definitions, including those not made by `defineToolkit`, and combines them.
 *
 * @throws TypeError that names the toolkit, the tool, the field and what it must be.
 */
export function createCatalog(definitions: readonly ToolkitDefinition[]): Catalog {
  const toolkits = new Map<string, AppToolkit>();
  const tools = new Map<string, AppTool>();
  const checked = definitions.map((definition, index) => checkToolkit(definition, `toolkits[${index}]: `));
  for (const local of checked.toSorted(bySlug)) {
    if (toolkits.has(local.slug)) {
      throw new TypeError(`toolkit ${JSON.stringify(local.slug)}: duplicate slug. Put its tools into one toolkit`);
    }
    const toolkit = withOwner(local);
    toolkits.set(toolkit.slug, toolkit);
    for (const tool of toolkit.tools) {
      if (metaTools.has(tool.slug))
        throw new TypeError(`tool ${JSON.stringify(tool.slug)}: this slug belongs to a meta tool. Rename the tool`);
      if (tools.has(tool.slug))
        throw new TypeError(`tool ${JSON.stringify(tool.slug)}: slug is used by two toolkits. Rename one of the tools`);
      tools.set(tool.slug, tool);
    }
  }
  return { toolkits, tools: new Map([...tools].toSorted(([a], [b]) => compareText(a, b))) };
}

/** Compares by code units, so that the order does not depend on the locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function bySlug(a: { slug: string }, b: { slug: string }): number {
  return compareText(a.slug, b.slug);
}

function withOwner(local: LocalToolkit): AppToolkit {
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
