/**
 * Types of the tool-router HTTP API. `@tool-router/openapi/document` exports the OpenAPI document.
 *
 * @module
 */
import type { components } from "./schema.ts";

export type { components, operations, paths } from "./schema.ts";

/** The schemas of the API, by name. */
export type Schemas = components["schemas"];

/** The slug of a meta tool. */
export type MetaToolSlug = Schemas["MetaToolSlug"];

/** The `arguments` and the result (`data`) of each meta tool, by slug. */
export type MetaTools = Schemas["MetaTools"];
