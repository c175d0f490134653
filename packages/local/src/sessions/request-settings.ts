import type { ApiVersion } from "../api-version.ts";
import { refuse } from "../errors.ts";
import { ownValue } from "../json.ts";
import type { RouterContext } from "../router-context.ts";
import type { Schemas } from "../spec.ts";

type Request = Schemas["SessionCreate"] | Schemas["SessionPatch"];

/** The configuration of a request, merged with the saved configuration that it references. */
export function requestedSettings<Body extends Request>(
  { sessionConfigs }: RouterContext,
  body: Body,
  version: ApiVersion,
): Body {
  if (version === "v3" && body.hooks !== undefined) {
    refuse("HTTP_BadRequest", "The request does not fit the schema", {
      errors: ["payload.hooks: is not supported in v3"],
      suggestedFix: "Send it to /api/v3.1",
    });
  }
  const id = body.experimental?.session_config_id;
  if (id === undefined) return body;
  const excluded = [
    ...(["toolkits", "tools", "tags", "hooks"] as const).filter((field) => body[field] !== undefined),
    ...(["custom_tools", "custom_toolkits"] as const)
      .filter((field) => Object.hasOwn(body.experimental ?? {}, field))
      .map((field) => `experimental.${field}`),
  ];
  if (excluded.length > 0) {
    refuse("ToolRouterV2_BadRequest", `experimental.session_config_id excludes ${excluded.join(", ")}`, {
      suggestedFix: "Remove one or the other",
    });
  }
  const saved =
    ownValue(sessionConfigs, id) ??
    refuse("ToolRouterV2_SessionConfigNotFound", `No saved configuration has the id ${id}`, {
      suggestedFix: "Give the router the option sessionConfigs, or send the configuration itself",
    });
  const { toolkits, tools, tags } = saved;
  // In a patch, null resets a field that the saved configuration omits to its default.
  const fallback = "user_id" in body ? undefined : null;
  return { ...body, toolkits: toolkits ?? fallback, tools: tools ?? fallback, tags: tags ?? fallback };
}
