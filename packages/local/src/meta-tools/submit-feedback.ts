import type { MetaToolHandler } from "./meta-tool.ts";

/** Accepts feedback. It is kept in the run log only. */
export const submitFeedback: MetaToolHandler<"COMPOSIO_SUBMIT_FEEDBACK"> = () => ({
  data: { success: true },
  error: null,
});
