// Loaded by the rest only for tools that need it, so nothing of it may be needed once calls are under way.
export { type ModelView, type ModelViewOptions, modelViews } from "./model-view.ts";
export { type PortableSchema, toPortableSchema } from "./portable-schema.ts";
export type { SchemaChange } from "./schema-change.ts";
export { type StrictProblem, type StrictSchema, toStrictSchema } from "./strict-schema.ts";
export { toolNames, type ToolNames } from "./tool-names.ts";
