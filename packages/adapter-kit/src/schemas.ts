// Loaded lazily, for tools that need it. Calls in flight must not depend on it.
export { type ModelView, type ModelViewOptions, modelViews } from "./tools/model-view.ts";
export { type PortableSchema, toPortableSchema } from "./schema/portable-schema.ts";
export type { SchemaChange } from "./schema/schema-change.ts";
export { type StrictProblem, type StrictSchema, toStrictSchema } from "./schema/strict-schema.ts";
export { toolNames, type ToolNames } from "./tools/tool-names.ts";
