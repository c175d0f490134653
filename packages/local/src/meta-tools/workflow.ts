import type { Schemas } from "../spec.ts";

/** The workflow that a caller named, as answers repeat it; nothing if none was named. */
export function currentWorkflow(id: string | undefined): Schemas["CurrentWorkflow"] | undefined {
  return id === undefined ? undefined : { id, instructions: "Keep passing this id as session_id." };
}
