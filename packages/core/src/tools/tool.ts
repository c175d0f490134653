import type { components } from "@tool-router/openapi";
import { ToolRouterError } from "../errors/errors.ts";

/** A JSON Schema as the router sent it. */
export type JSONSchema = { readonly [keyword: string]: unknown };

/** Hints about a tool's behavior, by its author; not guarantees. An absent hint is unknown, not false. */
export interface ToolAnnotations {
  readonly readOnly?: true | undefined;
  readonly destructive?: true | undefined;
  readonly idempotent?: true | undefined;
  readonly openWorld?: true | undefined;
}

/** A tool of a session, independent of any framework. Frozen; schemas are the router's own objects, unchanged. */
export interface Tool {
  /** The name for `execute`, such as `GITHUB_CREATE_AN_ISSUE`. */
  readonly slug: string;
  /** The display name. */
  readonly name: string;
  /** The description for the model. */
  readonly description: string;
  readonly inputSchema: JSONSchema;
  readonly outputSchema: JSONSchema;
  /** `composio` for meta tools. */
  readonly toolkit: { readonly slug: string; readonly name: string };
  readonly tags: readonly string[];
  readonly annotations: ToolAnnotations;
  readonly version: string;
  /** The tool as on the wire. */
  readonly raw: components["schemas"]["Tool"];
}

const hints = {
  readOnlyHint: "readOnly",
  destructiveHint: "destructive",
  idempotentHint: "idempotent",
  openWorldHint: "openWorld",
} as const;

/** Reads tolerantly: a field that the router omits becomes empty. */
export function toTool(raw: components["schemas"]["Tool"]): Tool {
  const wire: Partial<components["schemas"]["Tool"]> = raw;
  const tags = Array.isArray(wire.tags) ? wire.tags : [];
  const annotations: Partial<Record<keyof ToolAnnotations, true>> = {};
  for (const [tag, annotation] of Object.entries(hints)) {
    if (tags.includes(tag)) annotations[annotation] = true;
  }
  return Object.freeze({
    slug: raw.slug,
    name: wire.name ?? raw.slug,
    description: wire.description ?? "",
    inputSchema: wire.input_parameters ?? {},
    outputSchema: wire.output_parameters ?? {},
    toolkit: wire.toolkit ?? { slug: "", name: "" },
    tags,
    annotations: Object.freeze(annotations),
    version: wire.version ?? "",
    raw,
  });
}

/** Whether the tool can safely run twice, by its annotations. */
export const isRepeatable = (tool: string | Partial<Tool>): boolean =>
  typeof tool === "object" && (tool.annotations?.readOnly ?? tool.annotations?.idempotent ?? false);

/** @throws ToolRouterError for a value that is neither a slug nor a tool. */
export function toolSlug(tool: string | Tool, where = ""): string {
  const slug: unknown = typeof tool === "object" ? tool?.slug : tool;
  if (typeof slug === "string" && slug) return slug;
  throw new ToolRouterError(`${where}Expected a slug such as GITHUB_CREATE_AN_ISSUE, or a Tool of session.tools().`);
}
