import { commonKinds, type KeywordKind, toKinds } from "./schema-keywords.ts";

/** The kind of each keyword, except for those with stricter rules in `repairSchema`. */
export const allKinds: ReadonlyMap<string, KeywordKind> = new Map([
  ...commonKinds,
  ...toKinds({
    schema:
      // `components` holds the targets of references in OpenAPI: `#/components/schemas/…`.
      "additionalItems unevaluatedItems unevaluatedProperties contains not if then else contentSchema components",
    list: "prefixItems",
    map: "patternProperties definitions dependentSchemas dependencies schemas",
    text: "contentEncoding contentMediaType",
    count: "minProperties maxProperties minContains maxContains",
  }),
]);
