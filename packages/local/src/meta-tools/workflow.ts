import type { Schemas } from "../spec.ts";

/** The workflow named by the caller, as repeated in responses. */
export function currentWorkflow(id: string | undefined): Schemas["CurrentWorkflow"] | undefined {
  return id === undefined ? undefined : { id, instructions: "Keep passing this id as session_id." };
}
