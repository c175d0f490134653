import { search } from "../search/search.ts";
import type { MetaToolHandler } from "./meta-tool.ts";

export const searchTools: MetaToolHandler<"COMPOSIO_SEARCH_TOOLS"> = async (
  { queries, session: workflow },
  { router, session, customs },
) => ({
  data: await search(
    router,
    session,
    customs.tools,
    queries,
    workflow?.generate_id === true ? undefined : workflow?.id,
  ),
  error: null,
});
