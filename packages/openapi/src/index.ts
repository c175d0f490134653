/**
 * The tool-router HTTP API as types. The document they are made from is at `@tool-router/openapi/document`.
 *
 * @module
 */
import type { components } from "./schema.ts";

/** Each schema of the API is a type of its own, such as `ConnectedAccount` and `SearchResponse`. */
export type * from "./schema.ts";

/** The schemas of the API, by name. */
export type Schemas = components["schemas"];
