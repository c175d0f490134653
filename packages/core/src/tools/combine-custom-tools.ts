import { ToolRouterError } from "../errors/errors.ts";
import { didYouMean } from "../errors/nearest.ts";
import type { CallOptions } from "../http/call-options.ts";
import type { CombineCustomTools, CustomTools } from "./custom-tool-types.ts";

export const combineCustomTools: CombineCustomTools = (singleTools, toolkits) => {
  const tools = [...singleTools, ...toolkits.flatMap((toolkit) => toolkit.tools)];
  const bySlug = new Map(tools.map((tool) => [tool.wireSlug, tool]));
  const slugs = tools.map(({ wireSlug }) => wireSlug);
  const duplicate = slugs.find((slug, index) => slugs.indexOf(slug) < index);
  if (duplicate !== undefined) throw new ToolRouterError(`Two custom tools have the slug ${duplicate}.`);
  const wire: CustomTools["wire"] = {
    ...(singleTools.length > 0 && { custom_tools: singleTools.map((tool) => tool.wire) }),
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
    find: (slug) => bySlug.get(slug)?.toTool(),
    run(slug, args, context, runRemote, batch) {
      const tool = bySlug.get(slug);
      if (tool) return tool.run(args, context);
      if (slug.startsWith("LOCAL_")) {
        throw new ToolRouterError(`No custom tool is named ${slug}.${didYouMean(slug, slugs)}`);
      }
      if (!batch?.isBatch(args)) return undefined;
      const localRuns = args.tools.map((call) => {
        const localTool = bySlug.get(call.tool_slug);
        // A copy, because the caller may change the object while a question waits.
        const callArgs = { ...call.arguments };
        // The signal of the first call may have aborted before the question was answered.
        return (
          localTool &&
          ((later?: CallOptions) =>
            localTool.run(callArgs, {
              ...context,
              ...(later && { signal: later.signal, timeout: later.timeout ?? context.timeout }),
            }))
        );
      });
      return localRuns.some(Boolean)
        ? batch.runMixedBatch({ ...args, tools: [...args.tools] }, localRuns, runRemote, true)
        : undefined;
    },
  };
};
