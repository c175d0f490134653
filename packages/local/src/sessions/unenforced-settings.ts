import { refuse } from "../errors.ts";
import { isJsonObject } from "../json.ts";
import type { Schemas } from "../spec.ts";
import { dotted } from "../validation/schema-problems.ts";

const rootFields = ["instant", "proxy_execute", "hooks"];
const experimentalFields = ["no_elicitation_support_fallback", "session_config_id"];
const filterFields = ["require_approval"];

/**
 * Rejects settings of the API that this router does not enforce yet.
 *
 * An app that asks for approvals or hooks must learn at once that it gets none. Remove a field here when the router
 * enforces it.
 */
export function refuseUnenforcedSettings(config: Schemas["SessionCreate"] | Schemas["SessionPatch"]): void {
  const errors: string[] = [];
  const check = (holder: unknown, fields: readonly string[], ...path: readonly string[]): void => {
    if (!isJsonObject(holder)) return;
    // In a patch, null restores the default, which this router has anyway.
    const set = fields.filter((field) => Object.hasOwn(holder, field) && holder[field] !== null);
    for (const field of set) {
      errors.push(`${dotted(["payload", ...path, field])}: this router does not enforce it yet`);
    }
  };
  check(config, rootFields);
  check(config.experimental, experimentalFields, "experimental");
  check(config.toolkits, filterFields, "toolkits");
  check(config.tags, filterFields, "tags");
  for (const [toolkit, filter] of Object.entries(config.tools ?? {})) {
    check(filter, filterFields, "tools", toolkit);
    if ("tags" in filter) check(filter.tags, filterFields, "tools", toolkit, "tags");
  }
  if (errors.length > 0) {
    refuse("HTTP_BadRequest", "The request has settings that this router does not enforce yet", {
      errors,
      suggestedFix: "Leave them out",
    });
  }
}
