import { search } from "../search.ts";
import type { MetaToolHandler } from "./meta-tool.ts";

export const searchTools: MetaToolHandler<"COMPOSIO_SEARCH_TOOLS"> = (
  { queries, session: workflow },
  { router, session },
) => ({
  data: search(router, session, queries, workflow?.generate_id === true ? undefined : workflow?.id),
  error: null,
});
