import type { MetaToolHandler } from "./meta-tool.ts";

/** There is nobody here to read it; the log of runs has it. */
export const submitFeedback: MetaToolHandler<"COMPOSIO_SUBMIT_FEEDBACK"> = () => ({
  data: { success: true },
  error: null,
});
