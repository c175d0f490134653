import type { components } from "@tool-router/openapi";
import type * as batches from "./batch.ts";
import type { CustomTool, CustomToolkit, CustomToolRun } from "./custom-tool.ts";
import { ToolRouterError } from "../errors/errors.ts";
import type { ExecuteResult, JSONObject } from "./execution.ts";
import type { CallOptions } from "../http/http.ts";
import { didYouMean } from "../errors/nearest.ts";
import type { Tool } from "./tool.ts";

type Experimental = NonNullable<components["schemas"]["SessionCreate"]["experimental"]>;

/** The custom tools of a session. */
export interface CustomTools {
  /** What the router is told of them. */
  readonly wire: components["schemas"]["InlineCustoms"];
  /** What a new session says of custom tools, with these added. */
  addTo(experimental: Experimental | undefined): Experimental;
  /** Those that an agent gets at once. */
  preloaded(): Tool[];
  /** A custom tool as its definition describes it. */
  find(slug: string): Tool | undefined;
  /**
   * Runs a custom tool, or a batch that holds one; undefined when there is nothing of theirs to run.
   *
   * @param batch - what looks into batches, if this is one.
   * @throws ToolRouterError for the slug of a custom tool that the session does not have.
   */
  run(
    slug: string,
    args: JSONObject,
    context: CustomToolRun,
    runRemote: (args: JSONObject) => Promise<ExecuteResult>,
    batch: typeof batches | undefined,
  ): Promise<ExecuteResult> | undefined;
}

/** @throws ToolRouterError when two have one name. */
export function together(loose: readonly CustomTool[], toolkits: readonly CustomToolkit[]): CustomTools {
  const tools = [...loose, ...toolkits.flatMap((toolkit) => toolkit.tools)];
  const customs = new Map(tools.map((tool) => [tool.wireSlug, tool]));
  const slugs = tools.map(({ wireSlug }) => wireSlug);
  const again = slugs.find((slug, index) => slugs.indexOf(slug) < index);
  if (again !== undefined) throw new ToolRouterError(`Two custom tools have the slug ${again}.`);
  const wire: CustomTools["wire"] = {
    ...(loose.length > 0 && { custom_tools: loose.map((tool) => tool.wire) }),
    ...(toolkits.length > 0 && { custom_toolkits: toolkits.map((toolkit) => toolkit.wire) }),
  };
  return {
    wire,
    addTo: (given) => ({
      ...given,
      ...(wire.custom_tools && { custom_tools: [...(given?.custom_tools ?? []), ...wire.custom_tools] }),
      ...(wire.custom_toolkits && { custom_toolkits: [...(given?.custom_toolkits ?? []), ...wire.custom_toolkits] }),
    }),
    preloaded: () => tools.filter((tool) => tool.wire.preload).map((tool) => tool.toTool()),
    find: (slug) => customs.get(slug)?.toTool(),
    run(slug, args, context, runRemote, batch) {
      const custom = customs.get(slug);
      if (custom) return custom.run(args, context);
      if (slug.startsWith("LOCAL_")) {
        throw new ToolRouterError(`No custom tool is named ${slug}.${didYouMean(slug, slugs)}`);
      }
      if (!batch?.isBatch(args)) return undefined;
      const here = args.tools.map((item) => {
        const local = customs.get(item.tool_slug);
        // A copy: a question may wait for hours, and the caller's object may change meanwhile.
        const itemArgs = { ...item.arguments };
        // After a question, the options of `resume` hold: the signal of the first call may have aborted long ago.
        return (
          local &&
          ((later?: CallOptions) =>
            local.run(itemArgs, {
              ...context,
              ...(later && { signal: later.signal, timeout: later.timeout ?? context.timeout }),
            }))
        );
      });
      return here.some(Boolean) ? batch.runRest({ ...args, tools: [...args.tools] }, here, runRemote, true) : undefined;
    },
  };
}
