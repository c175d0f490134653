/**
 * The tool-router HTTP API as types. The document they are made from is at `@tool-router/openapi/document`.
 *
 * @module
 */
import type { components } from "./schema.ts";

export type { components, operations, paths } from "./schema.ts";

/** The schemas of the API, by name. */
export type Schemas = components["schemas"];

/** The slug of a meta tool. */
export type MetaToolSlug = Schemas["MetaToolSlug"];

/** What each meta tool takes (`arguments`) and gives (`data`), by slug. */
export type MetaTools = Schemas["MetaTools"];
