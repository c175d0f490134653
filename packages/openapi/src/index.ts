/**
 * Types of the tool-router HTTP API. `@tool-router/openapi/document` exports the OpenAPI document.
 *
 * @module
 */
import type { components } from "./schema.ts";

/** Each schema of the API is a type of its own, such as `ConnectedAccount` and `SearchResponse`. */
export type * from "./schema.ts";

/** The schemas of the API, by name. */
export type Schemas = components["schemas"];
