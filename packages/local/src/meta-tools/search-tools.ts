import { search } from "../search.ts";
import type { MetaToolHandler } from "./meta-tool.ts";

export const searchTools: MetaToolHandler<"COMPOSIO_SEARCH_TOOLS"> = (
  { queries, session: workflow },
  { router, session, customs },
) => ({
  data: search(router, session, customs.tools, queries, workflow?.generate_id === true ? undefined : workflow?.id),
  error: null,
});
